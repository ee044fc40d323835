import { memoize } from '../base/memoize.ts';
import { type Json, type JsonObject, listAt, objectAt, textAt, textsOf } from './json.ts';

/** Whether a label selector matches labels. One that names nothing matches everything; an unknown operator nothing. */
export function matchesSelector(selector: JsonObject, labels: Readonly<Record<string, string>>): boolean {
  if (!wantedLabels(selector).every(([key, value]) => labels[key] === value)) return false;
  return listAt(selector, 'matchExpressions').every((expression) => holds(expression, labels));
}

/** Whether a selector names anything at all. */
export function isEmptySelector(selector: JsonObject): boolean {
  return (
    Object.keys(objectAt(selector, 'matchLabels')).length === 0 && listAt(selector, 'matchExpressions').length === 0
  );
}

/** Whether the server can use a selector: its labels are well formed and its operators known. */
export function isUsableSelector(selector: JsonObject): boolean {
  const labels = Object.entries(textsOf(objectAt(selector, 'matchLabels')));
  if (!labels.every(([key, value]) => isLabelKey(key) && isLabelValue(value))) return false;
  return listAt(selector, 'matchExpressions').every((expression) => {
    const values = valuesOf(expression);
    const takesValues = operatorsWithValues.get(textAt(expression, 'operator'));
    if (takesValues === undefined || takesValues !== values.length > 0) return false;
    return (
      isLabelKey(textAt(expression, 'key')) && values.every((value) => typeof value === 'string' && isLabelValue(value))
    );
  });
}

const operatorsWithValues: ReadonlyMap<string, boolean> = new Map([
  ['In', true],
  ['NotIn', true],
  ['Exists', false],
  ['DoesNotExist', false],
]);
const longestLabel = 63;
const longestPrefix = 253;

function isLabelKey(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  if (more.length > 0 || name === '' || !isLabelValue(name)) return false;
  return prefix === undefined || (prefix.length <= longestPrefix && prefix.split('.').every(isDnsPart));
}

function isLabelValue(value: string): boolean {
  if (value === '') return true;
  return value.length <= longestLabel && /^[A-Za-z0-9]$|^[A-Za-z0-9][-A-Za-z0-9_.]*[A-Za-z0-9]$/.test(value);
}

function isDnsPart(part: string): boolean {
  return /^[a-z0-9]$|^[a-z0-9][-a-z0-9]*[a-z0-9]$/.test(part);
}

/** Null in a list of texts is an empty text. */
function valuesOf(expression: Json): readonly Json[] {
  return listAt(expression, 'values').map((value) => value ?? '');
}

const wantedLabels = memoize((selector: JsonObject) => Object.entries(textsOf(objectAt(selector, 'matchLabels'))));

function holds(expression: Json, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[textAt(expression, 'key')];
  const values = valuesOf(expression);
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
