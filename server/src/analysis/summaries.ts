import { own } from '../base/own.ts';
import type { Range } from '../base/range.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { defaultClassAnnotations } from '../storage/defaultClass.ts';
import { NO_NODE } from '../yaml/tree.ts';
import type { ObjectSummary } from './workspaceView.ts';

/** What is remembered of an object beyond its name, by kind; all of it as written. */
export interface ObjectDetails {
  readonly service?: ServiceDetails;
  readonly statefulSet?: StatefulSetDetails;
  readonly storageClass?: StorageClassDetails;
  readonly claim?: ClaimDetails;
  readonly volume?: VolumeDetails;
  readonly budget?: BudgetDetails;
  readonly autoscaler?: AutoscalerDetails;
  /** Pod labels of any workload with a Pod template (Deployment, DaemonSet, …; StatefulSets too). */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** What each container of these Pods declares in `ports`: containers, then sidecars; an empty list where it is silent. */
  readonly podPorts?: readonly (readonly PodPort[])[];
  /** Driver of a VolumeAttributesClass or VolumeSnapshotClass, class of a VolumeSnapshot. */
  readonly driver?: string;
  /** Names of the workloads whose replicas a Kustomization sets. */
  readonly scales?: readonly string[];
  /** Keys of a ConfigMap or Secret (values never). */
  readonly keys?: readonly string[];
}

/** A port that a container declares. */
export interface PodPort {
  readonly name: string | undefined;
  readonly port: number | undefined;
  readonly protocol: string;
}

export interface ServiceDetails {
  readonly isHeadless: boolean;
  readonly type: string | undefined;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly {
    readonly name: string | undefined;
    readonly port: number | undefined;
    readonly targetPort: string | number | undefined;
  }[];
  readonly publishesNotReady: boolean;
}

export interface StatefulSetDetails {
  readonly serviceName: string | undefined;
  readonly replicas: number;
  readonly start: number;
  /** Whether `replicas` and `ordinals.start` are not written, or whole numbers from 0 on: else nobody knows the Pods. */
  readonly isCountKnown: boolean;
  readonly selector: Readonly<Record<string, string>>;
  readonly claimTemplates: readonly ClaimDetails[];
  /** Images of the containers. */
  readonly images: readonly string[];
}

export interface StorageClassDetails {
  readonly provisioner: string;
  readonly isDefault: boolean;
  readonly bindingMode: string | undefined;
  readonly allowsExpansion: boolean;
  readonly reclaimPolicy: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface ClaimDetails {
  /** Name of the claim or claim template. */
  readonly name: string;
  /** undefined: not written; '': written empty. */
  readonly storageClassName: string | undefined;
  readonly accessModes: readonly string[];
  readonly volumeMode: string | undefined;
  readonly size: string | undefined;
}

export interface VolumeDetails extends ClaimDetails {
  readonly csiDriver: string | undefined;
  readonly claimRef: string | undefined;
}

export interface BudgetDetails {
  readonly selector: Readonly<Record<string, string>>;
  /** Whether that is all it selects by: no expressions. */
  readonly isExact: boolean;
  readonly minAvailable: string | number | undefined;
  readonly maxUnavailable: string | number | undefined;
}

export interface AutoscalerDetails {
  readonly targetKind: string;
  readonly targetName: string;
  readonly maxReplicas: number | undefined;
}

/** The summary of a manifest of the file `uri`. */
export function summaryOf(manifest: Manifest, uri: string): ObjectSummary {
  return {
    uri,
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
    name: manifest.name,
    namespace: manifest.namespace,
    labels: record(manifest.view.at('metadata', 'labels')),
    isTemplate: manifest.document.isTemplate,
    details: own(detailsByKind, manifest.kind)?.(manifest.view) ?? workloadDetails(manifest.view),
  };
}

/** Where the manifest's name stands (its kind where it has none), from the document's start. */
export function nameRangeOf(manifest: Manifest): Range {
  const name = manifest.view.at('metadata', 'name');
  return (name.exists ? name : manifest.view.field('kind')).range;
}

/** What each kind keeps. Kinds that are not named here keep their Pod labels, if they have a Pod template. */
const detailsByKind: Record<string, (view: FieldView) => ObjectDetails> = {
  Service: (view) => ({ service: serviceDetails(view.field('spec')) }),
  StatefulSet: (view) => ({ ...workloadDetails(view), statefulSet: statefulSetDetails(view.field('spec')) }),
  StorageClass: (view) => ({ storageClass: storageClassDetails(view) }),
  PersistentVolumeClaim: (view) => ({ claim: claimDetails(view) }),
  PersistentVolume: (view) => ({ volume: volumeDetails(view) }),
  PodDisruptionBudget: (view) => ({ budget: budgetDetails(view.field('spec')) }),
  HorizontalPodAutoscaler: (view) => ({ autoscaler: autoscalerDetails(view.field('spec'), 'maxReplicas') }),
  ScaledObject: (view) => ({ autoscaler: autoscalerDetails(view.field('spec'), 'maxReplicaCount') }),
  Kustomization: (view) => ({
    scales: view
      .field('replicas')
      .items()
      .flatMap((one) => one.field('name').string() ?? []),
  }),
  VolumeAttributesClass: (view) => driverDetails(view.field('driverName')),
  VolumeSnapshotClass: (view) => driverDetails(view.field('driver')),
  VolumeSnapshot: (view) => driverDetails(view.at('spec', 'volumeSnapshotClassName')),
  ConfigMap: (view) => ({
    keys: view
      .field('data')
      .entries()
      .map((entry) => entry.name),
  }),
  Secret: (view) => ({
    keys: [...view.field('data').entries(), ...view.field('stringData').entries()].map((entry) => entry.name),
  }),
  Pod: (view) => podDetails(view),
};

function workloadDetails(view: FieldView): ObjectDetails {
  return podDetails(view.at('spec', 'template'));
}

/** Of a Pod or a Pod template. */
function podDetails(pod: FieldView): ObjectDetails {
  const labels = pod.at('metadata', 'labels');
  if (!labels.exists) return {};
  const spec = pod.field('spec');
  const sidecars = spec
    .field('initContainers')
    .items()
    .filter((container) => container.field('restartPolicy').string() === 'Always');
  const containers = [...spec.field('containers').items(), ...sidecars];
  return { podLabels: record(labels), ...(containers.length > 0 ? { podPorts: containers.map(portsOf) } : {}) };
}

function portsOf(container: FieldView): readonly PodPort[] {
  return container
    .field('ports')
    .items()
    .map((port) => ({
      name: port.field('name').string(),
      port: port.field('containerPort').integer(),
      protocol: port.field('protocol').string() ?? 'TCP',
    }));
}

function serviceDetails(spec: FieldView): ServiceDetails {
  return {
    isHeadless: spec.field('clusterIP').string() === 'None',
    type: spec.field('type').string(),
    selector: record(spec.field('selector')),
    ports: spec
      .field('ports')
      .items()
      .map((port) => ({
        name: port.field('name').string(),
        port: port.field('port').integer(),
        targetPort: port.field('targetPort').integer() ?? port.field('targetPort').string(),
      })),
    publishesNotReady: spec.field('publishNotReadyAddresses').boolean() === true,
  };
}

function statefulSetDetails(spec: FieldView): StatefulSetDetails {
  return {
    serviceName: spec.field('serviceName').string(),
    replicas: spec.field('replicas').integer() ?? 1,
    start: spec.at('ordinals', 'start').integer() ?? 0,
    isCountKnown: isCount(spec.field('replicas')) && isCount(spec.at('ordinals', 'start')),
    selector: record(spec.at('selector', 'matchLabels')),
    claimTemplates: spec.field('volumeClaimTemplates').items().map(claimDetails),
    images: spec
      .at('template', 'spec', 'containers')
      .items()
      .map((container) => container.field('image').string() ?? ''),
  };
}

function isCount(view: FieldView): boolean {
  const count = view.integer();
  if (count !== undefined) return count >= 0;
  // An alias that stands for nothing is written all the same.
  return view.exists ? !view.hasValue && view.isScalar() : view.key === NO_NODE;
}

function storageClassDetails(view: FieldView): StorageClassDetails {
  const annotations = view.at('metadata', 'annotations');
  return {
    provisioner: view.field('provisioner').string() ?? '',
    isDefault: defaultClassAnnotations.some((name) => annotations.field(name).string() === 'true'),
    bindingMode: view.field('volumeBindingMode').string(),
    allowsExpansion: view.field('allowVolumeExpansion').boolean() === true,
    reclaimPolicy: view.field('reclaimPolicy').string(),
    parameters: record(view.field('parameters')),
  };
}

function claimDetails(view: FieldView): ClaimDetails {
  const spec = view.field('spec');
  return { ...storageDetails(view), size: spec.at('resources', 'requests', 'storage').text() };
}

function volumeDetails(view: FieldView): VolumeDetails {
  const spec = view.field('spec');
  return {
    ...storageDetails(view),
    size: spec.at('capacity', 'storage').text(),
    csiDriver: spec.at('csi', 'driver').string(),
    claimRef: spec.at('claimRef', 'name').string(),
  };
}

function storageDetails(view: FieldView): Omit<ClaimDetails, 'size'> {
  const spec = view.field('spec');
  return {
    name: view.at('metadata', 'name').string() ?? '',
    storageClassName: spec.field('storageClassName').string(),
    accessModes: spec
      .field('accessModes')
      .items()
      .map((mode) => mode.string() ?? ''),
    volumeMode: spec.field('volumeMode').string(),
  };
}

function budgetDetails(spec: FieldView): BudgetDetails {
  const amount = (name: string) => spec.field(name).integer() ?? spec.field(name).string();
  return {
    selector: record(spec.at('selector', 'matchLabels')),
    isExact: !spec.at('selector', 'matchExpressions').exists,
    minAvailable: amount('minAvailable'),
    maxUnavailable: amount('maxUnavailable'),
  };
}

function autoscalerDetails(spec: FieldView, maximum: string): AutoscalerDetails {
  const target = spec.field('scaleTargetRef');
  return {
    targetKind: target.field('kind').string() ?? '',
    targetName: target.field('name').string() ?? '',
    maxReplicas: spec.field(maximum).integer(),
  };
}

function driverDetails(driver: FieldView): ObjectDetails {
  const name = driver.string();
  return name === undefined ? {} : { driver: name };
}

function record(view: FieldView): Readonly<Record<string, string>> {
  return Object.fromEntries(view.stringMap());
}
