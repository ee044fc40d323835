import type { TypeInfo } from '../../../schema/lookup.ts';
import { typeByName } from '../../../schema/structure.ts';
import { labelLines } from '../ownPods.ts';
import type { SchemaPlace } from '../schemaPlace.ts';
import { isList, isMapping } from '../slots.ts';

/** Labels of the Pods that the object is about; empty where they are not known. */
export type PodLabels = ReadonlyMap<string, string>;

/** What is written for a field, as a snippet in block style: the key, and what always goes with it. */
export function fieldBlock(labels: PodLabels, field: { name: string; place: SchemaPlace }): string {
  const { name, place } = field;
  const own = fieldBlocks[place.id];
  if (own !== undefined) return typeof own === 'string' ? own : own(labels);
  if (isList(place)) return `${name}:\n  - ${nested(listItem(labels, place), 4)}`;
  return isMapping(place) ? `${name}:\n  $0` : `${name}: $0`;
}

/** What is written for a new item of a list of such objects. */
export function itemBlock(labels: PodLabels, type: TypeInfo): string {
  const own = itemBlocks[type.name];
  if (own !== undefined) return withLabels(own, labels);
  const names = itemFields(type);
  return names.map((name, index) => `${name}: $${index === names.length - 1 ? 0 : index + 1}`).join('\n');
}

/** The block with the labels of these Pods where it asks for labels. */
function withLabels(block: string, labels: PodLabels): string {
  return block.replace(/matchLabels:\n( +)\$0/, (whole, pad: string) => {
    return labels.size === 0 ? whole : `matchLabels:\n${labelLines(labels, pad.length, '')}`;
  });
}

/** The fields that a new item begins with. */
export function itemFields(type: TypeInfo): readonly string[] {
  const own = itemBlocks[type.name];
  if (own !== undefined) return [...own.matchAll(/^([A-Za-z]+):/gm)].map((match) => match[1]!);
  const scalars = type.required.filter((name) => isScalar(type, name));
  if (scalars.length > 0) return scalars;
  return type.fields.size === 0 ? [] : [...type.fields.keys()].filter((name) => isScalar(type, name)).slice(0, 1);
}

function isScalar(type: TypeInfo, name: string): boolean {
  const field = type.fields.get(name)!;
  if (field.items || field.values) return false;
  return field.ref === undefined || typeByName(field.ref)?.scalar !== undefined;
}

function listItem(labels: PodLabels, place: SchemaPlace): string {
  const type = place.info.items?.ref === undefined ? undefined : typeByName(place.info.items.ref);
  const block = type && !type.scalar ? itemBlock(labels, type) : '$0';
  return block === '' ? '$0' : block;
}

/** Later lines of a block moved to the right. */
function nested(block: string, indent: number): string {
  return block.replaceAll('\n', `\n${' '.repeat(indent)}`);
}

function selectorBlock(name: string): (labels: PodLabels) => string {
  return (labels) => `${name}:\n  matchLabels:\n${labelLines(labels, 4, '$0')}`;
}

type Block = string | ((labels: PodLabels) => string);

/** Fields that are never written without what is inside of them. */
const fieldBlocks: Readonly<Record<string, Block>> = {
  'apps.v1.StatefulSet.apiVersion': 'apiVersion: apps/v1',
  'apps.v1.StatefulSet.metadata': 'metadata:\n  name: $0',
  'core.v1.Service.apiVersion': 'apiVersion: v1',
  'core.v1.Service.metadata': 'metadata:\n  name: $0',
  'core.v1.Pod.apiVersion': 'apiVersion: v1',
  'core.v1.Pod.metadata': 'metadata:\n  name: $0',
  'core.v1.PersistentVolumeClaim.apiVersion': 'apiVersion: v1',
  'core.v1.PersistentVolumeClaim.metadata': 'metadata:\n  name: $0',
  'core.v1.PersistentVolume.apiVersion': 'apiVersion: v1',
  'core.v1.PersistentVolume.metadata': 'metadata:\n  name: $0',
  'storage.v1.StorageClass.apiVersion': 'apiVersion: storage.k8s.io/v1',
  'storage.v1.StorageClass.metadata': 'metadata:\n  name: $0',
  'policy.v1.PodDisruptionBudget.apiVersion': 'apiVersion: policy/v1',
  'policy.v1.PodDisruptionBudget.metadata': 'metadata:\n  name: $0',
  'autoscaling.v2.HorizontalPodAutoscaler.apiVersion': 'apiVersion: autoscaling/v2',
  'autoscaling.v2.HorizontalPodAutoscaler.metadata': 'metadata:\n  name: $0',
  'apps.v1.StatefulSetSpec.selector': selectorBlock('selector'),
  'policy.v1.PodDisruptionBudgetSpec.selector': selectorBlock('selector'),
  'core.v1.PodAffinityTerm.labelSelector': selectorBlock('labelSelector'),
  'core.v1.TopologySpreadConstraint.labelSelector': selectorBlock('labelSelector'),
  'core.v1.ServiceSpec.selector': (labels) => `selector:\n${labelLines(labels, 2, '$0')}`,
  'apps.v1.StatefulSetSpec.template': (labels) =>
    `template:\n${templateMetadata(labels)}\n  spec:\n    containers:\n      - name: $1\n        image: $0`,
  'apps.v1.StatefulSetSpec.updateStrategy': `updateStrategy:\n  type: \${1|RollingUpdate,OnDelete|}`,
  'apps.v1.StatefulSetSpec.ordinals': 'ordinals:\n  start: $0',
  'apps.v1.StatefulSetUpdateStrategy.rollingUpdate': 'rollingUpdate:\n  partition: $0',
  'core.v1.PodTemplateSpec.metadata': (labels) => dedent(templateMetadata(labels)),
  'core.v1.PersistentVolumeClaimSpec.accessModes': 'accessModes: [$0]',
  'core.v1.PersistentVolumeClaimSpec.resources': 'resources:\n  requests:\n    storage: $0',
  'core.v1.VolumeResourceRequirements.requests': 'requests:\n  storage: $0',
  'core.v1.PersistentVolumeSpec.accessModes': 'accessModes: [$0]',
  'core.v1.PersistentVolumeSpec.capacity': 'capacity:\n  storage: $0',
  'core.v1.Container.resources': 'resources:\n  requests:\n    cpu: $1\n    memory: $2\n  limits:\n    memory: $0',
  'core.v1.Container.command': 'command: [$0]',
  'core.v1.ExecAction.command': 'command: [$0]',
  'core.v1.EnvVarSource.fieldRef': 'fieldRef:\n  fieldPath: $0',
  'core.v1.EnvVarSource.secretKeyRef': 'secretKeyRef:\n  name: $1\n  key: $0',
  'core.v1.EnvVarSource.configMapKeyRef': 'configMapKeyRef:\n  name: $1\n  key: $0',
  'core.v1.EnvVarSource.resourceFieldRef': 'resourceFieldRef:\n  resource: $0',
  'core.v1.EnvFromSource.configMapRef': 'configMapRef:\n  name: $0',
  'core.v1.EnvFromSource.secretRef': 'secretRef:\n  name: $0',
  'core.v1.Volume.configMap': 'configMap:\n  name: $0',
  'core.v1.Volume.secret': 'secret:\n  secretName: $0',
  'core.v1.Volume.persistentVolumeClaim': 'persistentVolumeClaim:\n  claimName: $0',
  'core.v1.Volume.emptyDir': 'emptyDir: {}',
  'core.v1.Volume.hostPath': 'hostPath:\n  path: $0',
  'core.v1.Volume.nfs': 'nfs:\n  server: $1\n  path: $0',
  'core.v1.Volume.csi': 'csi:\n  driver: $0',
  'core.v1.Probe.httpGet': `httpGet:\n  path: \${1:/}\n  port: $0`,
  'core.v1.Probe.tcpSocket': 'tcpSocket:\n  port: $0',
  'core.v1.Probe.grpc': 'grpc:\n  port: $0',
  'core.v1.Probe.exec': 'exec:\n  command: [$0]',
  'core.v1.LifecycleHandler.httpGet': `httpGet:\n  path: \${1:/}\n  port: $0`,
  'core.v1.LifecycleHandler.exec': 'exec:\n  command: [$0]',
  'core.v1.LifecycleHandler.sleep': 'sleep:\n  seconds: $0',
  'core.v1.Lifecycle.preStop': 'preStop:\n  $0',
  'core.v1.PersistentVolumeClaimSpec.dataSource':
    'dataSource:\n  apiGroup: snapshot.storage.k8s.io\n  kind: VolumeSnapshot\n  name: $0',
  'core.v1.PersistentVolumeClaimSpec.dataSourceRef':
    'dataSourceRef:\n  apiGroup: snapshot.storage.k8s.io\n  kind: VolumeSnapshot\n  name: $0',
  'core.v1.SecurityContext.capabilities': 'capabilities:\n  drop: [ALL]',
  'core.v1.SecurityContext.seccompProfile': `seccompProfile:\n  type: \${1|RuntimeDefault,Localhost,Unconfined|}`,
  'core.v1.PodSecurityContext.seccompProfile': `seccompProfile:\n  type: \${1|RuntimeDefault,Localhost,Unconfined|}`,
  'autoscaling.v2.HorizontalPodAutoscalerSpec.scaleTargetRef': `scaleTargetRef:\n  apiVersion: apps/v1\n  kind: \${1|StatefulSet,Deployment|}\n  name: $0`,
};

function templateMetadata(labels: PodLabels): string {
  return `  metadata:\n    labels:\n${labelLines(labels, 6, 'app: $2')}`;
}

function dedent(block: string): string {
  return block.slice(2).replaceAll('\n  ', '\n');
}

/** Items of lists that are never written without these fields. */
const itemBlocks: Readonly<Record<string, string>> = {
  'core.v1.Container': 'name: $1\nimage: $0',
  'core.v1.ContainerPort': 'name: $1\ncontainerPort: $0',
  'core.v1.EnvVar': 'name: $1\nvalue: $0',
  'core.v1.EnvFromSource': 'configMapRef:\n  name: $0',
  'core.v1.VolumeMount': 'name: $1\nmountPath: $0',
  'core.v1.VolumeDevice': 'name: $1\ndevicePath: $0',
  'core.v1.Volume': 'name: $0',
  'core.v1.KeyToPath': 'key: $1\npath: $0',
  'core.v1.LocalObjectReference': 'name: $0',
  'core.v1.HTTPHeader': 'name: $1\nvalue: $0',
  'core.v1.HostAlias': 'ip: $1\nhostnames:\n  - $0',
  'core.v1.Toleration': `key: $1\noperator: \${2|Exists,Equal|}\neffect: \${3|NoSchedule,NoExecute,PreferNoSchedule|}`,
  'core.v1.TopologySpreadConstraint':
    `maxSkew: 1\ntopologyKey: \${1:topology.kubernetes.io/zone}\n` +
    `whenUnsatisfiable: \${2|DoNotSchedule,ScheduleAnyway|}\nlabelSelector:\n  matchLabels:\n    $0`,
  'core.v1.PodAffinityTerm': `topologyKey: \${1:kubernetes.io/hostname}\nlabelSelector:\n  matchLabels:\n    $0`,
  'core.v1.WeightedPodAffinityTerm': `weight: \${1:100}\npodAffinityTerm:\n  topologyKey: \${2:kubernetes.io/hostname}\n  labelSelector:\n    matchLabels:\n      $0`,
  'core.v1.NodeSelectorTerm': 'matchExpressions:\n  - key: $1\n    operator: In\n    values:\n      - $0',
  'core.v1.PreferredSchedulingTerm': `weight: \${1:100}\npreference:\n  matchExpressions:\n    - key: $2\n      operator: In\n      values:\n        - $0`,
  'core.v1.NodeSelectorRequirement': 'key: $1\noperator: In\nvalues:\n  - $0',
  'meta.v1.LabelSelectorRequirement': 'key: $1\noperator: In\nvalues:\n  - $0',
  'core.v1.PersistentVolumeClaim': `metadata:\n  name: \${1:data}\nspec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: \${2:10Gi}`,
  'core.v1.ServicePort': 'name: $1\nport: $0',
  'core.v1.VolumeProjection': 'configMap:\n  name: $0',
  'core.v1.DownwardAPIVolumeFile': 'path: $1\nfieldRef:\n  fieldPath: $0',
  'core.v1.TopologySelectorTerm': `matchLabelExpressions:\n  - key: \${1:topology.kubernetes.io/zone}\n    values:\n      - $0`,
  'core.v1.TopologySelectorLabelRequirement': `key: \${1:topology.kubernetes.io/zone}\nvalues:\n  - $0`,
  'autoscaling.v2.MetricSpec': `type: Resource\nresource:\n  name: \${1|cpu,memory|}\n  target:\n    type: Utilization\n    averageUtilization: \${2:80}`,
};

/** The ids that the tables name, for a test that holds them against the schema. */
export function writtenOut(): { fields: readonly string[]; types: readonly string[] } {
  return { fields: Object.keys(fieldBlocks), types: Object.keys(itemBlocks) };
}
