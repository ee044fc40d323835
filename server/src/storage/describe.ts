import { accessModesOf, accessModesOfClass } from './accessModes.ts';
import type { ClassParameter, ParameterValues } from './classParameters.ts';
import { driverByName } from './drivers.ts';
import type { ImageFacts } from './imageFacts.ts';
import { inTreeByName } from './inTree.ts';
import {
  type AccessMode,
  type Answer,
  confidenceOf,
  type Driver,
  isLocalKind,
  type ModeSupport,
  type StorageClassFacts,
  type StorageKind,
} from './model.ts';
import { parseQuantity, toBinaryText, toDecimalText, wholeValue } from './quantity.ts';
import type { VolumeLimits } from './volumeLimits.ts';

/**
 * A class in one line, its facts joined by semicolons: `block storage by Amazon EBS (gp3); one node at a time; can grow;
 * deleted with its claim; made where the Pod is scheduled`. Facts that are not known are left out.
 */
export function describeClass(facts: StorageClassFacts): string {
  return [
    whatItMakes(facts),
    whoMayMount(accessModesOfClass(facts, 'Filesystem'), facts.kind),
    sure(facts, 'allowVolumeExpansion', growth(facts.allowVolumeExpansion)),
    sure(facts, 'reclaimPolicy', facts.reclaimPolicy && reclaimWords[facts.reclaimPolicy]),
    sure(facts, 'bindingMode', facts.bindingMode && bindingWords[facts.bindingMode]),
  ]
    .filter((part) => part !== undefined)
    .join('; ');
}

/** What an access mode promises, and what it means where each replica has a claim of its own. */
export function describeAccessMode(mode: AccessMode): string {
  return accessModeSentences[mode];
}

/** A class parameter in words, of which hovers and completion write what they have room for. */
export interface ParameterWords {
  /** What its value is: one of some choices, such as some, or what it looks like; absent where that is not known. */
  readonly values?: string;
  /** Its default, its age, and how sure that is; each without a final stop. */
  readonly facts: readonly string[];
}

/** What is known of a class parameter beside its note; `code` marks what is to be written as it stands. */
export function describeParameter(parameter: ClassParameter, code: (text: string) => string): ParameterWords {
  const { values, defaultValue, since, isObsolete, confidence } = parameter;
  const facts = [
    defaultValue === undefined ? '' : `Default: ${defaultValue.includes(' ') ? defaultValue : code(defaultValue)}`,
    since === undefined ? '' : `Since ${since}`,
    isObsolete ? 'Old spelling, or without effect' : '',
    confidence === 'unverified' ? "Not checked against the driver's source" : '',
  ].filter((fact) => fact !== '');
  const words = valuesInWords(values, code);
  return words === undefined ? { facts } : { values: words, facts };
}

function valuesInWords({ choices, isClosed, hint }: ParameterValues, code: (text: string) => string) {
  if (choices.length > 0) return `${isClosed ? 'One of' : 'Such as'} ${choices.map(code).join(', ')}`;
  return hint === undefined ? undefined : `Looks like ${hint}`;
}

/** What a kind of storage is, and what it means for a database. */
export function describeKind(kind: StorageKind): string {
  return kindSentences[kind];
}

/** A driver in one line: what it makes, who may mount it, what else it can do. */
export function describeDriver(driver: Driver): string {
  const { features } = driver;
  const named: readonly (readonly [string, Answer])[] = [
    ['can grow', features.expansion],
    ['snapshots', features.snapshot],
    ['clones', features.cloning],
    ['raw devices', features.rawBlock],
  ];
  const able = named.filter(([, answer]) => answer === 'yes').map(([words]) => words);
  const unable = features.expansion === 'no' ? 'cannot grow' : undefined;
  return [
    `${driver.title}: ${kindWords[driver.kind]}`,
    driver.provisioning === 'static' ? 'volumes are made by hand' : undefined,
    whoMayMount(accessModesOf(driver, 'Filesystem'), driver.kind),
    able.length > 0 ? able.join(', ') : undefined,
    unable,
    driver.confidence === 'unverified' ? 'not checked' : undefined,
  ]
    .filter((part) => part !== undefined)
    .join('; ');
}

/** The access modes in words: `ReadWriteOnce, ReadWriteOncePod; ReadWriteMany only with class parameter type: io2`. */
export function describeAccessModes(modes: readonly ModeSupport[]): string {
  const plain = modes.filter(({ support }) => support === 'yes').map(({ mode }) => mode);
  const others = modes.flatMap(({ mode, condition }) => (condition ? [`${mode} only ${condition.text}`] : []));
  return [...(plain.length > 0 ? [plain.join(', ')] : []), ...others].join('; ');
}

/** A size both ways of counting, `10Gi = 10.74 GB`; undefined for what is no quantity or less than a kilobyte. */
export function describeSize(text: string): string | undefined {
  const quantity = parseQuantity(text);
  if (!quantity) return undefined;
  const bytes = wholeValue(quantity);
  return bytes < 1000n ? undefined : `${toBinaryText(bytes)} = ${toDecimalText(bytes)}`;
}

/** The sizes that volumes can have, undefined where nothing is known: `from 125Gi to 16Ti, in steps of 1Gi`. */
export function describeLimits(limits: VolumeLimits): string | undefined {
  if (!limits.isSizeUsed) return 'the size is only a number here: nothing enforces it';
  const { minimum, maximum, steps } = limits;
  const range = [
    ...(minimum ? [`from ${minimum.text}`] : []),
    ...(maximum ? [minimum ? `to ${maximum.text}` : `up to ${maximum.text}`] : []),
  ].join(' ');
  const smaller = {
    raised: 'smaller requests are raised',
    refused: 'smaller requests are refused',
    unknown: undefined,
  };
  const parts = [
    range === '' ? undefined : range,
    steps.length > 0 ? `in steps of ${steps.map((step) => step.text).join(', then ')}` : undefined,
    minimum ? smaller[limits.whenSmaller] : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Where an image keeps its data, in one sentence. */
export function describeImage(facts: ImageFacts): string {
  const { product, dataDirs, movedBy } = facts;
  if (facts.keeps === 'nothing') return `${product} keeps no data on disk`;
  const settings = movedBy.map(({ name }) => name).join(', ');
  if (facts.keeps === 'configured') {
    return `${product} keeps its data where ${settings === '' ? 'its configuration' : settings} says`;
  }
  const dirs = dataDirs.join(' and ');
  return `${product} keeps its data in ${dirs}${settings === '' ? '' : `, unless ${settings} says otherwise`}`;
}

function whatItMakes(facts: StorageClassFacts): string {
  const { provisioner, kind, parameters } = facts;
  const driver = provisioner === undefined ? undefined : driverByName(provisioner);
  const type = plain(parameters.type ?? parameters.skuName ?? parameters.profile ?? parameters.tier);
  const by = driver?.title ?? plain(provisioner);
  const words = [kindWords[kind], ...(by === undefined ? [] : [`by ${by}`]), ...(type ? [`(${type})`] : [])].join(' ');
  const inTree = provisioner === undefined ? undefined : inTreeByName(provisioner);
  return inTree && !inTree.successor ? `${words}; provisions nothing any more` : words;
}

/** A word of a class as it was written; undefined for what no provisioner and no parameter is called. */
function plain(word: string | undefined): string | undefined {
  return word !== undefined && /^[\w./-]{1,100}$/.test(word) ? word : undefined;
}

const kindWords: Readonly<Record<StorageKind, string>> = {
  block: 'block storage',
  file: 'shared file storage',
  object: 'a bucket as files',
  blockOrFile: 'block or file storage',
  localBlock: 'a volume on the disks of one node',
  localDisk: 'a disk of one node',
  localDirectory: 'a directory on one node',
  secret: 'secrets as files',
  certificate: 'certificates as files',
  unknown: 'storage',
};

const reclaimWords = { Delete: 'deleted with its claim', Retain: 'kept when its claim is deleted' } as const;

const bindingWords = {
  Immediate: 'made as soon as it is claimed',
  WaitForFirstConsumer: 'made where the Pod is scheduled',
} as const;

function growth(canGrow: boolean | undefined): string | undefined {
  return canGrow === undefined ? undefined : canGrow ? 'can grow' : 'cannot grow';
}

/** Marks a fact that was never checked as such. */
function sure(
  facts: StorageClassFacts,
  field: 'allowVolumeExpansion' | 'reclaimPolicy' | 'bindingMode',
  words: string | undefined,
): string | undefined {
  return words !== undefined && confidenceOf(facts, field) === 'unverified' ? `${words} (not checked)` : words;
}

/** Undefined where the driver says nothing about sharing. */
function whoMayMount(modes: readonly ModeSupport[] | undefined, kind: StorageKind): string | undefined {
  const shared = modes?.find(({ mode }) => mode === 'ReadWriteMany');
  if (!modes || !shared || shared.support === 'unknown') return undefined;
  if (shared.support === 'conditional') return `many nodes at a time only ${shared.condition?.text ?? ''}`;
  // A directory of one node is never the same one on many; the driver only does not look at the mode.
  if (shared.support === 'yes') return isLocalKind(kind) ? 'any access mode is accepted' : 'many nodes at a time';
  return 'one node at a time';
}

const accessModeSentences: Readonly<Record<AccessMode, string>> = {
  ReadWriteOnce:
    'One node mounts the volume, for reading and writing; several Pods on that node may share it. The right mode for a StatefulSet, where every replica has a claim of its own.',
  ReadOnlyMany:
    'Many nodes mount the volume, for reading alone. Useful for data that was filled in beforehand; a replica that writes cannot work with it.',
  ReadWriteMany:
    'Many nodes mount the volume, for reading and writing, which only shared file systems and a few raw devices allow. Replicas of a StatefulSet do not need it, as each has a claim of its own.',
  ReadWriteOncePod:
    'One Pod in the whole cluster mounts the volume, for reading and writing. The strictest mode: a second Pod has to wait even on the same node. It cannot stand beside another mode.',
};

const kindSentences: Readonly<Record<StorageKind, string>> = {
  block:
    'A disk over the network, attached to one node at a time and mostly bound to a zone. What databases are made for: true writes, true locks, steady speed.',
  file: 'A directory on a file server that many nodes mount at once. Locks and flushes go over the network, so most databases advise against it.',
  object:
    'A bucket shown as files. It cannot change a file in place or lock one, so no database works on it; good for files that are written once.',
  blockOrFile:
    'A disk for one node or a shared directory, as the class or the system behind it decides. Databases want the disk.',
  localBlock:
    'A volume cut from the disks of one node. Fast, but the Pod can run on that node alone, and the data is lost with it; databases have to keep copies themselves.',
  localDisk:
    'A whole disk of one node. Fast, but the Pod can run on that node alone, and the data is lost with it; databases have to keep copies themselves.',
  localDirectory:
    "A directory on one node's own disk. Good for trying things out: the Pod can run on that node alone, the size is mostly not enforced, and the data is lost with the node.",
  secret: 'Secrets from a store outside, shown as files in one Pod. It holds no data of its own.',
  certificate: 'Certificates made for one Pod, shown as files. It holds no data of its own.',
  unknown: 'What is behind this storage is not known.',
};
