import { own } from '../../base/own.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables, FieldConstraints, TypeConstraints } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixText } from '../fixes.ts';
import { formatFault } from '../formats.ts';
import { reportWord } from '../valueChecks.ts';

const resources = [
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
];

const resource: FieldConstraints = {
  required: 'write the resource, as in limits.memory',
  examples: resources,
  check: checkResource,
};

/** Environment variables and where their values come from. Kubernetes: core validation, `ValidateEnv`, `ValidateEnvFrom`. */
export const envConstraints: ConstraintTables = {
  'core.v1.EnvVar': {
    noun: 'variable',
    fields: {
      name: { required: 'write the name of the variable', format: 'envVarName' },
      valueFrom: { check: checkValueFrom },
    },
  },
  // validateEnvVarValueFrom
  'core.v1.EnvVarSource': {
    noun: 'source',
    fields: { fileKeyRef: { gate: 'EnvFiles' } },
    choice: {
      fields: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'],
      noun: 'sources',
      isRequired: true,
      conflictAt: 'object',
    },
  },
  'core.v1.ConfigMapKeySelector': keySelector('ConfigMap'),
  'core.v1.SecretKeySelector': keySelector('Secret'),
  'core.v1.FileKeySelector': {
    noun: 'file reference',
    fields: {
      volumeName: { required: 'write the name of an emptyDir volume', format: 'dnsLabel' },
      path: { required: 'write the path of the file in the volume', format: 'noBacksteps' },
      key: { required: 'write the name of the variable in the file', format: 'envVarName' },
    },
  },
  // validateObjectFieldSelector; volumes know other fields
  'core.v1.ObjectFieldSelector': fieldSelector([
    'metadata.name',
    'metadata.namespace',
    'metadata.uid',
    'spec.nodeName',
    'spec.serviceAccountName',
    'status.hostIP',
    'status.hostIPs',
    'status.podIP',
    'status.podIPs',
  ]),
  'core.v1.ObjectFieldSelector#volume': fieldSelector([
    'metadata.name',
    'metadata.namespace',
    'metadata.labels',
    'metadata.annotations',
    'metadata.uid',
  ]),
  // validateContainerResourceFieldSelector
  'core.v1.ResourceFieldSelector': {
    noun: 'resource reference',
    fields: { resource },
    checks: [checkDivisor],
  },
  'core.v1.ResourceFieldSelector#volume': {
    noun: 'resource reference',
    fields: {
      containerName: { required: 'write the name of the container' },
      resource,
    },
    checks: [checkDivisor],
  },
  'core.v1.EnvFromSource': {
    noun: 'envFrom item',
    fields: { prefix: { format: 'envVarName' } },
    choice: { fields: ['configMapRef', 'secretRef'], noun: 'sources', isRequired: true, conflictAt: 'object' },
  },
  'core.v1.ConfigMapEnvSource': envSource('ConfigMap'),
  'core.v1.SecretEnvSource': envSource('Secret'),
};

function keySelector(what: string): TypeConstraints {
  return {
    noun: `${what} reference`,
    fields: {
      name: { required: `write the name of the ${what}`, format: 'dnsSubdomain' },
      key: { required: `write the key in the ${what}`, format: 'configKey' },
    },
  };
}

function envSource(what: string): TypeConstraints {
  return {
    noun: `${what} reference`,
    fields: { name: { required: `write the name of the ${what}`, format: 'dnsSubdomainPrefix' } },
  };
}

function fieldSelector(paths: readonly string[]): TypeConstraints {
  return {
    noun: 'field reference',
    fields: {
      apiVersion: { examples: ['v1'] },
      fieldPath: {
        required: 'write the path of the field, as in metadata.name',
        examples: paths,
        check: (cx, value, parent) => checkFieldPath(cx, value, parent, paths),
      },
    },
  };
}

function checkValueFrom(cx: CheckContext, value: NodeId, variable: NodeId): void {
  if (cx.string(variable, 'value') === '') return;
  const message = 'value and valueFrom cannot both be set; leave one of them out';
  cx.report('choice-conflict', cx.atKey(cx.keyOf(value)), message);
}

/** Kubernetes: `ConvertDownwardAPIFieldLabel`, then what the place knows; `metadata.labels['key']` is known everywhere. */
function checkFieldPath(cx: CheckContext, value: NodeId, selector: NodeId, paths: readonly string[]): void {
  const version = cx.string(selector, 'apiVersion');
  const place = cx.at(value);
  if (version !== '' && version !== 'v1') {
    const message = `apiVersion ${quoted(version)} is not supported; write v1`;
    const fix = fixText(cx, cx.value(selector, 'apiVersion'), 'v1', version === 'V1' ? 'safe' : 'guess');
    cx.report('value-not-supported', cx.atField(selector, 'apiVersion'), message, { field: place.field, ...fix });
    return;
  }
  const text = cx.stringOf(value);
  if (cx.isOpen(text)) return;
  const bracket = text.endsWith("']") ? text.indexOf("['") : -1;
  if (bracket > 0) {
    checkSubscript(cx, value, text.slice(0, bracket), text.slice(bracket + 2, -2));
    return;
  }
  // The oldest name of spec.nodeName
  const path = text === 'spec.host' ? 'spec.nodeName' : text;
  if (paths.includes(path)) return;
  const meant = own(meantPaths, text);
  if (meant === undefined || !paths.includes(meant)) {
    reportWord(cx, value, text, { words: paths });
    return;
  }
  const message = `fieldPath ${quoted(text)} is not supported; write ${meant}`;
  cx.report('value-not-supported', place, message, fixText(cx, value, meant, 'guess'));
}

/** What is read by another path: a Pod's host name is its name, and its addresses are told by its status. */
const meantPaths: Readonly<Record<string, string>> = {
  'metadata.hostname': 'metadata.name',
  'metadata.podName': 'metadata.name',
  'spec.hostIP': 'status.hostIP',
  'spec.hostname': 'metadata.name',
  'spec.name': 'metadata.name',
  'spec.namespace': 'metadata.namespace',
  'spec.node': 'spec.nodeName',
  'spec.podIP': 'status.podIP',
  'spec.serviceAccount': 'spec.serviceAccountName',
  'status.hostname': 'metadata.name',
  'status.nodeName': 'spec.nodeName',
};

function checkSubscript(cx: CheckContext, value: NodeId, path: string, key: string): void {
  if (path !== 'metadata.labels' && path !== 'metadata.annotations') {
    const message = `${quoted(path)} takes no key; only metadata.labels and metadata.annotations do`;
    cx.report('value-not-supported', cx.at(value), message);
    return;
  }
  const format = path === 'metadata.labels' ? 'qualifiedName' : 'annotationKey';
  const fault = formatFault(format, key, cx.minor);
  if (fault !== undefined) cx.report('label-invalid', cx.at(value), `Key ${quoted(key)} ${fault}`);
}

function checkResource(cx: CheckContext, value: NodeId): void {
  const text = cx.stringOf(value);
  if (resources.includes(text) || isHugePages(text)) return;
  reportWord(cx, value, text, { words: resources });
}

/** Kubernetes: `validateContainerResourceDivisor`. */
function checkDivisor(cx: CheckContext, selector: NodeId): void {
  const node = cx.value(selector, 'divisor');
  const quantity = node === NO_NODE ? undefined : cx.quantityOf(node);
  if (!quantity || quantity.unscaled === 0n) return;
  const resource = cx.string(selector, 'resource');
  const isCpu = resource.endsWith('.cpu');
  if (!isCpu && !resources.includes(resource) && !isHugePages(resource)) return;
  const words = isCpu ? cpuDivisors : byteDivisors;
  if (!words.includes(quantity.stored)) reportWord(cx, node, cx.tree.scalarText(node), { words });
}

const cpuDivisors = ['1m', '1'];
const byteDivisors = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

function isHugePages(resource: string): boolean {
  return resource.startsWith('requests.hugepages-') || resource.startsWith('limits.hugepages-');
}
