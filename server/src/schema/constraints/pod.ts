import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables, TypeConstraints } from '../constraint.ts';
import type { CheckContext } from '../context.ts';
import { isAtLeast } from '../minor.ts';
import { checkFormat } from '../valueChecks.ts';
import { warnOfAddress } from './addressWarnings.ts';
import { checkNamedOnce } from './names.ts';
import { checkNodeLabels } from './nodeLabels.ts';
import { checkAnnotatedProfiles } from './podAnnotations.ts';
import { checkHostPorts, checkHostUsers, checkTokenNeedsAccount } from './podHost.ts';
import { checkOperatingSystem } from './podOs.ts';
import { checkPodResources } from './podResources.ts';
import { warnOfDuplicates, warnOfHiddenVariables, warnOfOldVolumes, warnOfPorts } from './podWarnings.ts';
import { checkClaimNames, checkOverhead } from './resources.ts';
import { checkSpreadTwice } from './scheduling.ts';
import { checkVolumeNames, checkVolumeUses } from './volumeUses.ts';
import { warnOfVolumePaths } from './volumeWarnings.ts';

/** The Pod, in templates and by itself. Kubernetes: core validation, `ValidatePodSpec`. */
export const podSpec: TypeConstraints = {
  noun: 'Pod',
  fields: {
    activeDeadlineSeconds: { min: 1, max: 2147483647 },
    containers: { required: 'write at least one container' },
    dnsPolicy: { words: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] },
    ephemeralContainers: { forbidden: 'they are added to running Pods, by kubectl debug' },
    evictionResponders: { gate: 'EvictionRequestAPI' },
    hostUsers: { gate: 'UserNamespacesSupport' },
    hostname: { format: 'dnsLabel' },
    hostnameOverride: { gate: 'HostnameOverride', empty: 'word', check: checkHostnameOverride },
    initContainers: { items: { as: 'core.v1.Container#init' } },
    nodeName: { format: 'dnsSubdomain' },
    nodeSelector: { keys: 'qualifiedName', entries: { format: 'labelValue' }, check: checkNodeLabels },
    overhead: { check: checkOverhead },
    preemptionPolicy: { words: ['PreemptLowerPriority', 'Never'], empty: 'word' },
    priorityClassName: { format: 'dnsSubdomain' },
    resourceClaims: { gate: 'DynamicResourceAllocation', uniqueBy: 'name' },
    resources: { gate: 'PodLevelResources', as: 'core.v1.ResourceRequirements#pod' },
    restartPolicy: { words: ['Always', 'OnFailure', 'Never'] },
    runtimeClassName: { format: 'dnsSubdomain', empty: 'word' },
    schedulingGates: { uniqueBy: 'name' },
    schedulingGroup: { gate: 'GenericWorkload' },
    serviceAccountName: { format: 'dnsSubdomain' },
    serviceAccount: { check: checkServiceAccount },
    subdomain: { format: 'dnsLabel' },
    topologySpreadConstraints: { check: checkSpreadTwice },
    terminationGracePeriodSeconds: { check: warnOfNegativeGrace },
  },
  checks: [
    checkNames,
    checkVolumeNames,
    checkVolumeUses,
    checkHostPorts,
    checkHostUsers,
    checkProcessNamespace,
    checkDns,
    checkGatedNode,
    checkClaimNames,
    checkPodResources,
    checkOperatingSystem,
    checkTokenNeedsAccount,
    checkAnnotatedProfiles,
    warnOfDuplicates,
    warnOfHiddenVariables,
    warnOfPorts,
    warnOfOldVolumes,
    warnOfVolumePaths,
  ],
};

/** The Pod and the smaller things in it. */
export const podConstraints: ConstraintTables = {
  'core.v1.Pod': {
    noun: 'Pod',
    fields: { metadata: { always: true, as: 'meta.v1.ObjectMeta#dnsSubdomain' }, spec: { always: true } },
  },
  'core.v1.PodSpec': podSpec,
  'core.v1.HostAlias': {
    noun: 'host alias',
    fields: {
      ip: { required: 'write the IP address', format: 'ip', check: warnOfPodAddress },
      hostnames: { items: { format: 'dnsSubdomain', empty: 'word' } },
    },
  },
  // validatePodDNSConfig
  'core.v1.PodDNSConfig': {
    noun: 'DNS settings',
    fields: {
      nameservers: { maxItems: 3, items: { format: 'ip', empty: 'word', check: warnOfPodAddress } },
      searches: { maxItems: 32, items: { format: 'dnsSearch', empty: 'word' }, check: checkSearchLength },
    },
  },
  'core.v1.PodDNSConfigOption': { noun: 'DNS option', fields: { name: { required: 'write the name, as in ndots' } } },
  'core.v1.PodReadinessGate': {
    noun: 'readiness gate',
    fields: { conditionType: { required: 'write the type of the condition', format: 'qualifiedName' } },
  },
  'core.v1.PodSchedulingGate': {
    noun: 'scheduling gate',
    fields: { name: { required: 'write a name', format: 'qualifiedName' } },
  },
  // validatePodResourceClaim
  'core.v1.PodResourceClaim': {
    noun: 'resource claim',
    fields: {
      name: { required: 'write the name that containers use', format: 'dnsLabel' },
      resourceClaimName: { format: 'dnsSubdomain', empty: 'word' },
      resourceClaimTemplateName: { format: 'dnsSubdomain', empty: 'word' },
    },
    choice: {
      fields: ['resourceClaimName', 'resourceClaimTemplateName'],
      noun: 'names',
      isRequired: true,
      conflictAt: 'object',
    },
  },
  'core.v1.PodOS': {
    noun: 'os',
    fields: { name: { required: 'write linux or windows', words: ['linux', 'windows'] } },
  },
};

/** Kubernetes: `validateContainers`, `validateInitContainers`: one name for one container, over both lists. */
function checkNames(cx: CheckContext, pod: NodeId): void {
  checkNamedOnce(cx, [...cx.itemsOf(pod, 'containers'), ...cx.itemsOf(pod, 'initContainers')], 'Container');
}

/** Kubernetes: conversion: the old name of serviceAccountName counts where that is not written. */
function checkServiceAccount(cx: CheckContext, value: NodeId, pod: NodeId): void {
  if (cx.string(pod, 'serviceAccountName') !== '') return;
  const field = `${cx.pathOf(pod)}.serviceAccountName`;
  checkFormat(cx, value, { text: cx.stringOf(value), format: 'dnsSubdomain', field });
}

/** Kubernetes: `validateHostnameOverride`: up to 64 characters, and not with the node's or another name. */
function checkHostnameOverride(cx: CheckContext, value: NodeId, pod: NodeId): void {
  const name = cx.stringOf(value);
  if (name.length > 64) {
    const message = `hostnameOverride has ${name.length} characters; use at most 64`;
    cx.report('name-invalid', cx.at(value), message);
  } else checkFormat(cx, value, { text: name, format: 'dnsSubdomain' });
  for (const other of ['hostNetwork', 'setHostnameAsFQDN']) {
    if (!cx.isTrue(pod, other)) continue;
    cx.report('fields-conflict', cx.at(value), `hostnameOverride does not go with ${other}; leave one of the two out`);
  }
}

/** Kubernetes: `validatePodSpecSecurityContext`, which until 1.36 names it among the security settings. */
function checkProcessNamespace(cx: CheckContext, pod: NodeId): void {
  if (!cx.isTrue(pod, 'shareProcessNamespace') || !cx.isTrue(pod, 'hostPID')) return;
  const holder = isAtLeast(cx.minor, '1.37') ? cx.pathOf(pod) : `${cx.pathOf(pod)}.securityContext`;
  const field = `${holder}.shareProcessNamespace`;
  const message = 'shareProcessNamespace and hostPID cannot both be true; leave one of them out';
  cx.report('fields-conflict', cx.atField(pod, 'shareProcessNamespace'), message, { field });
}

/** Kubernetes: `validatePodDNSConfig`: without the cluster's DNS there must be another. */
function checkDns(cx: CheckContext, pod: NodeId): void {
  if (cx.string(pod, 'dnsPolicy') !== 'None') return;
  const config = cx.value(pod, 'dnsConfig');
  const message = 'dnsPolicy None needs a name server; write dnsConfig.nameservers';
  if (config === NO_NODE) cx.report('required-field-missing', cx.atField(pod, 'dnsConfig'), message);
  else if (cx.isEmpty(cx.value(config, 'nameservers'))) {
    cx.report('required-field-missing', cx.atField(config, 'nameservers'), message);
  }
}

function checkSearchLength(cx: CheckContext, list: NodeId): void {
  const items = cx.items(list);
  const length = items.reduce((sum, item) => sum + cx.stringOf(item).length + 1, -1);
  if (length <= 2048) return;
  cx.report('value-out-of-range', cx.at(list), `searches have ${length} characters together; keep at most 2048`);
}

/** Kubernetes: `ValidatePodCreate`: who waits for gates has no node yet. */
function checkGatedNode(cx: CheckContext, pod: NodeId): void {
  if (cx.string(pod, 'nodeName') === '' || cx.isEmpty(cx.value(pod, 'schedulingGates'))) return;
  const message = 'nodeName and schedulingGates cannot both be set; leave one of them out';
  cx.report('fields-conflict', cx.atField(pod, 'nodeName'), message);
}

function warnOfNegativeGrace(cx: CheckContext, value: NodeId): void {
  const json = cx.jsonOf(value);
  if (typeof json !== 'number' || json >= 0) return;
  const message = `terminationGracePeriodSeconds ${json} is treated as 1; write the seconds that the program needs`;
  cx.report('value-ignored', cx.at(value), message);
}

/** The server looks at the addresses in Pods since 1.33. */
function warnOfPodAddress(cx: CheckContext, node: NodeId): void {
  if (isAtLeast(cx.minor, '1.33')) warnOfAddress(cx, node);
}
