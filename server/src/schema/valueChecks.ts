import { nearest } from '../base/nearest.ts';
import { addAtPath } from '../manifest/edits.ts';
import type { Fix } from '../manifest/problem.ts';
import { replaceValue } from '../manifest/replaceValue.ts';
import type { JsonScalar } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeStyle } from '../yaml/tree.ts';
import { sureWord } from './acceptance.ts';
import type { Choice, ValueConstraints } from './constraint.ts';
import { renameVolume } from './constraints/volumeRename.ts';
import { type CheckContext, quoted, type ReportDetails } from './context.ts';
import { fixBy, fixByRemoval, fixKey, fixText, fixValue } from './fixes.ts';
import { asDnsName, asName, type FormatName, formatFault } from './formats.ts';
import { checkNumberReading, modeAsWritten, modes } from './readOtherwise.ts';
import type { RuleId } from './ruleIds.ts';
import { type FieldTable, type ObjectTable, ValueKind, type ValueTable } from './tables.ts';
import { listAround } from './unwrapList.ts';

/** Checks a scalar that could be read. Returns whether it counts as a value ('' does not). */
export function checkScalar(
  cx: CheckContext,
  node: NodeId,
  scalar: JsonScalar,
  table: ValueTable,
  parent: NodeId,
): boolean {
  if (table.kind === ValueKind.string) return checkString(cx, node, scalar.value as string, table, parent);
  if (typeof scalar.value === 'number') checkNumberReading(cx, node, scalar);
  if (!table.isConstrained) return true;
  const { constraints } = table;
  if (typeof scalar.value === 'number') checkNumber(cx, node, scalar.value, constraints);
  constraints.check?.(cx, node, parent);
  return true;
}

/** Checks a string against the words, the format and the own check of its place. Returns whether it counts as a value. */
export function checkString(cx: CheckContext, node: NodeId, text: string, table: ValueTable, parent: NodeId): boolean {
  const { constraints, words } = table;
  if (text === '' && constraints.empty !== 'word') return false;
  if (cx.isOpen(text)) return true;
  if (words !== undefined && !words.includes(text)) {
    reportWord(cx, node, text, { words, rule: constraints.rule });
    return true;
  }
  if (constraints.format !== undefined)
    checkFormat(cx, node, { text, format: constraints.format, rule: constraints.rule });
  constraints.check?.(cx, node, parent);
  return true;
}

/** A text and how it must be spelled. */
export interface ExpectedFormat {
  readonly text: string;
  readonly format: FormatName;
  /** The rule to report under, where the usual one does not fit. */
  readonly rule?: RuleId | undefined;
  /** The field path that Kubernetes reports, where it is another one. */
  readonly field?: string | undefined;
}

/** Reports a text that is not spelled as the format says. Returns whether it is. */
export function checkFormat(cx: CheckContext, node: NodeId, expected: ExpectedFormat): boolean {
  const { text, format, rule, field } = expected;
  const fault = formatFault(format, text, cx.minor);
  if (fault === undefined || cx.isOpen(text)) return true;
  const message = `${cx.labelOf(node)} ${quoted(text)} ${fault}`;
  const details = { ...fixFormat(cx, node, expected), ...(field === undefined ? {} : { field }) };
  cx.report(rule ?? ruleOfFormat(format), cx.at(node), message, details);
  return false;
}

/** A name that fits is offered, but which one is meant only the author knows. */
function fixFormat(cx: CheckContext, node: NodeId, { text, format }: ExpectedFormat): Pick<ReportDetails, 'fixes'> {
  const isNothing = isEmptyItem(cx, node) || (text === '' && listAround(cx, node) !== NO_NODE);
  if (isNothing) return fixByRemoval(cx, node, 'guess');
  if (format === 'absolutePath') return fixText(cx, node, `/${text}`, 'guess');
  const isDnsName = format === 'dnsLabel' || format === 'setName' || format === 'dnsSubdomain';
  const name = isDnsName ? asDnsName(format, text) : asName(format, text, cx.minor);
  if (name === undefined) return {};
  return { fixes: () => (renameVolume(cx, node, name) ?? fixText(cx, node, name, 'guess')).fixes?.() ?? [] };
}

/** Reports a word that the field does not know. */
export function reportWord(
  cx: CheckContext,
  node: NodeId,
  text: string,
  options: { words: readonly string[]; rule?: RuleId | undefined },
): void {
  const { words } = options;
  const sure = sureWord(text, words);
  const likely = sure ?? nearest(text, words);
  const advice = likely ?? listed(words);
  const message = `${cx.labelOf(node)} ${quoted(text)} is not supported; write ${advice}`;
  const only = words.length === 1 ? words[0] : undefined;
  const better = likely ?? only;
  const fix = better === undefined ? {} : fixText(cx, node, better, sure === undefined ? 'guess' : 'safe');
  // What says nothing may just as well go
  const isNothing = text === '' || isEmptyItem(cx, node);
  cx.report(
    options.rule ?? 'value-not-supported',
    cx.at(node),
    message,
    isNothing ? fixByRemoval(cx, node, 'guess') : fix,
  );
}

/** Checks a list as a whole: how many items, and whether what must differ does. */
export function checkList(cx: CheckContext, list: NodeId, constraints: ValueConstraints): void {
  if (constraints.maxItems !== undefined && cx.items(list).length > constraints.maxItems) {
    const message = `${cx.labelOf(list)} has ${cx.items(list).length} items; keep at most ${constraints.maxItems}`;
    cx.report('value-out-of-range', cx.at(list), message);
  }
  if (constraints.uniqueBy !== undefined && !cx.isPatch) checkUnique(cx, list, constraints.uniqueBy);
}

/** Checks the keys of a map. */
export function checkMapKeys(cx: CheckContext, map: NodeId, constraints: ValueConstraints): void {
  if (constraints.keys === undefined) return;
  for (const key of cx.keys(map)) {
    const text = cx.keyText(key);
    const fault = cx.isPatch && text.startsWith('$') ? undefined : formatFault(constraints.keys, text, cx.minor);
    if (fault === undefined) continue;
    const place = { range: cx.atKey(key).range, field: cx.pathOf(map) };
    const name = asName(constraints.keys, text, cx.minor);
    const fix = name === undefined || cx.key(map, name) !== NO_NODE ? {} : fixKey(cx, key, name, 'guess');
    cx.report(constraints.rule ?? ruleOfFormat(constraints.keys), place, `Key ${quoted(text)} ${fault}`, fix);
  }
}

/** Reports a required field without a value, at the nearest key above (at the field itself where it is written empty). */
export function reportMissing(cx: CheckContext, node: NodeId, table: ObjectTable, field: FieldTable): void {
  const advice = field.constraints.required!;
  const message = `The ${table.constraints.noun} has no "${field.name}"; ${advice}`;
  cx.report('required-field-missing', cx.atField(node, field.name), message, fixMissing(cx, node, field));
}

/** A value that often fits is offered where the constraints name one; an item with nothing in it may just as well go. */
function fixMissing(cx: CheckContext, node: NodeId, { name, constraints }: FieldTable): Pick<ReportDetails, 'fixes'> {
  const { from } = presentAround(cx, node);
  if (isEmptyItem(cx, from)) return fixByRemoval(cx, from, 'guess');
  const { sample } = constraints;
  if (sample === undefined) return {};
  return { fixes: () => addSample(cx, node, { name, sample: typeof sample === 'string' ? sample : sample(cx, node) }) };
}

function addSample(
  cx: CheckContext,
  node: NodeId,
  { name, sample }: { name: string; sample: string | undefined },
): readonly Fix[] {
  if (sample === undefined) return [];
  const written = cx.written(node, name);
  if (written !== NO_NODE && cx.tree.style(written) !== NodeStyle.empty) {
    return fixValue(cx, written, sample, 'guess').fixes?.() ?? [];
  }
  const label = { title: `Add ${name}: ${sample}`, isSafe: false };
  const { from, path } = presentAround(cx, node);
  const added = fixBy(cx, label, (tree) =>
    written === NO_NODE ? addAtPath(tree, from, path, [`${name}: ${sample}`]) : replaceValue(tree, written, sample),
  );
  return added.fixes?.() ?? [];
}

/** The object that a node lies in and that is written, and the names that lead from it to the node. */
function presentAround(cx: CheckContext, node: NodeId): { from: NodeId; path: readonly string[] } {
  const path: string[] = [];
  let from = node;
  while (from < NO_NODE) {
    const { parent, name } = cx.absentNodes[NO_NODE - 1 - from]!;
    path.unshift(name);
    from = parent;
  }
  return { from, path };
}

/** Whether it is an item of a list with nothing in it. */
function isEmptyItem(cx: CheckContext, node: NodeId): boolean {
  return listAround(cx, node) !== NO_NODE && (cx.isNull(node) || (cx.isMapping(node) && cx.isEmpty(node)));
}

/** Reports a choice of fields of which none or several are set. */
export function reportChoice(cx: CheckContext, node: NodeId, table: ObjectTable, choice: Choice): void {
  const { noun } = table.constraints;
  let first: string | undefined;
  for (const name of choice.fields) {
    if (!isSet(cx, cx.value(node, name), table.fields.get(name))) continue;
    if (first === undefined || choice.tolerated?.includes(name)) {
      first ??= name;
      continue;
    }
    const message = `The ${noun} has "${first}" and "${name}"; only one of its ${choice.noun} may be set`;
    if (choice.conflictAt === 'object') {
      cx.report('choice-conflict', cx.at(node), message);
      return;
    }
    // Kubernetes does not look into what must go
    const key = cx.key(node, name);
    cx.withdraw(cx.tree.start(key), cx.tree.end(cx.tree.next(key)));
    const field = `${cx.pathOf(node)}.${choice.reportedAs?.[name] ?? name}`;
    cx.report('choice-conflict', cx.atKey(key), message, { field });
  }
  if (first === undefined && choice.isRequired && !cx.isPatch) {
    cx.report(
      'choice-missing',
      cx.at(node),
      `The ${noun} has none of its ${choice.noun}; set ${listed(choice.fields)}`,
    );
  }
}

/** An empty text stands for nothing where the API has no pointer, and what a closed gate drops is nothing, too. */
function isSet(cx: CheckContext, value: NodeId, field: FieldTable | undefined): boolean {
  if (value === NO_NODE || field?.closedGate !== undefined) return false;
  return field?.value.kind !== ValueKind.string || field.constraints.empty === 'word' || cx.stringOf(value) !== '';
}

function checkNumber(cx: CheckContext, node: NodeId, value: number, constraints: ValueConstraints): void {
  const { min, max } = constraints;
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return;
  if (modes.has(cx.labelOf(node)) && /^[0-7]{3}$/.test(cx.tree.scalarText(node))) {
    const meant = modeAsWritten(cx, node, String(value));
    const fix = fixValue(cx, node, meant, 'guess');
    const message = `${cx.labelOf(node)} ${value} is decimal, and out of range; write ${meant}`;
    cx.report('value-out-of-range', cx.at(node), message, fix);
    return;
  }
  const advice =
    min === undefined ? `write at most ${max}` : max === undefined ? `write at least ${min}` : `write ${min} to ${max}`;
  const message = `${cx.labelOf(node)} ${value} is out of range; ${advice}`;
  cx.report(constraints.rule ?? 'value-out-of-range', cx.at(node), message);
}

function checkUnique(cx: CheckContext, list: NodeId, field: string): void {
  const first = new Map<string, NodeId>();
  for (const item of cx.items(list)) {
    const node = cx.value(item, field);
    const json = cx.jsonOf(node);
    if (json === undefined || json === null || json === '' || cx.isOpen(String(json))) continue;
    const text = String(json);
    const before = first.get(text);
    if (before === undefined) {
      first.set(text, node);
      continue;
    }
    cx.report(
      'duplicate-name',
      cx.at(node),
      `${field} ${quoted(text)} is used twice in ${cx.labelOf(list)}; rename one`,
      {
        related: [{ message: 'First used here', range: cx.at(before).range }],
      },
    );
  }
}

function ruleOfFormat(format: FormatName): RuleId {
  switch (format) {
    case 'dnsLabel':
    case 'dnsLabel1035':
    case 'setName':
    case 'dnsSubdomain':
    case 'portName':
    case 'envVarName':
    case 'csiDriver':
      return 'name-invalid';
    case 'qualifiedName':
    case 'labelValue':
    case 'annotationKey':
    case 'prefixedKey':
      return 'label-invalid';
    default:
      return 'value-invalid';
  }
}

/** `A, B or C`; of a long list the beginning. */
export function listed(words: readonly string[]): string {
  const shown: string[] = [];
  let room = 44;
  for (const word of words) {
    room -= word.length + 2;
    if (room < 0 && shown.length > 0) return `${shown.join(', ')}, …`;
    shown.push(word === '' ? '""' : word);
  }
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown[shown.length - 1]}`;
}
