import { own } from '../base/own.ts';
import { ownString } from '../base/ownString.ts';
import type { Range } from '../base/range.ts';
import { classNameIn } from '../facts/claimClass.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { PlainFields } from '../manifest/plainFields.ts';
import { isCountMisplaced } from '../manifest/podCount.ts';
import { defaultClassAnnotations } from '../storage/defaultClass.ts';
import { isSame } from './sameness.ts';
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
  readonly priority?: PriorityDetails;
  /** Keys of a ConfigMap or Secret (values never). */
  readonly keys?: readonly string[];
  /** Whether a program in the cluster adds keys to the ConfigMap or Secret, as far as it says so. */
  readonly isFilledByOthers?: true;
  /** Of a Kustomization: the ConfigMaps and Secrets that it makes or adds to. */
  readonly configs?: { readonly names: readonly string[]; readonly hasPatches: boolean };
}

/** What a PriorityClass gives to Pods. */
export interface PriorityDetails {
  readonly value: number | undefined;
  readonly isDefault: boolean;
  readonly preemption: string | undefined;
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
  /**
   * Whether `replicas` and `ordinals.start` are not written, or whole numbers from 0 on: else nobody knows the Pods. Where
   * they are written under a wrong name or in a wrong place the count is not known, either.
   */
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
  /** By the annotation where there is one; undefined: not written; '': written empty. */
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
  const object = PlainFields.of(manifest.view);
  const { kind, namespace } = manifest;
  const details = own(detailsByKind, kind)?.(object) ?? podDetails(object.at('spec', 'template'));
  return {
    uri,
    apiVersion: ownString(manifest.apiVersion),
    kind: ownString(kind),
    name: ownString(manifest.name),
    namespace: namespace === undefined ? undefined : ownString(namespace),
    labels: onceFor(object.at('metadata', 'labels').strings(), details.podLabels),
    isTemplate: manifest.isTemplate,
    details,
  };
}

/** Where the manifest's name stands (its kind where it has none), from the document's start. */
export function nameRangeOf({ view }: Manifest): Range {
  const name = view.at('metadata', 'name');
  return (name.exists ? name : view.field('kind')).range;
}

/** What each kind keeps. Kinds that are not named here keep their Pod labels, if they have a Pod template. */
const detailsByKind: Record<string, (object: PlainFields) => ObjectDetails> = {
  Service: (object) => ({ service: serviceDetails(object.field('spec')) }),
  StatefulSet: (object) => {
    const spec = object.field('spec');
    const pods = podDetails(spec.field('template'));
    return { ...pods, statefulSet: statefulSetDetails(object, pods.podLabels) };
  },
  StorageClass: (object) => ({ storageClass: storageClassDetails(object) }),
  PersistentVolumeClaim: (object) => ({ claim: claimDetails(object) }),
  PersistentVolume: (object) => ({ volume: volumeDetails(object) }),
  PodDisruptionBudget: (object) => ({ budget: budgetDetails(object.field('spec')) }),
  HorizontalPodAutoscaler: (object) => ({ autoscaler: autoscalerDetails(object.field('spec'), 'maxReplicas') }),
  ScaledObject: (object) => ({ autoscaler: autoscalerDetails(object.field('spec'), 'maxReplicaCount') }),
  Kustomization: (object) => ({
    scales: object
      .field('replicas')
      .items()
      .flatMap((one) => one.field('name').string() ?? []),
    configs: configsOf(object),
  }),
  VolumeAttributesClass: (object) => driverDetails(object.field('driverName')),
  VolumeSnapshotClass: (object) => driverDetails(object.field('driver')),
  VolumeSnapshot: (object) => driverDetails(object.at('spec', 'volumeSnapshotClassName')),
  PriorityClass: (object) => ({
    priority: {
      value: object.field('value').integer(),
      isDefault: object.field('globalDefault').boolean() === true,
      preemption: object.field('preemptionPolicy').string(),
    },
  }),
  ConfigMap: (object) => ({
    keys: [...object.field('data').names(), ...object.field('binaryData').names()],
    ...filledByOthers(object),
  }),
  Secret: (object) => ({
    keys: [...object.field('data').names(), ...object.field('stringData').names()],
    ...filledByOthers(object),
  }),
  Pod: (object) => podDetails(object),
};

/** What a Kustomization says of ConfigMaps and Secrets. Patches in files of their own are read as objects. */
function configsOf(object: PlainFields): NonNullable<ObjectDetails['configs']> {
  const generators = ['configMapGenerator', 'secretGenerator'].flatMap((name) => object.field(name).items());
  const patches = ['patches', 'patchesJson6902', 'patchesStrategicMerge'].flatMap((name) => object.field(name).items());
  return {
    names: generators.flatMap((one) => one.field('name').string() ?? []),
    hasPatches: patches.some((patch) => {
      const target = patch.field('target');
      const text = patch.field('patch').string() ?? patch.string() ?? '';
      const kind = target.field('kind').string();
      return target.exists ? kind === undefined || configKinds.test(kind) : configKinds.test(text);
    }),
  };
}

/** Also in the expressions that a target may be written as. */
const configKinds = /ConfigMap|Secret|[*|]/;

/** Programs that put something into a ConfigMap or Secret find it by an annotation or label; some types are filled, too. */
function filledByOthers(object: PlainFields): { isFilledByOthers?: true } {
  const metadata = object.field('metadata');
  const marks = [...metadata.field('annotations').names(), ...metadata.field('labels').names()];
  const isTyped = object.field('type').string() === 'kubernetes.io/service-account-token';
  return isTyped || marks.some((mark) => fillers.test(mark)) ? { isFilledByOthers: true } : {};
}

const fillers = /inject|replicat|reflect|sync|generat|copy|merge|trust/i;

/** Of a Pod or a Pod template. */
function podDetails(pod: PlainFields): ObjectDetails {
  const labels = pod.at('metadata', 'labels');
  if (!labels.exists) return {};
  const spec = pod.field('spec');
  const sidecars = spec
    .field('initContainers')
    .items()
    .filter((container) => container.field('restartPolicy').string() === 'Always');
  const containers = [...spec.field('containers').items(), ...sidecars];
  return { podLabels: labels.strings(), ...(containers.length > 0 ? { podPorts: containers.map(portsOf) } : {}) };
}

function portsOf(container: PlainFields): readonly PodPort[] {
  return container
    .field('ports')
    .items()
    .map((port) => ({
      name: port.field('name').string(),
      port: port.field('containerPort').integer(),
      protocol: port.field('protocol').string() ?? 'TCP',
    }));
}

function serviceDetails(spec: PlainFields): ServiceDetails {
  return {
    isHeadless: spec.field('clusterIP').string() === 'None',
    type: spec.field('type').string(),
    selector: spec.field('selector').strings(),
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

function statefulSetDetails(object: PlainFields, podLabels: ObjectDetails['podLabels']): StatefulSetDetails {
  const spec = object.field('spec');
  const replicas = spec.field('replicas');
  const start = spec.at('ordinals', 'start');
  return {
    serviceName: spec.field('serviceName').string(),
    replicas: replicas.integer() ?? 1,
    start: start.integer() ?? 0,
    isCountKnown: isCount(replicas) && isCount(start) && !isCountMisplaced(object),
    selector: onceFor(spec.at('selector', 'matchLabels').strings(), podLabels),
    claimTemplates: spec.field('volumeClaimTemplates').items().map(claimDetails),
    images: spec
      .field('template')
      .at('spec', 'containers')
      .items()
      .map((container) => container.field('image').string() ?? ''),
  };
}

function isCount(field: PlainFields): boolean {
  const count = field.integer();
  if (count !== undefined) return count >= 0;
  // An alias that stands for nothing is written all the same.
  return field.exists ? field.isNull : !field.isWritten;
}

function storageClassDetails(object: PlainFields): StorageClassDetails {
  const annotations = object.at('metadata', 'annotations');
  return {
    provisioner: object.field('provisioner').string() ?? '',
    isDefault: defaultClassAnnotations.some((name) => annotations.field(name).string() === 'true'),
    bindingMode: object.field('volumeBindingMode').string(),
    allowsExpansion: object.field('allowVolumeExpansion').boolean() === true,
    reclaimPolicy: object.field('reclaimPolicy').string(),
    parameters: object.field('parameters').strings(),
  };
}

function claimDetails(object: PlainFields): ClaimDetails {
  const spec = object.field('spec');
  const size = spec.at('resources', 'requests').field('storage').text();
  return { ...storageDetails(object, spec), size };
}

function volumeDetails(object: PlainFields): VolumeDetails {
  const spec = object.field('spec');
  return {
    ...storageDetails(object, spec),
    size: spec.at('capacity', 'storage').text(),
    csiDriver: spec.at('csi', 'driver').string(),
    claimRef: spec.at('claimRef', 'name').string(),
  };
}

function storageDetails(object: PlainFields, spec: PlainFields): Omit<ClaimDetails, 'size'> {
  return {
    name: object.at('metadata', 'name').string() ?? '',
    storageClassName: classNameIn(object).string(),
    accessModes: spec
      .field('accessModes')
      .items()
      .map((mode) => mode.string() ?? ''),
    volumeMode: spec.field('volumeMode').string(),
  };
}

function budgetDetails(spec: PlainFields): BudgetDetails {
  const amount = (name: string) => spec.field(name).integer() ?? spec.field(name).string();
  return {
    selector: spec.at('selector', 'matchLabels').strings(),
    isExact: !spec.at('selector', 'matchExpressions').exists,
    minAvailable: amount('minAvailable'),
    maxUnavailable: amount('maxUnavailable'),
  };
}

function autoscalerDetails(spec: PlainFields, maximum: string): AutoscalerDetails {
  const target = spec.field('scaleTargetRef');
  return {
    targetKind: target.field('kind').string() ?? '',
    targetName: target.field('name').string() ?? '',
    maxReplicas: spec.field(maximum).integer(),
  };
}

function driverDetails(driver: PlainFields): ObjectDetails {
  const name = driver.string();
  return name === undefined ? {} : { driver: name };
}

type Strings = Readonly<Record<string, string>>;

/** The same object for the same labels: a workload writes them three times. */
function onceFor(labels: Strings, known: Strings | undefined): Strings {
  return known !== undefined && isSame(labels, known) ? known : labels;
}
