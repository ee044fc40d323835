import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';
import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument as parseWithYaml } from 'yaml';
import { NodeKind, NodeStyle, type YamlTree } from '../../server/src/yaml/tree.ts';

/** A node as every parser can tell it. `start` is -1 where a parser does not say where the node begins. */
export interface PlainNode {
  readonly kind: 'mapping' | 'sequence' | 'scalar' | 'alias';
  readonly depth: number;
  readonly start: number;
  readonly text: string;
  readonly anchor: string;
}

/** What our parser made of a text. */
export function nodesOfTree(tree: YamlTree): PlainNode[] {
  const names = new Map<number, PlainNode['kind']>(
    Object.entries(NodeKind).map(([name, kind]) => [kind, name as PlainNode['kind']]),
  );
  const depths = new Map<number, number>([[-1, -1]]);
  return Array.from({ length: tree.size }, (_, node) => {
    const depth = depths.get(tree.parent(node))! + 1;
    depths.set(node, depth);
    const kind = names.get(tree.kind(node))!;
    return {
      kind,
      depth,
      start: tree.style(node) === NodeStyle.empty ? -1 : tree.start(node),
      text: kind === 'scalar' ? tree.scalarText(node) : '',
      anchor: tree.anchor(node) ?? '',
    };
  });
}

/** What js-yaml makes of it. Block scalars and empty ones have no start in its events. */
export function nodesOfEvents(text: string): PlainNode[] {
  const nodes: PlainNode[] = [];
  let depth = 0;
  const anchorOf = (event: { anchorStart: number; anchorEnd: number }): string =>
    event.anchorStart === -1 ? '' : text.slice(event.anchorStart, event.anchorEnd);
  for (const event of parseEvents(text, { maxDepth: 1000 }) as Event[]) {
    if (event.type === EVENT_ID.POP) {
      depth--;
    } else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      const kind = event.type === EVENT_ID.MAPPING ? 'mapping' : 'sequence';
      nodes.push({ kind, depth: depth++ - 1, start: event.start, text: '', anchor: anchorOf(event) });
    } else if (event.type === EVENT_ID.ALIAS) {
      nodes.push({ kind: 'alias', depth: depth - 1, start: event.anchorStart - 1, text: '', anchor: anchorOf(event) });
    } else if (event.type === EVENT_ID.SCALAR) {
      const quote = event.style === 2 || event.style === 3 ? 1 : 0;
      const start = event.valueStart === -1 || event.style > 3 ? -1 : event.valueStart - quote;
      const value = getScalarValue(text, event);
      nodes.push({ kind: 'scalar', depth: depth - 1, start, text: value, anchor: anchorOf(event) });
    } else {
      depth++;
    }
  }
  return nodes;
}

/** What the `yaml` package makes of it. */
export function nodesOfYaml(text: string): PlainNode[] {
  const document = parseWithYaml(text, { version: '1.1', uniqueKeys: false, logLevel: 'silent' });
  if (document.errors.length > 0) throw document.errors[0]!;
  const nodes: PlainNode[] = [];
  const visit = (node: Node | null, depth: number): void => {
    const start = node?.range?.[0] ?? -1;
    if (isAlias(node)) {
      nodes.push({ kind: 'alias', depth, start, text: '', anchor: node.source });
    } else if (isMap(node)) {
      // Its range begins with the first key's own text, ours with the key's properties.
      nodes.push({
        kind: 'mapping',
        depth,
        start: node.flow === true ? start : -1,
        text: '',
        anchor: node.anchor ?? '',
      });
      for (const { key, value } of node.items) {
        visit(key as Node | null, depth + 1);
        visit(value as Node | null, depth + 1);
      }
    } else if (isSeq(node)) {
      nodes.push({ kind: 'sequence', depth, start, text: '', anchor: node.anchor ?? '' });
      for (const item of node.items) visit(item as Node | null, depth + 1);
    } else {
      const isWritten = isScalar(node) && node.range !== null && node.range![1] > node.range![0];
      const value = isScalar(node) ? (node.source ?? '') : '';
      const anchor = isScalar(node) ? (node.anchor ?? '') : '';
      nodes.push({ kind: 'scalar', depth, start: isWritten ? start : -1, text: value, anchor });
    }
  };
  if (document.contents !== null) visit(document.contents as Node, 0);
  return nodes;
}
