import { percentOf } from '../../base/percent.ts';
import { addAtPath, yamlString } from '../../manifest/edits.ts';
import type { Fix } from '../../manifest/problem.ts';
import { replaceValue } from '../../manifest/replaceValue.ts';
import { NO_NODE, type NodeId, NodeStyle } from '../../yaml/tree.ts';
import type { ConstraintTables } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixBy, fixByRemoval, fixText } from '../fixes.ts';
import { formatFault, longestSetName } from '../formats.ts';
import { isAtLeast } from '../minor.ts';
import { checkFormat } from '../valueChecks.ts';
import { podSpec } from './pod.ts';
import { writeSelector } from './selectorFixes.ts';
import { matchesSelector } from './selectors.ts';

/**
 * The StatefulSet itself, and the names of the Pods that it makes.
 * Kubernetes: apps validation, `ValidateStatefulSet` and `ValidateStatefulSetSpec`.
 */
export const statefulSetConstraints: ConstraintTables = {
  'apps.v1.StatefulSet': {
    noun: 'StatefulSet',
    fields: {
      metadata: { always: true, as: 'meta.v1.ObjectMeta#set' },
      spec: { always: true },
    },
    checks: [checkNameLength],
  },
  'apps.v1.StatefulSetSpec': {
    noun: 'StatefulSet',
    fields: {
      replicas: { min: 0 },
      minReadySeconds: { min: 0 },
      podManagementPolicy: { words: ['OrderedReady', 'Parallel'] },
      revisionHistoryLimit: { since: '1.33', check: warnOfNegativeHistory },
      // Until 1.32 the set was taken, and its Pods were refused for their subdomain
      serviceName: { check: checkServiceName },
      template: { as: 'core.v1.PodTemplateSpec#statefulSet' },
      volumeClaimTemplates: { items: { as: 'core.v1.PersistentVolumeClaim#template' } },
    },
    checks: [checkSelector, checkHasTemplate],
  },
  'apps.v1.StatefulSetOrdinals': { noun: 'ordinals', fields: { start: { min: 0 } } },
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': {
    noun: 'retention policy',
    fields: { whenDeleted: { words: ['Retain', 'Delete'] }, whenScaled: { words: ['Retain', 'Delete'] } },
  },
  'apps.v1.StatefulSetUpdateStrategy': {
    noun: 'update strategy',
    // Recreate needs a gate that is off by default
    fields: { type: { words: ['RollingUpdate', 'OnDelete'] } },
    checks: [checkStrategy],
    checksOfPatches: [checkStrategy],
  },
  'apps.v1.RollingUpdateStatefulSetStrategy': {
    noun: 'rolling update',
    fields: {
      partition: { min: 0 },
      maxUnavailable: { gate: 'MaxUnavailableStatefulSet', check: checkMaxUnavailable },
    },
  },
  'core.v1.PodTemplateSpec#statefulSet': {
    noun: 'template',
    fields: {
      metadata: { as: 'meta.v1.ObjectMeta#template' },
      spec: { as: 'core.v1.PodSpec#statefulSet' },
    },
    checks: [checkHasPod],
  },
  // ValidatePodTemplateSpecForStatefulSet; hostname and subdomain are overwritten by the controller
  'core.v1.PodSpec#statefulSet': {
    ...podSpec,
    fields: {
      ...podSpec.fields,
      restartPolicy: { words: ['Always'] },
      activeDeadlineSeconds: { forbidden: 'Pods of a StatefulSet are meant to run on' },
      hostname: { check: (cx, value) => warnOfOverwritten(cx, value, 'the name of the Pod') },
      subdomain: { check: (cx, value) => warnOfOverwritten(cx, value, 'spec.serviceName') },
    },
  },
};

function checkNameLength(cx: CheckContext, set: NodeId): void {
  const metadata = cx.value(set, 'metadata');
  const name = cx.string(metadata, 'name');
  // Longer than a label at all is said already. Behind the name comes a hash of the template, of ten digits or, for a
  // quarter of all templates, fewer: with such a one a name of up to 61 works until the template changes
  if (name.length <= longestSetName || name.length > 63 || cx.isOpen(name)) return;
  const message =
    `The name has ${name.length} characters, ${name.length - longestSetName} too many: above ${longestSetName} ` +
    (name.length >= 62 ? 'its Pods cannot be created' : 'its Pods get too long a label with most templates');
  cx.report('stateful-set-name-too-long', cx.atField(metadata, 'name'), message);
}

/** A Service's name, where people write its address: `web.shop.svc.cluster.local`. */
function checkServiceName(cx: CheckContext, value: NodeId): void {
  const text = cx.stringOf(value);
  const [name = '', namespace, svc] = text.split('.');
  const isName = formatFault('dnsLabel', name, cx.minor) === undefined;
  const isNear = namespace === 'default' || namespace === cx.string(cx.value(cx.root, 'metadata'), 'namespace');
  if (!isName || !(svc === 'svc' || (namespace && svc === undefined && isNear)) || cx.isOpen(text)) {
    checkFormat(cx, value, { text, format: 'dnsLabel' });
    return;
  }
  const message = `serviceName ${quoted(text)} is an address; write the name of the Service alone: ${name}`;
  cx.report('name-invalid', cx.at(value), message, fixText(cx, value, name, 'guess'));
}

/** The selector must select something, and the Pods of the template at that. */
function checkSelector(cx: CheckContext, spec: NodeId): void {
  const selector = cx.value(spec, 'selector');
  const hasSelector = cx.isMapping(selector);
  if (
    hasSelector &&
    cx.isEmpty(cx.value(selector, 'matchLabels')) &&
    cx.isEmpty(cx.value(selector, 'matchExpressions'))
  ) {
    const message = 'The selector is empty; write matchLabels with labels that the Pods have';
    cx.report('selector-empty', cx.at(selector), message, writeSelector(cx, spec));
    return;
  }
  if (!hasSelector) {
    reportNoSelector(cx, spec);
    return;
  }
  const template = cx.value(spec, 'template');
  const metadata = cx.value(template, 'metadata');
  const labels = cx.stringMap(cx.value(metadata, 'labels'));
  const isMatch = matchesSelector(cx, selector, labels);
  if (isMatch === false) reportMismatch(cx, spec, selector, labels);
}

/**
 * Told beside the labels that such a set lacks, too: whoever writes only these is refused again. Until 1.33 a template was
 * looked at when the set was well.
 */
function checkHasTemplate(cx: CheckContext, spec: NodeId): void {
  if (!cx.isEmpty(cx.value(spec, 'template'))) return;
  const selector = cx.value(spec, 'selector');
  const isWell = cx.isMapping(selector) && matchesSelector(cx, selector, new Map()) === true;
  if (!isWell && !isAtLeast(cx.minor, '1.34')) return;
  const field = `${cx.pathOf(spec)}.template.spec.containers`;
  const message = 'The StatefulSet has no template for its Pods; write one';
  cx.report('required-field-missing', cx.atField(spec, 'template'), message, { field });
}

/** The labels of the template are what most selectors hold. */
function reportNoSelector(cx: CheckContext, spec: NodeId): void {
  const message = 'The StatefulSet has no "selector"; write matchLabels with labels that the Pods have';
  cx.report('required-field-missing', cx.atField(spec, 'selector'), message, writeSelector(cx, spec));
}

/** A template with nothing at all in it is reported as none. */
function checkHasPod(cx: CheckContext, template: NodeId): void {
  if (cx.has(template, 'spec') || cx.isEmpty(template)) return;
  const field = `${cx.pathOf(template)}.spec.containers`;
  const message = 'The template has no Pod; write spec with at least one container';
  cx.report('required-field-missing', cx.atField(template, 'spec'), message, { field });
}

function reportMismatch(cx: CheckContext, spec: NodeId, selector: NodeId, labels: ReadonlyMap<string, string>): void {
  const related = [{ message: 'The selector', range: cx.atField(spec, 'selector').range }];
  const field = `${cx.pathOf(spec)}.template.metadata.labels`;
  const template = cx.value(spec, 'template');
  const metadata = cx.value(template, 'metadata');
  const written = cx.value(metadata, 'labels');
  for (const [key, value] of cx.stringMap(cx.value(selector, 'matchLabels'))) {
    const label = labels.get(key);
    if (label === value) continue;
    if (label !== undefined) {
      const place = cx.atField(written, key);
      const message = `Label ${quoted(key)} is ${quoted(label)}, the selector wants ${quoted(value)}; make them equal`;
      const fixes = () => fixesOfMismatch(cx, spec, { key, label, value });
      cx.report('selector-template-mismatch', place, message, { related, fixes });
      return;
    }
    const holder = [written, metadata, template, spec].find((node) => node !== NO_NODE)!;
    const message = `The Pods lack label ${quoted(key)} of the selector; add it to template.metadata.labels`;
    const title = 'Add the labels of the selector to the template';
    const path = ['template', 'metadata', 'labels'];
    const wanted = cx.stringMap(cx.value(selector, 'matchLabels'));
    const entry = [...wanted]
      .filter(([name]) => !labels.has(name))
      .map(([name, text]) => `${yamlString(name)}: ${yamlString(text)}`);
    // Without a template there is more to write than labels
    const doubt = template === NO_NODE ? ({ isPreferred: false } as const) : {};
    const fix = fixBy(cx, { title, isSafe: false, ...doubt }, (tree) => addAtPath(tree, spec, path, entry));
    cx.report('selector-template-mismatch', cx.at(holder), message, { field, related, ...fix });
    return;
  }
  const holder = [written, metadata, template, spec].find((node) => node !== NO_NODE)!;
  const message = 'The labels of the template do not fit matchExpressions of the selector; make them fit';
  cx.report('selector-template-mismatch', cx.at(holder), message, { field, related });
}

/** The label as the selector has it, or the other way round: first what more of the object says. */
function fixesOfMismatch(
  cx: CheckContext,
  spec: NodeId,
  { key, label, value }: { key: string; label: string; value: string },
): readonly Fix[] {
  const atLabel = cx.written(cx.value(cx.value(cx.value(spec, 'template'), 'metadata'), 'labels'), key);
  const atSelector = cx.written(cx.value(cx.value(spec, 'selector'), 'matchLabels'), key);
  const forLabel = timesWritten(cx, key, label);
  const forSelector = timesWritten(cx, key, value);
  const doubt = forLabel === forSelector && label !== '' && value !== '' ? ({ isPreferred: false } as const) : {};
  const write = (what: string, node: NodeId, text: string): readonly Fix[] =>
    writeLabel(cx, node, text)
      .fixes?.()
      .map((fix) => ({ ...fix, title: `Change the ${what} to ${text}`, ...doubt })) ?? [];
  const ofLabel = value === '' ? [] : write('label', atLabel, value);
  const ofSelector = label === '' ? [] : write('selector', atSelector, label);
  return forLabel > forSelector ? [...ofSelector, ...ofLabel] : [...ofLabel, ...ofSelector];
}

function writeLabel(cx: CheckContext, node: NodeId, text: string): ReturnType<typeof fixBy> {
  if (node < 0 || cx.tree.style(node) !== NodeStyle.empty) return fixText(cx, node, text, 'guess');
  return fixBy(cx, { title: '', isSafe: false }, (tree) => replaceValue(tree, node, yamlString(text)));
}

/** How often an object has a value as that label or as its own or its Service's name. */
function timesWritten(cx: CheckContext, label: string, value: string): number {
  let times = 0;
  const count = (node: NodeId): void => {
    for (const item of cx.items(node)) count(item);
    for (const key of cx.keys(node)) {
      const name = cx.keyText(key);
      const inner = cx.tree.next(key);
      if (name === label && cx.stringOf(inner) === value) times++;
      count(inner);
    }
  };
  count(cx.root);
  if (cx.string(cx.value(cx.root, 'metadata'), 'name') === value) times++;
  return cx.string(cx.value(cx.root, 'spec'), 'serviceName') === value ? times + 1 : times;
}

function checkStrategy(cx: CheckContext, strategy: NodeId): void {
  const type = cx.string(strategy, 'type');
  if (type !== 'OnDelete' || !cx.has(strategy, 'rollingUpdate')) return;
  const message = `rollingUpdate does not go with type ${type}; leave it out or write RollingUpdate`;
  const fix = fixByRemoval(cx, cx.value(strategy, 'rollingUpdate'), 'guess');
  cx.report('fields-conflict', cx.atKey(cx.key(strategy, 'rollingUpdate')), message, fix);
}

/** Kubernetes: apps validation: a percentage or a number, above 0 and at most 100%. */
function checkMaxUnavailable(cx: CheckContext, value: NodeId): void {
  const json = cx.jsonOf(value);
  const percent = typeof json === 'string' ? percentOf(json) : undefined;
  const place = cx.at(value);
  if (typeof json === 'string' && percent === undefined) {
    const message = `maxUnavailable ${quoted(json)} is no percentage; write one as in 25%, or a number without quotes`;
    cx.report('value-invalid', place, message);
  } else if (Number(percent ?? json) <= 0) {
    const message = `maxUnavailable ${json} would never update a Pod; write at least 1`;
    cx.report('value-out-of-range', place, message);
  } else if (percent !== undefined && percent > 100) {
    cx.report('value-out-of-range', place, `maxUnavailable ${json} is above 100%; write at most 100%`);
  }
}

function warnOfNegativeHistory(cx: CheckContext, value: NodeId): void {
  const json = cx.jsonOf(value);
  if (typeof json !== 'number' || json >= 0) return;
  const message = `revisionHistoryLimit ${json} keeps every old revision; write 0 or more`;
  cx.report('value-ignored', cx.at(value), message);
}

function warnOfOverwritten(cx: CheckContext, value: NodeId, by: string): void {
  const message = `${cx.labelOf(value)} has no effect in a StatefulSet: it is set to ${by}; leave it out`;
  cx.report('value-ignored', cx.at(value), message, fixByRemoval(cx, value, 'safe'));
}
