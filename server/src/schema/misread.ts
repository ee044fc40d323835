import { unwrapEntry } from '../manifest/unwrapEntry.ts';
import { quantityProblem } from '../storage/quantity.ts';
import { suggestQuantity } from '../storage/suggestQuantity.ts';
import { resolvePlain } from '../yaml/resolve.ts';
import type { JsonScalar } from '../yaml/scalars.ts';
import { type NodeId, NodeStyle } from '../yaml/tree.ts';
import { type CheckContext, quoted, type ReportDetails } from './context.ts';
import { isReadable } from './decoding.ts';
import { fixBy, fixValue } from './fixes.ts';
import { asList } from './listFixes.ts';
import { ValueKind, type ValueTable } from './tables.ts';

/** Reports a value that the decoder does not take. `scalar` is absent for lists and mappings. */
export function reportMisread(cx: CheckContext, node: NodeId, table: ValueTable, scalar?: JsonScalar): void {
  const label = cx.labelOf(node);
  const shown = scalar ? ` ${quoted(cx.tree.scalarText(node))}` : '';
  const place = cx.at(node);
  const fix = repair(cx, node, table, scalar);
  if (table.kind === ValueKind.quantity && scalar && scalar.type !== 'boolean') {
    cx.reportUnreadable('quantity-invalid', place, `${label}${shown} is no quantity; ${quantityAdvice(cx, node)}`, fix);
    return;
  }
  if (scalar?.type === 'integer' && isWholeNumberKind(table.kind)) {
    const bits = table.kind === ValueKind.int64 ? 64 : 32;
    const most = bits === 64 ? '9223372036854775807' : '2147483647';
    cx.reportUnreadable('number-too-large', place, `${label}${shown} does not fit ${bits} bits; write at most ${most}`);
    return;
  }
  if (isLabelsOfSelector(cx, node, table)) {
    const label = { title: 'Leave matchLabels out and keep its labels', isSafe: true };
    const isTaken = cx.keys(node).some((key) => cx.has(cx.tree.parent(node), cx.keyText(key)));
    const unwrap = isTaken ? {} : fixBy(cx, label, (tree) => unwrapEntry(tree, cx.keyOf(node)));
    const message = 'This selector takes the labels themselves; leave matchLabels out and write its labels here';
    cx.reportUnreadable('wrong-type', place, message, unwrap);
    return;
  }
  const is = scalar ? jsonNames[scalar.type] : cx.isList(node) ? 'a list' : 'a mapping';
  cx.reportUnreadable('wrong-type', place, `${label}${shown} is ${is}; write ${wanted(cx, node, table, scalar)}`, fix);
}

/** Whether labels stand one level too low in a selector that is a map of labels, as a Service's is. */
function isLabelsOfSelector(cx: CheckContext, node: NodeId, table: ValueTable): boolean {
  if (table.kind !== ValueKind.string || !cx.isMapping(node) || cx.labelOf(node) !== 'matchLabels') return false;
  const around = cx.tree.parent(node);
  return around !== cx.root && cx.labelOf(around) === 'selector' && !cx.isEmpty(node);
}

/** What was meant is certain where only quotes or the dash of a list are missing, or are there for nothing. */
function repair(
  cx: CheckContext,
  node: NodeId,
  table: ValueTable,
  scalar: JsonScalar | undefined,
): Pick<ReportDetails, 'fixes'> {
  const text = scalar ? cx.tree.scalarText(node) : '';
  if (table.kind === ValueKind.quantity && scalar) {
    const likely = suggestQuantity(text, usesOf(cx.labelOf(node)));
    return likely === undefined ? {} : fixValue(cx, node, likely, 'guess');
  }
  if (table.kind === ValueKind.string && scalar) return fixValue(cx, node, JSON.stringify(text), 'safe');
  if (table.kind !== ValueKind.list && scalar?.type === 'string' && cx.tree.style(node) !== NodeStyle.plain) {
    const inner = resolvePlain(text);
    return isReadable(inner, table.kind) ? fixValue(cx, node, text, 'safe') : {};
  }
  if (table.kind === ValueKind.list) return asList(cx, node, table.inner);
  return {};
}

function usesOf(label: string): 'size' | 'cpu' | 'count' {
  if (label === 'cpu') return 'cpu';
  return label.includes('/') ? 'count' : 'size';
}

function quantityAdvice(cx: CheckContext, node: NodeId): string {
  const field = cx.labelOf(node);
  const examples = quantityExamples(field);
  if (usesOf(field) === 'count') return `write a whole number, as in ${examples}`;
  switch (quantityProblem(cx.tree.scalarText(node))) {
    case 'empty':
      return `write a number and its unit, as in ${examples}`;
    case 'suffix':
      return `use a unit that Kubernetes knows, as in ${examples}`;
    default:
      return `write a number with its unit, as in ${examples}`;
  }
}

/** Quantities as people write them for that field. */
function quantityExamples(field: string): string {
  switch (usesOf(field)) {
    case 'cpu':
      return '500m (half a core) or 2 (cores)';
    case 'count':
      return '1';
    default:
      return sizes.test(field) ? '10Gi or 500Mi' : '10Gi, 500Mi or 250m';
  }
}

const sizes = /^(?:memory|storage|ephemeral-storage|sizeLimit|hugepages-.*)$/;

const jsonNames: Readonly<Record<JsonScalar['type'], string>> = {
  null: 'null',
  boolean: 'a boolean',
  integer: 'a number',
  number: 'a number',
  string: 'a string',
};

function wanted(cx: CheckContext, node: NodeId, table: ValueTable, scalar: JsonScalar | undefined): string {
  const { tree } = cx;
  const isQuoted = tree.style(node) === NodeStyle.singleQuoted || tree.style(node) === NodeStyle.doubleQuoted;
  const bare = isQuoted ? ', without quotes' : '';
  switch (table.kind) {
    case ValueKind.object:
    case ValueKind.map:
      return 'a mapping of keys to values';
    case ValueKind.list:
      return tree.style(tree.parent(node)) === NodeStyle.flow
        ? 'a list, in brackets: […]'
        : 'a list, each item behind "- "';
    case ValueKind.string:
      return scalar
        ? `a string, in quotes: ${quoted(tree.scalarText(node))}`
        : 'a string, in quotes where it looks like something else';
    case ValueKind.int32:
    case ValueKind.int64:
      return `a whole number${bare}`;
    case ValueKind.boolean:
      return `true or false${bare}`;
    case ValueKind.intOrString:
      return 'a whole number or a string';
    case ValueKind.quantity:
      return `a quantity such as ${quantityExamples(cx.labelOf(node))}`;
    case ValueKind.time:
      return 'a time such as 2024-01-31T12:00:00Z';
    default:
      return 'a number';
  }
}

function isWholeNumberKind(kind: ValueKind): boolean {
  return kind === ValueKind.int32 || kind === ValueKind.int64 || kind === ValueKind.intOrString;
}
