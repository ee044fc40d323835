import { own } from '../base/own.ts';
import type { Range } from '../base/range.ts';
import { classNameOf } from '../facts/claimClass.ts';
import { lastingContainers } from '../facts/pods.ts';
import { type Unrequested, unrequestedIn } from '../facts/requests.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { PlainFields } from '../manifest/plainFields.ts';
import { isCountMisplaced } from '../manifest/podCount.ts';
import { defaultClassAnnotations } from '../storage/defaultClass.ts';
import type { DeclaredClass } from '../storage/resolveClass.ts';
import { claimsCopied, claimsShot, claimUses } from './claimUses.ts';
import { directoriesIn } from './dataSettings.ts';
import { isForeign } from './foreignKinds.ts';
import { isKustomization } from './kustomization.ts';
import { kustomizationDetails } from './kustomizationDetails.ts';
import { certifiedDetails, makerDetails } from './madeConfigs.ts';
import { once, onceForLabels, onceForModes } from './once.ts';
import { type PartReader, readAnew } from './partReader.ts';
import { cronJobDetails, otherDetails, podDetails } from './podSummaries.ts';
import { type AllowedTopology, topologiesOf } from './topologies.ts';
import type { ObjectSummary } from './workspaceView.ts';

/** What is remembered of an object beyond its name, by kind; all of it as written. */
export interface ObjectDetails {
  readonly service?: ServiceDetails;
  readonly statefulSet?: StatefulSetDetails;
  readonly storageClass?: StorageClassDetails;
  /** Of a StorageClass: the places where its volumes may lie. */
  readonly topologies?: readonly AllowedTopology[];
  readonly claim?: ClaimDetails;
  readonly volume?: VolumeDetails;
  readonly budget?: BudgetDetails;
  readonly autoscaler?: AutoscalerDetails;
  /** Pod labels of any workload with a Pod template (Deployment, DaemonSet, …; StatefulSets too). */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** What each container of these Pods declares in `ports`: containers, then sidecars; an empty list where it is silent. */
  readonly podPorts?: readonly (readonly PodPort[])[];
  /** Of a StatefulSet: containers without a request for processor time or memory. */
  readonly unrequested?: readonly Unrequested[];
  /** Driver of a VolumeAttributesClass or VolumeSnapshotClass, class of a VolumeSnapshot. */
  readonly driver?: string;
  /** Names of the workloads whose replicas a Kustomization sets. */
  readonly scales?: readonly string[];
  readonly priority?: PriorityDetails;
  /** Names of the claims that its Pods mount, or that it copies. */
  readonly claims?: readonly string[];
  /** Keys of a ConfigMap or Secret (values never, but for `directories`). */
  readonly keys?: readonly string[];
  /** Of a ConfigMap: absolute paths under keys that are named like the variables by which known images find their data. */
  readonly directories?: Readonly<Record<string, string>>;
  /** Whether a program in the cluster adds keys to the ConfigMap or Secret, as far as it says so. */
  readonly isFilledByOthers?: true;
  /** Names of the Secrets and ConfigMaps that a program makes of the object. */
  readonly makes?: readonly string[];
  /** Of a Kustomization: the ConfigMaps and Secrets that it makes or adds to. */
  readonly configs?: { readonly names: readonly string[]; readonly hasPatches: boolean };
  /** Of a Kustomization: the labels that it writes into all selectors, too, and whether it patches anything. */
  readonly changes?: { readonly labels: readonly string[]; readonly hasPatches: boolean };
  /** Of a Kustomization: the names that it replaces as variables, `$(NAME)`. */
  readonly vars?: readonly string[];
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

/** What others ask of a Service: whom it selects, and what it listens on. */
export interface ServiceDetails {
  readonly isHeadless: boolean;
  readonly type: string | undefined;
  readonly selector: Readonly<Record<string, string>>;
  /** Whether it holds what is no text, which is refused: what was meant to be selected is not known. */
  readonly isSelectorBroken?: true;
  readonly ports: readonly {
    readonly name: string | undefined;
    readonly port: number | undefined;
    readonly targetPort: string | number | undefined;
    readonly nodePort: number | undefined;
  }[];
  readonly publishesNotReady: boolean;
}

/** What others ask of a set: which Pods and claims it has. */
export interface StatefulSetDetails {
  readonly serviceName: string | undefined;
  /** How many Pods; 1 where it is not written, as for the server. */
  readonly replicas: number;
  /** The first Pod's ordinal, `ordinals.start`; 0 where it is not written. */
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

/** A StorageClass as the look-ups of `storage/` take it; its name is the object's. */
export type StorageClassDetails = Omit<DeclaredClass, 'name'>;

/** What others ask of a claim or of a set's claim template. */
export interface ClaimDetails {
  /** Name of the claim or claim template. */
  readonly name: string;
  /** By the annotation where there is one; undefined: not written; '': written empty. */
  readonly storageClassName: string | undefined;
  readonly accessModes: readonly string[];
  readonly volumeMode: string | undefined;
  /** The storage that is asked for, a quantity as it is written; of a volume its capacity. */
  readonly size: string | undefined;
}

/** What others ask of a PersistentVolume: which claims it fits, and for which one it is kept. */
export interface VolumeDetails extends ClaimDetails {
  readonly csiDriver: string | undefined;
  readonly claimRef: string | undefined;
}

/** What others ask of a PodDisruptionBudget; numbers and percentages as they are written. */
export interface BudgetDetails {
  readonly selector: Readonly<Record<string, string>>;
  /** Whether that is all it selects by: no expressions. */
  readonly isExact: boolean;
  readonly minAvailable: string | number | undefined;
  readonly maxUnavailable: string | number | undefined;
}

/** What others ask of a HorizontalPodAutoscaler: what it scales, and how far. */
export interface AutoscalerDetails {
  readonly targetKind: string;
  readonly targetName: string;
  readonly maxReplicas: number | undefined;
}

/** Where an object is written. */
export interface ObjectPlace {
  readonly uri: string;
  readonly isTemplate: boolean;
}

/** The summary of an object. */
export function summaryOf(object: PlainFields, place: ObjectPlace, reader = readAnew): ObjectSummary {
  const apiVersion = once(object.field('apiVersion').string() ?? '');
  const written = object.field('kind').string() ?? (isKustomization(place.uri) ? 'Kustomization' : '');
  const kind = once(isForeign(apiVersion, written) ? `${written} of ${apiVersion}` : written);
  const readDetails = own(detailsByKind, kind) ?? makerDetails(kind) ?? otherDetails(apiVersion);
  const { metadata, details } = reader.parts(() => ({
    metadata: object.field('metadata'),
    details: readDetails(object, reader),
  }));
  return {
    uri: place.uri,
    apiVersion,
    kind,
    name: metadata.field('name').string() ?? '',
    namespace: once(metadata.field('namespace').string()),
    labels: reader.part('labels', () => onceForLabels(metadata.field('labels'), details.podLabels)),
    isTemplate: place.isTemplate,
    details,
  };
}

/** Where the manifest's name stands (its kind where it has none), from the document's start. */
export function nameRangeOf({ view }: Manifest): Range {
  return nameRangeOfFields(PlainFields.of(view));
}

/** The same of an object of which no manifest was made. */
export function nameRangeOfFields(object: PlainFields): Range {
  const name = object.at('metadata', 'name');
  return (name.exists ? name : object.field('kind')).range() ?? { start: 0, end: 0 };
}

/** What each kind keeps. Kinds that are not named here keep their Pod labels, if they have a Pod template. */
const detailsByKind: Record<string, (object: PlainFields, reader: PartReader) => ObjectDetails> = {
  StatefulSet: setDetails,
  Service: (object) => ({ service: serviceDetails(object.field('spec')) }),
  StorageClass: (object) => {
    const topologies = topologiesOf(object);
    return { storageClass: storageClassDetails(object), ...(topologies && { topologies }) };
  },
  PersistentVolumeClaim: (object) => ({ claim: claimDetails(object), ...claimUses(claimsCopied(object)) }),
  PersistentVolume: (object) => ({ volume: volumeDetails(object) }),
  PodDisruptionBudget: (object) => ({ budget: budgetDetails(object.field('spec')) }),
  HorizontalPodAutoscaler: (object) => ({ autoscaler: autoscalerDetails(object.field('spec'), 'maxReplicas') }),
  ScaledObject: (object) => ({ autoscaler: autoscalerDetails(object.field('spec'), 'maxReplicaCount') }),
  Kustomization: kustomizationDetails,
  VolumeAttributesClass: (object) => driverDetails(object.field('driverName')),
  VolumeSnapshotClass: (object) => driverDetails(object.field('driver')),
  VolumeSnapshot: (object) => ({
    ...driverDetails(object.at('spec', 'volumeSnapshotClassName')),
    ...claimUses(claimsShot(object)),
  }),
  PriorityClass: (object) => ({
    priority: {
      value: object.field('value').integer(),
      isDefault: object.field('globalDefault').boolean() === true,
      preemption: object.field('preemptionPolicy').string(),
    },
  }),
  ConfigMap: (object) => {
    const data = object.field('data');
    const names = data.names();
    const keys = [...names, ...object.field('binaryData').names()];
    return { keys, ...directoriesIn(data, names), ...filledByOthers(object) };
  },
  Secret: (object) => ({
    keys: [...object.field('data').names(), ...object.field('stringData').names()],
    ...filledByOthers(object),
  }),
  Pod: podDetails,
  CronJob: cronJobDetails,
  Ingress: certifiedDetails,
  Gateway: certifiedDetails,
};

/** Programs that put something into a ConfigMap or Secret find it by an annotation or label; some types are filled, too. */
function filledByOthers(object: PlainFields): { isFilledByOthers?: true } {
  const metadata = object.field('metadata');
  const marks = [...metadata.field('annotations').names(), ...metadata.field('labels').names()];
  const isTyped = object.field('type').string() === 'kubernetes.io/service-account-token';
  return isTyped || marks.some((mark) => fillers.test(mark)) ? { isFilledByOthers: true } : {};
}

const fillers = /inject|replicat|reflect|sync|generat|copy|merge|trust/i;

function serviceDetails(spec: PlainFields): ServiceDetails {
  const selector = spec.field('selector');
  const labels = selector.strings();
  const isBroken = selector.hasName((name) => !Object.hasOwn(labels, name));
  const details = {
    isHeadless: spec.field('clusterIP').string() === 'None',
    type: spec.field('type').string(),
    selector: labels,
    ports: spec
      .field('ports')
      .items()
      .map((port) => ({
        name: port.field('name').string(),
        port: port.field('port').integer(),
        targetPort: port.field('targetPort').integer() ?? port.field('targetPort').string(),
        nodePort: port.field('nodePort').integer(),
      })),
    publishesNotReady: spec.field('publishNotReadyAddresses').boolean() === true,
  };
  return isBroken ? { ...details, isSelectorBroken: true } : details;
}

function setDetails(object: PlainFields, reader: PartReader): ObjectDetails {
  const spec = object.field('spec');
  const template = spec.field('template');
  const podSpec = template.field('spec');
  const containers = podSpec.field('containers').items();
  const templates = spec.field('volumeClaimTemplates').items();
  const lasting = lastingContainers(podSpec, containers);
  const pods = podDetails(template, reader, lasting);
  const { replicas, start, isCountKnown } = reader.part('count', () => countOf(object, spec));
  const statefulSet = {
    serviceName: reader.part('serviceName', () => spec.field('serviceName').string()),
    replicas,
    start,
    isCountKnown,
    selector: reader.part('selector', () => onceForLabels(spec.at('selector', 'matchLabels'), pods.podLabels)),
    claimTemplates: reader.part('claimTemplates', () => templates.map(claimDetails)),
    images: reader.part('images', () => containers.map((container) => container.field('image').string() ?? '')),
  };
  const unrequested = reader.part('unrequested', () => unrequestedIn(podSpec, lasting));
  const copied = reader.part('copied', () => templates.flatMap(claimsCopied));
  const { podLabels, podPorts, claims } = pods;
  // Written out, because what is added to a copy takes up more room.
  if (podLabels && podPorts && !claims && copied.length === 0) return { podLabels, podPorts, statefulSet, unrequested };
  return { ...pods, statefulSet, unrequested, ...claimUses(claims, copied) };
}

function countOf(
  object: PlainFields,
  spec: PlainFields,
): Pick<StatefulSetDetails, 'replicas' | 'start' | 'isCountKnown'> {
  const replicas = spec.field('replicas');
  const ordinals = spec.field('ordinals');
  const start = ordinals.field('start');
  const count = replicas.integer();
  const first = start.integer();
  return {
    replicas: count ?? 1,
    start: first ?? 0,
    isCountKnown:
      isCount(count, replicas) && isCount(first, start) && !isCountMisplaced(object, { spec, replicas, ordinals }),
  };
}

/** Whether a whole number from 0 on, or nothing, is written in a field. */
function isCount(count: number | undefined, field: PlainFields): boolean {
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
  return storageDetails(object, spec, spec.at('resources', 'requests'));
}

function volumeDetails(object: PlainFields): VolumeDetails {
  const spec = object.field('spec');
  return {
    ...storageDetails(object, spec, spec.field('capacity')),
    csiDriver: spec.at('csi', 'driver').string(),
    claimRef: spec.at('claimRef', 'name').string(),
  };
}

/** `amounts`: where the size is written. */
function storageDetails(object: PlainFields, spec: PlainFields, amounts: PlainFields): ClaimDetails {
  const metadata = object.field('metadata');
  return {
    name: metadata.field('name').string() ?? '',
    storageClassName: classNameOf(metadata, spec).string(),
    accessModes: onceForModes(
      spec
        .field('accessModes')
        .items()
        .map((mode) => mode.string() ?? ''),
    ),
    volumeMode: spec.field('volumeMode').string(),
    size: amounts.field('storage').text(),
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
