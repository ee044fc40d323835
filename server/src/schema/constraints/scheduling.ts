import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables, FieldConstraints } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixByRemoval, fixText } from '../fixes.ts';
import { asName, formatFault } from '../formats.ts';
import { choiceOf } from '../unwrapList.ts';
import { checkLabelSlip, checkNodeLabel } from './nodeLabels.ts';
import { podAround } from './podAround.ts';
import { likelyOperator } from './selectors.ts';

const weight: FieldConstraints = { required: 'write 1 to 100', sample: '100', min: 1, max: 100 };
const labelKeys: FieldConstraints = { items: { format: 'qualifiedName', empty: 'word' }, check: checkNeedsSelector };

/** Where Pods may run. Kubernetes: core validation, `validateAffinity`, `ValidateTolerations`, `validateTopologySpreadConstraints`. */
export const schedulingConstraints: ConstraintTables = {
  // ValidateNodeSelector
  'core.v1.NodeSelector': {
    noun: 'node selector',
    fields: { nodeSelectorTerms: { required: 'write at least one term' } },
  },
  'core.v1.NodeSelectorTerm': {
    noun: 'node selector term',
    fields: { matchFields: { items: { as: 'core.v1.NodeSelectorRequirement#field' } } },
  },
  // What is only preferred may ask for labels that no node can have
  'core.v1.NodeSelectorTerm#preferred': {
    noun: 'node selector term',
    fields: {
      matchExpressions: { items: { as: 'core.v1.NodeSelectorRequirement#preferred' } },
      matchFields: { items: { as: 'core.v1.NodeSelectorRequirement#field' } },
    },
  },
  // ValidateNodeSelectorRequirement
  'core.v1.NodeSelectorRequirement': nodeRequirement([
    { until: '1.32', items: { check: warnOfLabelValue } },
    { since: '1.33', items: { format: 'labelValue' } },
  ]),
  'core.v1.NodeSelectorRequirement#preferred': nodeRequirement({ items: { check: warnOfLabelValue } }),
  // ValidateNodeFieldSelectorRequirement
  'core.v1.NodeSelectorRequirement#field': {
    noun: 'match field',
    fields: {
      key: { required: 'write metadata.name', words: ['metadata.name'] },
      operator: { required: 'write In or NotIn', words: ['In', 'NotIn'] },
      values: { items: { format: 'dnsSubdomain', empty: 'word' } },
    },
    checks: [checkSingleValue],
  },
  'core.v1.PreferredSchedulingTerm': {
    noun: 'preferred term',
    fields: { weight, preference: { as: 'core.v1.NodeSelectorTerm#preferred' } },
  },
  'core.v1.WeightedPodAffinityTerm': {
    noun: 'weighted term',
    fields: { weight, podAffinityTerm: { always: true } },
  },
  // validatePodAffinityTerm
  'core.v1.PodAffinityTerm': {
    noun: 'affinity term',
    fields: {
      topologyKey: {
        required: 'write the node label that makes a place, as in kubernetes.io/hostname',
        sample: 'kubernetes.io/hostname',
        format: 'qualifiedName',
        check: checkLabelSlip,
      },
      namespaces: { items: { format: 'dnsLabel', empty: 'word' } },
      matchLabelKeys: { ...labelKeys, gate: 'MatchLabelKeysInPodAffinity' },
      mismatchLabelKeys: { ...labelKeys, gate: 'MatchLabelKeysInPodAffinity' },
    },
    checks: [checkAffinityKeys, warnOfNoSelector],
  },
  // ValidateTolerations
  'core.v1.Toleration': {
    noun: 'toleration',
    fields: {
      key: { format: 'qualifiedName' },
      // Lt and Gt need a gate that is off by default
      operator: { words: ['Equal', 'Exists'] },
      effect: { words: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
    },
    checks: [checkToleration],
  },
  // validateTopologySpreadConstraints
  'core.v1.TopologySpreadConstraint': {
    noun: 'spread constraint',
    fields: {
      maxSkew: { required: 'write at least 1', sample: '1', min: 1 },
      topologyKey: {
        required: 'write the node label that makes a place, as in kubernetes.io/hostname',
        sample: 'kubernetes.io/hostname',
        check: checkNodeLabel,
      },
      whenUnsatisfiable: {
        required: 'write DoNotSchedule or ScheduleAnyway',
        // What minDomains goes with
        sample: (cx, node) => (cx.has(node, 'minDomains') ? 'DoNotSchedule' : 'ScheduleAnyway'),
        words: ['DoNotSchedule', 'ScheduleAnyway'],
      },
      minDomains: { min: 1, check: checkMinDomains },
      nodeAffinityPolicy: { words: ['Honor', 'Ignore'], empty: 'word' },
      nodeTaintsPolicy: { words: ['Honor', 'Ignore'], empty: 'word' },
      matchLabelKeys: labelKeys,
    },
    checks: [checkSpreadKeys, warnOfNoSelector],
  },
};

function nodeRequirement(values: FieldConstraints | readonly FieldConstraints[]) {
  return {
    noun: 'match expression',
    fields: {
      key: { required: 'write the key of the node label', format: 'qualifiedName', check: checkNodeLabel },
      operator: {
        required: 'write In, NotIn, Exists, DoesNotExist, Gt or Lt',
        sample: likelyOperator,
        words: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'],
      },
      values,
    },
    checks: [checkNodeValues],
  } as const;
}

function checkNodeValues(cx: CheckContext, requirement: NodeId): void {
  const operator = cx.string(requirement, 'operator');
  const count = cx.itemsOf(requirement, 'values').length;
  const place = cx.atField(requirement, 'values');
  if ((operator === 'In' || operator === 'NotIn') && count === 0) {
    cx.report('required-field-missing', place, `Operator ${operator} needs "values"; write at least one`);
  } else if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0) {
    cx.report('field-forbidden', place, `Operator ${operator} takes no "values"; leave them out or write In`);
  } else if ((operator === 'Gt' || operator === 'Lt') && count !== 1) {
    cx.report(
      'required-field-missing',
      place,
      `Operator ${operator} needs one value; write one whole number in quotes`,
    );
  }
}

function checkSingleValue(cx: CheckContext, requirement: NodeId): void {
  const operator = cx.string(requirement, 'operator');
  if ((operator !== 'In' && operator !== 'NotIn') || cx.itemsOf(requirement, 'values').length === 1) return;
  const message = `Operator ${operator} needs one value in matchFields; write the name of one node`;
  cx.report('required-field-missing', cx.atField(requirement, 'values'), message);
}

/** A preferred term is not refused for it: no node can have such a label. */
function warnOfLabelValue(cx: CheckContext, value: NodeId): void {
  const text = cx.stringOf(value);
  const fault = formatFault('labelValue', text, cx.minor);
  if (fault !== undefined) cx.report('value-ignored', cx.at(value), `values ${quoted(text)} ${fault}`);
}

/** Kubernetes: `validateLabelKeys`: keys are looked up beside a selector. */
function checkNeedsSelector(cx: CheckContext, list: NodeId, holder: NodeId): void {
  if (cx.isEmpty(list) || cx.has(holder, 'labelSelector')) return;
  const message = `${cx.labelOf(list)} needs a labelSelector beside it; write one`;
  cx.report('fields-conflict', cx.atKey(cx.keyOf(list)), message);
}

function checkAffinityKeys(cx: CheckContext, term: NodeId): void {
  if (!cx.isOn('MatchLabelKeysInPodAffinity')) return;
  const mismatched = cx.itemsOf(term, 'mismatchLabelKeys').map((item) => cx.stringOf(item));
  for (const item of cx.itemsOf(term, 'matchLabelKeys')) {
    const key = cx.stringOf(item);
    if (!mismatched.includes(key)) continue;
    const message = `Label key ${quoted(key)} is in matchLabelKeys and mismatchLabelKeys; keep it in one of them`;
    cx.report('fields-conflict', cx.at(item), message);
  }
  checkMergedKeys(cx, term);
}

function checkSpreadKeys(cx: CheckContext, constraint: NodeId): void {
  if (cx.isOn('MatchLabelKeysInPodTopologySpreadSelectorMerge')) {
    checkMergedKeys(cx, constraint);
    return;
  }
  const selector = cx.value(constraint, 'labelSelector');
  const selected = new Set([...selectedLabels(cx, selector), ...expressionKeys(cx, selector)]);
  for (const item of cx.itemsOf(constraint, 'matchLabelKeys')) {
    if (selected.has(cx.stringOf(item))) reportInSelector(cx, item, cx.pathOf(item));
  }
}

/**
 * When the Pod is created, the keys that it has a label for become expressions of the selector, and no key may then be
 * there twice. Kubernetes: `validateMatchLabelKeysAndMismatchLabelKeys`; `pkg/registry/core/pod/strategy.go`.
 */
function checkMergedKeys(cx: CheckContext, term: NodeId): void {
  const items = cx.itemsOf(term, 'matchLabelKeys');
  if (items.length === 0) return;
  const last = new Map(items.map((item, index) => [cx.stringOf(item), index]));
  const selector = cx.value(term, 'labelSelector');
  const seen = selectedLabels(cx, selector);
  const labels = podLabels(cx, term);
  const merged = items.map((item) => cx.stringOf(item)).filter((key) => labels.has(key));
  for (const key of [...expressionKeys(cx, selector), ...merged]) {
    const index = last.get(key);
    if (index !== undefined && seen.has(key)) reportInSelector(cx, items[index]!, `${cx.pathOf(term)}[${index}]`);
    seen.add(key);
  }
}

function reportInSelector(cx: CheckContext, item: NodeId, field: string): void {
  const key = quoted(cx.stringOf(item));
  const message = `Label key ${key} of matchLabelKeys is there twice or in labelSelector, too; keep one`;
  cx.report('fields-conflict', cx.at(item), message, { field });
}

function selectedLabels(cx: CheckContext, selector: NodeId): Set<string> {
  return new Set(cx.stringMap(cx.value(selector, 'matchLabels')).keys());
}

function expressionKeys(cx: CheckContext, selector: NodeId): string[] {
  return cx.itemsOf(selector, 'matchExpressions').map((requirement) => cx.string(requirement, 'key'));
}

/** The labels of the Pod around a node, those that the controller of StatefulSets adds included. */
function podLabels(cx: CheckContext, node: NodeId): ReadonlySet<string> {
  const labels = new Set<string>();
  if (cx.string(cx.root, 'kind') === 'StatefulSet') {
    for (const label of [
      'statefulset.kubernetes.io/pod-name',
      'controller-revision-hash',
      'apps.kubernetes.io/pod-index',
    ]) {
      labels.add(label);
    }
  }
  const pod = podAround(cx, node);
  if (pod === NO_NODE) return labels;
  const metadata = cx.value(cx.parent(pod), 'metadata');
  for (const label of cx.stringMap(cx.value(metadata, 'labels')).keys()) labels.add(label);
  return labels;
}

/** Kubernetes: `ValidateSpreadConstraintNotRepeat`: one constraint for a label and an action. */
export function checkSpreadTwice(cx: CheckContext, list: NodeId): void {
  const pair = (item: NodeId) => `${cx.string(item, 'topologyKey')} ${cx.string(item, 'whenUnsatisfiable')}`;
  const items = cx.items(list);
  for (const [index, item] of items.entries()) {
    const other = items.slice(index + 1).find((later) => pair(later) === pair(item));
    if (other === undefined) continue;
    const related = [{ message: 'The other one', range: cx.atField(other, 'topologyKey').range }];
    const message = `${quoted(cx.string(item, 'topologyKey'))} is spread over twice in the same way; leave one out`;
    const field = `${cx.pathOf(item)}.{topologyKey, whenUnsatisfiable}`;
    cx.report('duplicate-value', cx.atField(item, 'topologyKey'), message, { field, related });
  }
}

/** The server's warning of a term without labelSelector: it selects no Pod. */
function warnOfNoSelector(cx: CheckContext, term: NodeId): void {
  if (cx.has(term, 'labelSelector')) return;
  const message = 'Without labelSelector no Pod is counted; write one, as a rule with the labels of these Pods';
  cx.report('value-ignored', cx.at(term), message, { field: `${cx.pathOf(term)}.labelSelector` });
}

function checkMinDomains(cx: CheckContext, value: NodeId, constraint: NodeId): void {
  if (cx.string(constraint, 'whenUnsatisfiable') === 'DoNotSchedule') return;
  const message = 'minDomains goes with whenUnsatisfiable DoNotSchedule only; leave it out or write that';
  const written = cx.value(constraint, 'whenUnsatisfiable');
  const fixes = [fixText(cx, written, 'DoNotSchedule', 'guess'), fixByRemoval(cx, value, 'guess')];
  cx.report('fields-conflict', cx.at(value), message, choiceOf(...fixes));
}

/** Kubernetes: `ValidateTolerations`; values are reported at the operator. */
function checkToleration(cx: CheckContext, toleration: NodeId): void {
  const operator = cx.string(toleration, 'operator');
  const value = cx.string(toleration, 'value');
  const operatorPath = () => ({ field: `${cx.pathOf(toleration)}.operator` });
  if (cx.string(toleration, 'key') === '' && operator !== 'Exists') {
    const message = 'A toleration without key needs operator Exists; write the key or Exists';
    cx.report('fields-conflict', cx.atField(toleration, 'operator'), message, operatorPath());
  }
  const seconds = cx.value(toleration, 'tolerationSeconds');
  if (seconds !== NO_NODE && cx.string(toleration, 'effect') !== 'NoExecute') {
    const message = 'tolerationSeconds goes with effect NoExecute only; leave it out or write NoExecute';
    const effect = fixText(cx, cx.value(toleration, 'effect'), 'NoExecute', 'guess');
    const fix = choiceOf(effect, fixByRemoval(cx, seconds, 'guess'));
    cx.report('fields-conflict', cx.atField(toleration, 'effect'), message, fix);
  }
  if (operator === 'Exists' && value !== '') {
    const message = 'Operator Exists takes no value; leave it out or write Equal';
    cx.report('fields-conflict', cx.atField(toleration, 'value'), message, operatorPath());
  } else if (operator === 'Equal' || operator === '') {
    const fault = formatFault('labelValue', value, cx.minor);
    if (fault === undefined || cx.isOpen(value)) return;
    const name = asName('labelValue', value, cx.minor);
    const fix = name === undefined ? {} : fixText(cx, cx.value(toleration, 'value'), name, 'guess');
    const details = { ...operatorPath(), ...fix };
    cx.report('label-invalid', cx.atField(toleration, 'value'), `value ${quoted(value)} ${fault}`, details);
  }
}
