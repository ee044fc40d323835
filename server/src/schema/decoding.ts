import { asItem, replaceValue } from '../manifest/edits.ts';
import { quantityProblem } from '../storage/quantity.ts';
import { suggestQuantity } from '../storage/suggestQuantity.ts';
import { resolvePlain } from '../yaml/resolve.ts';
import type { JsonScalar } from '../yaml/scalars.ts';
import { type NodeId, NodeKind, NodeStyle } from '../yaml/tree.ts';
import { type CheckContext, quoted, type ReportDetails } from './context.ts';
import { fixBy, fixValue } from './fixes.ts';
import { ValueKind, type ValueTable } from './tables.ts';

/**
 * Whether the API server's decoder takes a scalar (not null) for a value of that kind.
 * Kubernetes: `encoding/json` for plain types, `resource.Quantity`, `intstr.IntOrString` and `metav1.Time` for theirs.
 */
export function isReadable(scalar: JsonScalar, kind: ValueKind): boolean {
  switch (kind) {
    case ValueKind.string:
      return scalar.type === 'string';
    case ValueKind.boolean:
      return scalar.type === 'boolean';
    case ValueKind.int32:
      return scalar.type === 'integer' && isInt32(scalar);
    case ValueKind.int64:
      return scalar.type === 'integer' && isInt64(scalar);
    case ValueKind.number:
      return scalar.type === 'integer' || scalar.type === 'number';
    case ValueKind.intOrString:
      return scalar.type === 'string' || (scalar.type === 'integer' && isInt32(scalar));
    case ValueKind.quantity:
      return scalar.type !== 'boolean' && quantityProblem(quantityText(scalar)) === undefined;
    case ValueKind.time:
      return scalar.type === 'string' && isTime(scalar.value as string);
    default:
      return kind === ValueKind.any;
  }
}

/** The text that the server parses a quantity from: numbers as JSON writes them. */
export function quantityText(scalar: JsonScalar): string {
  // JSON has all digits of whole numbers, a float only the shortest that say the same
  return scalar.type === 'integer' && !scalar.isFloat ? scalar.text : String(scalar.value ?? '');
}

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
  const is = scalar ? jsonNames[scalar.type] : cx.isList(node) ? 'a list' : 'a mapping';
  cx.reportUnreadable('wrong-type', place, `${label}${shown} is ${is}; write ${wanted(table)}`, fix);
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

/** One item that is written without a list around it. */
function asList(cx: CheckContext, node: NodeId, inner: ValueTable | undefined): Pick<ReportDetails, 'fixes'> {
  const label = { title: 'Make it a list', isSafe: true };
  if (cx.tree.kind(node) === NodeKind.scalar) {
    if (inner?.kind !== ValueKind.string) return {};
    return fixBy(cx, label, (tree) =>
      replaceValue(tree, node, `[${tree.text.slice(tree.start(node), tree.end(node))}]`),
    );
  }
  const fields = inner?.kind === ValueKind.object ? inner.object?.fields : undefined;
  if (cx.tree.style(node) !== NodeStyle.block || !cx.keys(node).every((key) => fields?.has(cx.keyText(key)))) return {};
  return fixBy(cx, label, (tree) => asItem(tree, node));
}

function usesOf(label: string): 'size' | 'cpu' | 'count' {
  if (label === 'cpu') return 'cpu';
  return label.includes('/') ? 'count' : 'size';
}

function quantityAdvice(cx: CheckContext, node: NodeId): string {
  switch (quantityProblem(cx.tree.scalarText(node))) {
    case 'empty':
      return 'write a number with a unit, as in 10Gi';
    case 'suffix':
      return 'use a unit that Kubernetes knows, as in 10Gi, 500Mi or 250m';
    default:
      return 'write a number with its unit, as in 10Gi or 250m';
  }
}

const jsonNames: Readonly<Record<JsonScalar['type'], string>> = {
  null: 'null',
  boolean: 'a boolean',
  integer: 'a number',
  number: 'a number',
  string: 'a string',
};

function wanted(table: ValueTable): string {
  switch (table.kind) {
    case ValueKind.object:
    case ValueKind.map:
      return 'a mapping of keys to values';
    case ValueKind.list:
      return 'a list, each item behind "- "';
    case ValueKind.string:
      return 'a string, in quotes where it looks like something else';
    case ValueKind.int32:
    case ValueKind.int64:
      return 'a whole number, without quotes';
    case ValueKind.boolean:
      return 'true or false, without quotes';
    case ValueKind.intOrString:
      return 'a whole number or a string';
    case ValueKind.quantity:
      return 'a quantity such as 10Gi or 250m';
    case ValueKind.time:
      return 'a time such as 2024-01-31T12:00:00Z';
    default:
      return 'a number';
  }
}

function isWholeNumberKind(kind: ValueKind): boolean {
  return kind === ValueKind.int32 || kind === ValueKind.int64 || kind === ValueKind.intOrString;
}

function isInt32(scalar: JsonScalar): boolean {
  const value = scalar.value as number;
  return value >= -2147483648 && value <= 2147483647;
}

/** Beyond 2^53 only the text has all digits. */
function isInt64(scalar: JsonScalar): boolean {
  const value = scalar.value as number;
  if (Number.isSafeInteger(value)) return true;
  if (!/^-?[0-9]+$/.test(scalar.text)) return Math.abs(value) < 2 ** 63;
  const exact = BigInt(scalar.text);
  return BigInt.asIntN(64, exact) === exact;
}

/** RFC 3339, as Go reads it. */
function isTime(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 59;
}
