import {
  integerAt,
  isEqualJson,
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsOf,
  valueAt,
} from './json.ts';
import type { Platform } from './platform.ts';
import { isEmptySelector, isUsableSelector, matchesSelector } from './selector.ts';

/** One reason for which the API server refuses an object. */
export interface FieldProblem {
  readonly path: string;
  readonly kind: 'Required value' | 'Invalid value' | 'Unsupported value' | 'Forbidden';
  /** The value that is refused; absent where the kind speaks for itself. */
  readonly value?: Json;
  /** The end of the server's message, in its own words so that they can be searched for. */
  readonly detail?: string;
}

/** What the server refuses about a StatefulSet's own fields when it is created. The template's inside is not looked at. */
export function problemsOfSet(object: JsonObject, platform: Platform): readonly FieldProblem[] {
  return [...nameProblems(object), ...specProblems(objectAt(object, 'spec'), { platform })];
}

/** What the server refuses about a change of a stored StatefulSet; both objects with their defaults. */
export function problemsOfChange(before: JsonObject, after: JsonObject, platform: Platform): readonly FieldProblem[] {
  const old = objectAt(before, 'spec');
  const next = objectAt(after, 'spec');
  return [...specProblems(next, { platform, old }), ...immutableProblems(old, next, platform)];
}

/** The server's message for problems of the object of this name. */
export function refusalText(name: string, problems: readonly FieldProblem[]): string {
  const texts = [...new Set(problems.map(problemText))];
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return `StatefulSet.apps ${JSON.stringify(name)} is invalid: ${list}`;
}

interface SpecContext {
  readonly platform: Platform;
  /** The spec that is replaced. */
  readonly old?: JsonObject;
}

type SpecCheck = (spec: JsonObject, context: SpecContext) => readonly FieldProblem[];

const longestLabel = 63;
const labelDetail = 'must be a lowercase RFC 1123 label';

/** In the server's order. */
const specChecks: readonly SpecCheck[] = [
  oneOf('podManagementPolicy', ['OrderedReady', 'Parallel'], "must be 'OrderedReady' or 'Parallel'"),
  strategyProblems,
  supported('persistentVolumeClaimRetentionPolicy.whenDeleted'),
  supported('persistentVolumeClaimRetentionPolicy.whenScaled'),
  notNegative('replicas'),
  notNegative('minReadySeconds'),
  notNegative('ordinals.start'),
  serviceNameProblems,
  selectorProblems,
  (spec) => {
    const value = valueAt(spec, 'template', 'spec', 'restartPolicy') ?? null;
    return value === 'Always' ? [] : [unsupported('spec.template.spec.restartPolicy', value, ['Always'])];
  },
  (spec) => {
    const path = 'spec.template.spec.activeDeadlineSeconds';
    if (valueAt(spec, 'template', 'spec', 'activeDeadlineSeconds') === undefined) return [];
    return [{ path, kind: 'Forbidden', detail: 'activeDeadlineSeconds in StatefulSet is not Supported' }];
  },
];

function specProblems(spec: JsonObject, context: SpecContext): readonly FieldProblem[] {
  return specChecks.flatMap((check) => check(spec, context));
}

function nameProblems(object: JsonObject): readonly FieldProblem[] {
  const path = 'metadata.name';
  const name = textAt(object, 'metadata', 'name');
  if (name === '') return [{ path, kind: 'Required value', detail: 'name or generateName is required' }];
  return labelProblem(path, name);
}

function labelProblem(path: string, value: string): readonly FieldProblem[] {
  if (value.length > longestLabel) return [invalid(path, value, `must be no more than ${longestLabel} characters`)];
  if (isLabel(value)) return [];
  const isDotted = value.split('.').every(isLabel);
  return [invalid(path, value, isDotted ? 'must not contain dots' : labelDetail)];
}

function isLabel(value: string): boolean {
  return value.length <= longestLabel && /^[a-z0-9]$|^[a-z0-9][-a-z0-9]*[a-z0-9]$/.test(value);
}

function strategyProblems(spec: JsonObject, { platform, old }: SpecContext): readonly FieldProblem[] {
  const strategy = objectAt(spec, 'updateStrategy');
  const type = textAt(strategy, 'type');
  const rollingUpdate = valueAt(strategy, 'rollingUpdate');
  const path = 'spec.updateStrategy.rollingUpdate';
  if (type === 'RollingUpdate') return isObject(rollingUpdate) ? rollingUpdateProblems(rollingUpdate, path) : [];
  const hasRecreate = platform.hasRecreate || textAt(old, 'updateStrategy', 'type') === 'Recreate';
  if (type === 'OnDelete' || (type === 'Recreate' && hasRecreate)) {
    return isObject(rollingUpdate)
      ? [invalid(path, rollingUpdate, "only allowed for updateStrategy 'RollingUpdate'")]
      : [];
  }
  const types = hasRecreate ? "'RollingUpdate', 'OnDelete' or 'Recreate'" : "'RollingUpdate' or 'OnDelete'";
  return [invalid('spec.updateStrategy', strategy, `must be ${types}`)];
}

function rollingUpdateProblems(rollingUpdate: JsonObject, path: string): readonly FieldProblem[] {
  const partition = integerAt(rollingUpdate, 'partition') ?? 0;
  const problems = partition < 0 ? [invalid(`${path}.partition`, partition, notNegativeDetail)] : [];
  const limit = valueAt(rollingUpdate, 'maxUnavailable');
  return limit === undefined ? problems : [...problems, ...maxUnavailableProblems(limit, `${path}.maxUnavailable`)];
}

/** A number from 1 up, or a share from 1% to 100%. */
function maxUnavailableProblems(value: Json, path: string): readonly FieldProblem[] {
  if (typeof value === 'number') {
    if (value < 0) return [invalid(path, value, notNegativeDetail)];
    return value === 0 ? [invalid(path, value, 'cannot be 0')] : [];
  }
  const percent = percentOf(value);
  if (percent === undefined) {
    const detail = "a valid percent string must be a numeric string followed by an ending '%'";
    const zero = invalid(path, value, 'cannot be 0');
    return [invalid(path, value, detail), ...(Number.parseInt(String(value), 10) > 0 ? [] : [zero])];
  }
  if (percent === 0) return [invalid(path, value, 'cannot be 0')];
  return percent > 100 ? [invalid(path, value, 'must not be greater than 100%')] : [];
}

/** The number of a share such as `25%`; undefined when the value is none. */
export function percentOf(value: Json): number | undefined {
  if (typeof value !== 'string' || !/^[0-9]+%$/.test(value)) return undefined;
  return Number.parseInt(value, 10);
}

function serviceNameProblems(spec: JsonObject, { platform, old }: SpecContext): readonly FieldProblem[] {
  const name = textAt(spec, 'serviceName');
  if (name === '' || old !== undefined || !platform.checksServiceName) return [];
  return labelProblem('spec.serviceName', name);
}

function selectorProblems(spec: JsonObject): readonly FieldProblem[] {
  const path = 'spec.selector';
  const selector = valueAt(spec, 'selector');
  const written = valueAt(spec, 'template', 'metadata', 'labels');
  const labels = textsOf(written);
  const shown = written === undefined ? null : labels;
  const mismatch = invalid('spec.template.metadata.labels', shown, '`selector` does not match template `labels`');
  if (!isObject(selector)) return [{ path, kind: 'Required value' }, mismatch];
  if (isEmptySelector(selector)) return [invalid(path, selector, 'empty selector is invalid for statefulset')];
  if (!isUsableSelector(selector)) return [{ path, kind: 'Invalid value', value: selector }];
  return matchesSelector(selector, labels) ? [] : [mismatch];
}

/** What can never change, in the order in which the server names it from 1.37 on. */
const immutableFields = ['selector', 'volumeClaimTemplates', 'serviceName', 'podManagementPolicy'] as const;

function immutableProblems(old: JsonObject, next: JsonObject, platform: Platform): readonly FieldProblem[] {
  const changed = immutableFields.filter((field) => !isEqualJson(fieldOf(old, field), fieldOf(next, field)));
  if (platform.reportsImmutableFields) {
    return changed.map((field) => invalid(`spec.${field}`, fieldOf(next, field), 'field is immutable'));
  }
  const limit = 'revisionHistoryLimit';
  const limitChanged = !isEqualJson(old[limit] ?? null, next[limit] ?? null);
  const isLimitFixed = !platform.checksServiceName;
  if (changed.length === 0 && !(isLimitFixed && limitChanged)) return [];
  const mutable = ['replicas', 'ordinals', 'template', 'updateStrategy', ...(isLimitFixed ? [] : [limit])];
  const names = [...mutable, 'persistentVolumeClaimRetentionPolicy'].map((name) => `'${name}'`).join(', ');
  const detail = `updates to statefulset spec for fields other than ${names} and 'minReadySeconds' are forbidden`;
  return [{ path: 'spec', kind: 'Forbidden', detail }];
}

function fieldOf(spec: JsonObject, field: (typeof immutableFields)[number]): Json {
  if (field === 'volumeClaimTemplates') return listAt(spec, field);
  return field === 'serviceName' ? textAt(spec, field) : (spec[field] ?? null);
}

const notNegativeDetail = 'must be greater than or equal to 0';

function notNegative(field: string): SpecCheck {
  return (spec) => {
    const value = integerAt(spec, ...field.split('.')) ?? 0;
    return value < 0 ? [invalid(`spec.${field}`, value, notNegativeDetail)] : [];
  };
}

function oneOf(field: string, values: readonly string[], detail: string): SpecCheck {
  return (spec) => {
    const value = valueAt(spec, field) ?? null;
    return typeof value === 'string' && values.includes(value) ? [] : [invalid(`spec.${field}`, value, detail)];
  };
}

/** A retention policy; it may be absent only where its gate is switched off. */
function supported(field: string): SpecCheck {
  const values = ['Retain', 'Delete'];
  return (spec) => {
    const value = valueAt(spec, ...field.split('.'));
    if (value === undefined || (typeof value === 'string' && values.includes(value))) return [];
    return [unsupported(`spec.${field}`, value, values)];
  };
}

function invalid(path: string, value: Json, detail: string): FieldProblem {
  return { path, kind: 'Invalid value', value, detail };
}

function unsupported(path: string, value: Json, values: readonly string[]): FieldProblem {
  const list = values.map((each) => JSON.stringify(each)).join(', ');
  return { path, kind: 'Unsupported value', value, detail: `supported values: ${list}` };
}

function problemText({ path, kind, value, detail }: FieldProblem): string {
  const parts = [path, kind, value === undefined ? undefined : JSON.stringify(value), detail];
  return parts.filter((part) => part !== undefined).join(': ');
}
