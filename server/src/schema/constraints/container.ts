import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables, FieldConstraints, TypeConstraints } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { isAtLeast } from '../minor.ts';
import { containerNameSample } from './containerNames.ts';
import { warnOfImage } from './podWarnings.ts';
import { checkNoGracePeriod, checkSingleSuccess } from './probes.ts';

/** What holds for containers and init containers alike. Kubernetes: core validation, `validateContainerCommon`. */
const container: TypeConstraints = {
  noun: 'container',
  fields: {
    name: { required: 'write a name of a-z, 0-9 and "-"', sample: containerNameSample, format: 'dnsLabel' },
    image: { required: 'write the image to run', check: checkImage },
    imagePullPolicy: { words: ['Always', 'IfNotPresent', 'Never'] },
    terminationMessagePolicy: { words: ['File', 'FallbackToLogsOnError'] },
    ports: { uniqueBy: 'name' },
    resizePolicy: { gate: 'InPlacePodVerticalScaling', check: checkResizePolicies },
    livenessProbe: { check: checkSingleSuccess },
    startupProbe: { check: checkSingleSuccess },
    readinessProbe: { check: checkNoGracePeriod },
  },
  checks: [checkRestartRules],
};

const restartPolicies: FieldConstraints = { words: ['Always', 'OnFailure', 'Never'], empty: 'word' };
const restartRules: FieldConstraints = { gate: 'ContainerRestartRules', maxItems: 20 };

/** Containers, their ports and what they say of being restarted. */
export const containerConstraints: ConstraintTables = {
  // validateContainers
  'core.v1.Container': {
    ...container,
    fields: {
      ...container.fields,
      restartPolicy: [
        { until: '1.33', empty: 'word', forbidden: 'only init containers have one' },
        { since: '1.34', gate: 'ContainerRestartRules', ...restartPolicies },
      ],
      restartPolicyRules: restartRules,
    },
  },
  // validateInitContainers
  'core.v1.Container#init': {
    ...container,
    noun: 'init container',
    fields: {
      ...container.fields,
      restartPolicy: [
        { until: '1.33', words: ['Always'], empty: 'word' },
        // Others are dropped while the gate of restart rules is off
        { until: '1.34' },
        { since: '1.35', ...restartPolicies },
      ],
      restartPolicyRules: restartRules,
    },
    checks: [...container.checks!, checkPlainInit, checkSidecarRules],
  },
  // validateContainerPorts
  'core.v1.ContainerPort': {
    noun: 'port',
    fields: {
      name: { format: 'portName' },
      containerPort: { required: 'write the port that the program listens on', min: 1, max: 65535 },
      hostPort: { min: 0, max: 65535 },
      protocol: { words: ['SCTP', 'TCP', 'UDP'] },
    },
  },
  // validateResizePolicy
  'core.v1.ContainerResizePolicy': {
    noun: 'resize policy',
    fields: {
      resourceName: { required: 'write cpu or memory', words: ['cpu', 'memory'] },
      restartPolicy: {
        required: 'write NotRequired or RestartContainer',
        sample: 'NotRequired',
        words: ['NotRequired', 'RestartContainer'],
      },
    },
  },
  // validateContainerRestartPolicy
  'core.v1.ContainerRestartRule': {
    noun: 'restart rule',
    fields: {
      action: {
        required: 'write what is done',
        words: { '1.34': ['Restart'], '1.36': ['Restart', 'RestartAllContainers'] },
      },
      exitCodes: { required: 'write which exit codes it is for' },
    },
  },
  'core.v1.ContainerRestartRuleOnExitCodes': {
    noun: 'exit codes',
    fields: {
      operator: { required: 'write In or NotIn', words: ['In', 'NotIn'] },
      values: { maxItems: 255 },
    },
  },
};

/** Kubernetes: core validation, `validateContainerOnlyForPod`: found out when the Pod is created. */
function checkImage(cx: CheckContext, value: NodeId): void {
  const image = cx.stringOf(value);
  if (image.trim() !== image) {
    cx.report('value-invalid', cx.at(value), `image ${quoted(image)} begins or ends with a blank; leave it out`);
    return;
  }
  warnOfImage(cx, value);
}

/** Kubernetes: core validation, `validateResizePolicy`: one policy for each resource. */
function checkResizePolicies(cx: CheckContext, list: NodeId): void {
  const seen = new Set<string>();
  for (const item of cx.items(list)) {
    const resource = cx.string(item, 'resourceName');
    if (resource !== '' && seen.has(resource)) {
      const message = `resizePolicy has ${quoted(resource)} twice; leave one of the two out`;
      cx.report('duplicate-value', cx.atField(item, 'resourceName'), message, { field: cx.pathOf(item) });
    }
    seen.add(resource);
  }
}

/** Kubernetes: core validation, `validateContainerRestartPolicy`: rules refine a policy. */
function checkRestartRules(cx: CheckContext, node: NodeId): void {
  if (cx.isEmpty(cx.value(node, 'restartPolicyRules')) || cx.has(node, 'restartPolicy')) return;
  if (!cx.isOn('ContainerRestartRules')) return;
  const message = 'restartPolicyRules need a restartPolicy; write Always, OnFailure or Never';
  cx.report('required-field-missing', cx.atField(node, 'restartPolicy'), message);
}

/** Kubernetes: core validation, `validateInitContainerRestartPolicy`: what always restarts has no rules until 1.36. */
function checkSidecarRules(cx: CheckContext, node: NodeId): void {
  if (!cx.isOn('ContainerRestartRules') || cx.isOn('RestartAllContainersOnContainerExits')) return;
  const rules = cx.value(node, 'restartPolicyRules');
  if (cx.string(node, 'restartPolicy') !== 'Always' || cx.isEmpty(rules)) return;
  const message =
    'Rules and restartPolicy Always go together in an init container since 1.36 only; leave the rules out';
  cx.report('field-forbidden', cx.atKey(cx.key(node, 'restartPolicyRules')), message);
}

/** Kubernetes: `dropContainerStopSignals`: without its gate the signal goes, and with it a lifecycle that is nothing else. */
function isDropped(cx: CheckContext, lifecycle: NodeId): boolean {
  if (cx.isOn('ContainerStopSignals') || !cx.has(lifecycle, 'stopSignal')) return false;
  return !cx.has(lifecycle, 'preStop') && !cx.has(lifecycle, 'postStart');
}

/** Kubernetes: core validation, `validateInitContainers`: what ends by itself is not probed, nor restarted for a new size. */
function checkPlainInit(cx: CheckContext, node: NodeId): void {
  if (cx.string(node, 'restartPolicy') === 'Always') return;
  for (const policy of isAtLeast(cx.minor, '1.36') ? cx.itemsOf(node, 'resizePolicy') : []) {
    if (cx.string(policy, 'restartPolicy') !== 'RestartContainer') continue;
    const message = 'An init container is restarted for a new size only with restartPolicy Always; write NotRequired';
    cx.report('fields-conflict', cx.atField(policy, 'restartPolicy'), message);
  }
  for (const name of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']) {
    const value = cx.value(node, name);
    if (value === NO_NODE || (name === 'lifecycle' && isDropped(cx, value))) continue;
    const message = `An init container takes ${name} only with restartPolicy Always; leave it out`;
    cx.report('field-forbidden', cx.atKey(cx.key(node, name)), message);
  }
}
