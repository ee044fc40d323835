import { percentOf } from '../base/percent.ts';
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
import { type FieldProblem, invalid, labelProblems, required, unsupported } from './problem.ts';
import { isEmptySelector, isUsableSelector, matchesSelector } from './selector.ts';
import { problemsOfClaimSpec, problemsOfPodSpec } from './templateProblems.ts';

/** What the server refuses about a StatefulSet that is to be created; with its defaults. */
export function problemsOfSet(object: JsonObject, platform: Platform): readonly FieldProblem[] {
  const spec = objectAt(object, 'spec');
  const templates = platform.checksTemplates ? [...claimTemplateProblems(spec), ...podTemplateProblems(spec)] : [];
  return [...nameProblems(object), ...specProblems(spec, { platform }), ...templates];
}

/**
 * What the server refuses about a change of a stored StatefulSet; both with their defaults. A template that was wrong
 * before may stay wrong.
 */
export function problemsOfChange(before: JsonObject, after: JsonObject, platform: Platform): readonly FieldProblem[] {
  const old = objectAt(before, 'spec');
  const next = objectAt(after, 'spec');
  const looksInside = platform.checksTemplates && podTemplateProblems(old).length === 0;
  return [
    ...specProblems(next, { platform, old }),
    ...(looksInside ? podTemplateProblems(next) : []),
    ...immutableProblems(old, next, platform),
  ];
}

interface SpecContext {
  readonly platform: Platform;
  /** The spec that is replaced. */
  readonly old?: JsonObject;
}

type SpecCheck = (spec: JsonObject, context: SpecContext) => readonly FieldProblem[];

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

function claimTemplateProblems(spec: JsonObject): readonly FieldProblem[] {
  return listAt(spec, 'volumeClaimTemplates').flatMap((claim, i) =>
    problemsOfClaimSpec(valueAt(claim, 'spec'), `spec.volumeClaimTemplates[${i}].spec`),
  );
}

function podTemplateProblems(spec: JsonObject): readonly FieldProblem[] {
  const claims = listAt(spec, 'volumeClaimTemplates').map((claim) => textAt(claim, 'metadata', 'name'));
  return problemsOfPodSpec(valueAt(spec, 'template', 'spec'), 'spec.template.spec', claims);
}

function nameProblems(object: JsonObject): readonly FieldProblem[] {
  const path = 'metadata.name';
  const name = textAt(object, 'metadata', 'name');
  if (name === '') return [required(path, 'name or generateName is required')];
  return labelProblems(path, name);
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
  const percent = typeof value === 'string' ? percentOf(value) : undefined;
  if (percent === undefined) {
    const detail = "a valid percent string must be a numeric string followed by an ending '%'";
    const zero = invalid(path, value, 'cannot be 0');
    return [invalid(path, value, detail), ...(Number.parseInt(String(value), 10) > 0 ? [] : [zero])];
  }
  if (percent === 0) return [invalid(path, value, 'cannot be 0')];
  return percent > 100 ? [invalid(path, value, 'must not be greater than 100%')] : [];
}

function serviceNameProblems(spec: JsonObject, { platform, old }: SpecContext): readonly FieldProblem[] {
  const name = textAt(spec, 'serviceName');
  if (name === '' || old !== undefined || !platform.checksServiceName) return [];
  return labelProblems('spec.serviceName', name);
}

function selectorProblems(spec: JsonObject): readonly FieldProblem[] {
  const path = 'spec.selector';
  const selector = valueAt(spec, 'selector');
  const written = valueAt(spec, 'template', 'metadata', 'labels');
  const labels = textsOf(written);
  const shown = written === undefined ? null : labels;
  const mismatch = invalid('spec.template.metadata.labels', shown, '`selector` does not match template `labels`');
  if (!isObject(selector)) return [required(path), mismatch];
  if (isEmptySelector(selector)) return [invalid(path, selector, 'empty selector is invalid for statefulset')];
  if (!isUsableSelector(selector)) return [invalid(path, selector)];
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
