import { unwrapEntry } from '../manifest/unwrapEntry.ts';
import { quantityProblem } from '../storage/quantity.ts';
import { suggestQuantity } from '../storage/suggestQuantity.ts';
import { lineEndOf } from '../text/textLines.ts';
import { resolvePlain } from '../yaml/resolve.ts';
import type { JsonScalar } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle } from '../yaml/tree.ts';
import { acceptsText, spellingOf, wordsOf } from './acceptance.ts';
import { type CheckContext, quoted, type ReportDetails } from './context.ts';
import { isReadable } from './decoding.ts';
import { fixBy, fixValue } from './fixes.ts';
import { formatFault } from './formats.ts';
import { isCommand, underCommand } from './handlerShorthands.ts';
import { asList } from './listFixes.ts';
import { missingAfterColon, missingAfterDash } from './missingBlanks.ts';
import { adviceInFull, inFull, meantInFull } from './shorthands.ts';
import { suggestScalar } from './suggestScalar.ts';
import { ValueKind, type ValueTable } from './tables.ts';
import { allOf, listAround, withoutList } from './unwrapList.ts';
import { listed } from './valueChecks.ts';
import { asItems } from './wrapEntries.ts';

/** Reports a value that the decoder does not take. `scalar` is absent for lists and mappings. */
export function reportMisread(cx: CheckContext, node: NodeId, table: ValueTable, scalar?: JsonScalar): void {
  const subject = subjectOf(cx, node, scalar);
  const place = cx.at(node);
  if (table.kind === ValueKind.quantity && scalar && scalar.type !== 'boolean') {
    const message = `${subject} is no quantity; ${quantityAdvice(cx, node)}`;
    cx.reportUnreadable('quantity-invalid', place, message, repair(cx, node, table, scalar));
    return;
  }
  if (scalar?.type === 'integer' && isWholeNumberKind(table.kind)) {
    const bits = table.kind === ValueKind.int64 ? 64 : 32;
    const most = bits === 64 ? '9223372036854775807' : '2147483647';
    cx.reportUnreadable('number-too-large', place, `${subject} does not fit ${bits} bits; write at most ${most}`);
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
  const slip = missingAfterDash(cx, node, table) ?? missingAfterColon(cx, node, table);
  const message = slip?.message ?? messageOf(cx, node, { subject, table, scalar });
  cx.reportUnreadable('wrong-type', place, message, slip ?? repair(cx, node, table, scalar));
}

/** What a message is about: the field with what is written there, or an item of it. */
function subjectOf(cx: CheckContext, node: NodeId, scalar: JsonScalar | undefined): string {
  const label = cx.labelOf(node);
  const text = scalar ? quoted(cx.tree.scalarText(node)) : '';
  if (listAround(cx, node) !== NO_NODE) return scalar ? `Item ${text} of ${label}` : `An item of ${label}`;
  return scalar ? `${label} ${text}` : label;
}

interface Misread {
  readonly subject: string;
  readonly table: ValueTable;
  readonly scalar: JsonScalar | undefined;
}

function messageOf(cx: CheckContext, node: NodeId, { subject, table, scalar }: Misread): string {
  const is = scalar ? jsonNames[scalar.type] : cx.isList(node) ? 'a list' : 'a mapping';
  if (table.kind === ValueKind.object) {
    const noun = table.object?.constraints.noun ?? 'item';
    const text = scalar ? `, ${quoted(cx.tree.scalarText(node))}` : '';
    const fault = listAround(cx, node) === NO_NODE ? `${subject} is ${is}` : `This ${noun} is ${is}${text}`;
    const written = scalar && meantInFull(cx, node, table.object!);
    if (!scalar && cx.isList(node) && isCommand(table)) return `${fault}; write command: in front of its items`;
    if (!written) return `${fault}; write ${wanted(cx, node, table)}`;
    const { full, short } = adviceInFull(cx, node, written);
    return `${fault}; ${fault.length + full.length <= mostLetters ? full : short}`;
  }
  if (table.kind !== ValueKind.string) return `${subject} is ${is}; write ${wanted(cx, node, table)}`;
  const words = wordsOf(table);
  const text = cx.tree.kind(node) === NodeKind.scalar ? cx.tree.scalarText(node) : '';
  const format = spellingOf(table);
  if (words && !format && !(scalar && words.includes(text))) return `${subject} is ${is}; write ${listed(words)}`;
  if (!scalar) return `${subject} is ${is}; write a string, in quotes where it looks like something else`;
  const fault = format === undefined ? undefined : formatFault(format, text, cx.minor);
  return fault === undefined
    ? `${subject} is ${is}; write a string, in quotes: ${quoted(text)}`
    : `${subject} ${fault}`;
}

/** With the semicolon and the blank behind it a message has two more. */
const mostLetters = 118;

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
  if (table.kind === ValueKind.list) return allOf(asList(cx, node, table.inner), asItems(cx, node, table.inner));
  if (!scalar) {
    const unlisted = cx.isList(node) ? allOf(underCommand(cx, node, table), withoutList(cx, node, table)) : {};
    return allOf(unlisted, asText(cx, node, table));
  }
  if (table.kind === ValueKind.object) return inFull(cx, node, table.object!);
  const text = cx.tree.scalarText(node);
  if (table.kind === ValueKind.quantity) {
    const likely = suggestQuantity(text, usesOf(cx.labelOf(node)));
    return likely === undefined ? {} : fixValue(cx, node, likely, 'guess');
  }
  if (table.kind === ValueKind.string) {
    if (acceptsText(cx, table, text)) return fixValue(cx, node, JSON.stringify(text), 'safe');
    const words = wordsOf(table);
    return words?.length === 1 ? fixValue(cx, node, words[0]!, 'guess') : {};
  }
  const inner = resolvePlain(text.trim());
  const isQuoted = cx.tree.style(node) !== NodeStyle.plain;
  if (scalar.type === 'string' && isQuoted && isReadable(inner, table.kind)) {
    return fixValue(cx, node, text.trim(), text === text.trim() ? 'safe' : 'guess');
  }
  const likely = suggestScalar(cx.labelOf(node), text, table);
  return likely === undefined ? {} : fixValue(cx, node, likely, 'guess');
}

/** Quotes around what looks like a list or a mapping where any text may stand: JSON for a program, `--flag: value`. */
function asText(cx: CheckContext, node: NodeId, table: ValueTable): Pick<ReportDetails, 'fixes'> {
  if (table.kind !== ValueKind.string || !isForPrograms(cx, node)) return {};
  const { tree } = cx;
  const source = tree.text.slice(tree.start(node), tree.end(node)).trimEnd();
  if (source === '' || !isOneLine(source) || / #|[&!*]/.test(source)) return {};
  const newText = source.includes('"') ? `'${source.replaceAll("'", "''")}'` : JSON.stringify(source);
  const start = tree.start(node);
  const edit = { start, end: start + source.length, newText };
  return fixBy(cx, { title: 'Put it in quotes', isSafe: false }, () => edit);
}

/** Whether it is an argument, or the value of a variable, of an annotation or of a file, which programs read as they like. */
function isForPrograms(cx: CheckContext, node: NodeId): boolean {
  const label = cx.labelOf(node);
  if (listAround(cx, node) !== NO_NODE) return label === 'command' || label === 'args';
  return label === 'value' || mapsForPrograms.has(cx.labelOf(cx.tree.parent(node)));
}

const mapsForPrograms: ReadonlySet<string> = new Set(['annotations', 'data', 'stringData']);

function isOneLine(text: string): boolean {
  return lineEndOf(text, 0) === text.length;
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

function wanted(cx: CheckContext, node: NodeId, table: ValueTable): string {
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
