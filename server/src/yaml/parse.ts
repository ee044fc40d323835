import {
  type Alias,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument as parseWithYaml,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type NodeId, NodeKind, NodeStyle, type YamlDocument, type YamlProblem, type YamlTree } from './tree.ts';
import { emptyAt, TreeBuilder } from './treeBuilder.ts';

/** The tree and the faults of one YAML document. Never throws: whatever could not be read is missing from the tree. */
export function parseDocument(text: string): YamlDocument {
  const isTemplate = text.includes('{{') || text.includes('${');
  try {
    const document = parseWithYaml(text, {
      strict: false,
      uniqueKeys: false,
      keepSourceTokens: true,
      logLevel: 'silent',
    });
    const tree = new TreeMaker(text).make(document);
    return { text, tree, problems: isTemplate ? [] : problemsOf(document, tree), isTemplate };
  } catch {
    // Nesting beyond the stack: an empty tree.
    return { text, tree: new TreeBuilder(0).finish(text, () => ''), problems: [], isTemplate };
  }
}

type Item = CST.CollectionItem;

class TreeMaker {
  readonly #text: string;
  readonly #builder: TreeBuilder;
  readonly #decoded = new Map<NodeId, string>();

  constructor(text: string) {
    this.#text = text;
    this.#builder = new TreeBuilder(text.length >> 4);
  }

  make(document: Document.Parsed): YamlTree {
    if (document.contents !== null) this.#node(document.contents, 0);
    const decoded = this.#decoded;
    return this.#builder.finish(this.#text, (node) => decoded.get(node) ?? '');
  }

  #node(node: Node | null, emptyBehind: number): void {
    if (isMap(node)) this.#mapping(node);
    else if (isSeq(node)) this.#sequence(node);
    else if (isAlias(node)) this.#alias(node);
    else if (isScalar(node)) this.#scalar(node, emptyBehind);
    else this.#builder.leaf(NodeKind.scalar, NodeStyle.empty, emptyAt(this.#text, emptyBehind));
  }

  #scalar(node: Scalar, emptyBehind: number): void {
    const [start, end] = node.range ?? [0, 0];
    const style = scalarStyle(node, end > start);
    const range = style === NodeStyle.empty ? emptyAt(this.#text, emptyBehind) : { start, end };
    const id = this.#builder.leaf(NodeKind.scalar, style, range);
    this.#properties(id, node);
    if (style !== NodeStyle.empty) this.#decoded.set(id, node.source ?? String(node.value));
  }

  #alias(node: Alias): void {
    const [start, end] = node.range ?? [0, 0];
    this.#builder.anchors.set(this.#builder.leaf(NodeKind.alias, NodeStyle.plain, { start, end }), node.source);
  }

  #mapping(node: YAMLMap): void {
    const items = itemsOf(node);
    const isFlow = node.flow === true;
    const start = isFlow ? node.range![0] : Math.min(node.range![0], firstOffset(items?.[0]) ?? node.range![0]);
    const id = this.#builder.open(NodeKind.mapping, isFlow ? NodeStyle.flow : NodeStyle.block, start);
    this.#properties(id, node);
    for (const pair of node.items as Pair<Node | null, Node | null>[]) {
      const source = pair.srcToken as Item | undefined;
      const keyBehind = markEnd(source?.start, 'explicit-key-ind') ?? firstOffset(source) ?? start;
      this.#node(pair.key, keyBehind);
      const keyEnd = pair.key?.range?.[1] ?? keyBehind;
      this.#node(pair.value, markEnd(source?.sep, 'map-value-ind') ?? keyEnd);
    }
    this.#builder.close(isFlow ? node.range![1] : undefined);
  }

  #sequence(node: YAMLSeq): void {
    const items = itemsOf(node);
    const isFlow = node.flow === true;
    const id = this.#builder.open(NodeKind.sequence, isFlow ? NodeStyle.flow : NodeStyle.block, node.range![0]);
    this.#properties(id, node);
    node.items.forEach((item, index) => {
      if (item !== null && typeof item === 'object' && 'key' in item) return;
      this.#node(item as Node | null, markEnd(items?.[index]?.start, 'seq-item-ind') ?? node.range![0]);
    });
    this.#builder.close(isFlow ? node.range![1] : undefined);
  }

  #properties(id: NodeId, node: Scalar | YAMLMap | YAMLSeq): void {
    if (node.anchor !== undefined) this.#builder.anchors.set(id, node.anchor);
    if (node.tag !== undefined) this.#builder.tags.set(id, node.tag.replace('tag:yaml.org,2002:', '!!'));
  }
}

function scalarStyle(node: Scalar, isWritten: boolean): NodeStyle {
  switch (node.type) {
    case 'QUOTE_DOUBLE':
      return NodeStyle.doubleQuoted;
    case 'QUOTE_SINGLE':
      return NodeStyle.singleQuoted;
    case 'BLOCK_LITERAL':
      return NodeStyle.literal;
    case 'BLOCK_FOLDED':
      return NodeStyle.folded;
    default:
      return isWritten ? NodeStyle.plain : NodeStyle.empty;
  }
}

function itemsOf(node: YAMLMap | YAMLSeq): Item[] | undefined {
  const token = node.srcToken;
  return token !== undefined && 'items' in token ? token.items : undefined;
}

function firstOffset(item: Item | undefined): number | undefined {
  const first = item?.start.find(
    (token) => token.type === 'explicit-key-ind' || token.type === 'anchor' || token.type === 'tag',
  );
  return first?.offset ?? item?.key?.offset ?? item?.sep?.[0]?.offset;
}

function markEnd(tokens: CST.SourceToken[] | undefined, type: string): number | undefined {
  const mark = tokens?.find((token) => token.type === type);
  return mark === undefined ? undefined : mark.offset + mark.source.length;
}

function problemsOf(document: Document.Parsed, tree: YamlTree): YamlProblem[] {
  const problems: YamlProblem[] = document.errors
    .filter((error) => error.code !== 'MULTIPLE_DOCS')
    .map((error) => ({
      code: error.code === 'TAB_AS_INDENT' ? 'yaml-tab' : 'yaml-syntax',
      start: error.pos[0],
      end: error.pos[1],
      message: 'This is not YAML',
    }));
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) === NodeKind.mapping) addDuplicateKeys(tree, node, problems);
  }
  return problems;
}

function addDuplicateKeys(tree: YamlTree, mapping: NodeId, problems: YamlProblem[]): void {
  const seen = new Set<string>();
  for (let key = tree.firstChild(mapping); key !== -1; key = tree.nextSibling(tree.nextSibling(key))) {
    if (tree.kind(key) !== NodeKind.scalar || tree.style(key) === NodeStyle.empty) continue;
    const text = tree.scalarText(key);
    if (text !== '<<' && seen.has(text)) {
      problems.push({
        code: 'yaml-duplicate-key',
        start: tree.start(key),
        end: tree.end(key),
        message: `Key "${text}" is set twice in this mapping; keep one of the two`,
      });
    }
    seen.add(text);
  }
}
