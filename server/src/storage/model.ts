/** How a volume may be mounted, in the order that Kubernetes' documentation lists them. */
export const accessModes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] as const;
/** One of them. */
export type AccessMode = (typeof accessModes)[number];

/** The abbreviations that `kubectl get pvc` prints. */
export const accessModeAbbreviations: Readonly<Record<AccessMode, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** Whether Pods see a directory or a raw device. A claim without the field means `Filesystem`. */
export type VolumeMode = 'Filesystem' | 'Block';

/**
 * What the volume is behind the driver. The `local…` kinds live on one node and die with it; `blockOrFile` depends on
 * the class or the array behind it.
 */
export type StorageKind =
  | 'block'
  | 'file'
  | 'object'
  | 'blockOrFile'
  | 'localBlock'
  | 'localDisk'
  | 'localDirectory'
  | 'secret'
  | 'certificate'
  | 'unknown';

/**
 * How well a fact is known. `verified`: read in the driver's or vendor's own source. `listed`: seen in several
 * published listings of real clusters. `unverified`: neither; such a fact may be shown, never warned about.
 */
export type Confidence = 'verified' | 'listed' | 'unverified';

/** Where a fact comes from. */
export interface Sourced {
  readonly confidence: Confidence;
  /** Repository, commit, path and date, or the document's name. */
  readonly source: string;
}

/** Whether a driver can do something; `unknown` where no source says. */
export type Answer = 'yes' | 'no' | 'unknown';

/** What must hold for an access mode or a size to apply, beyond the driver itself. */
export interface Condition {
  /** What follows "only", as in "with class parameter type io2". */
  readonly text: string;
  /**
   * What decides it: a class parameter (which a known class can answer), where the volume's content comes from, or how
   * the driver or its backend is installed (which no manifest shows).
   */
  readonly decidedBy: ParameterTest | 'dataSource' | 'installation';
}

/** A test of one StorageClass parameter. */
export interface ParameterTest {
  readonly parameter: string;
  /** Values that pass, lower case. The empty text stands for a parameter that is not set. */
  readonly values?: readonly string[];
  /** The smallest number that passes. */
  readonly atLeast?: number;
}

/** Whether a driver takes one access mode. */
export interface ModeSupport extends Sourced {
  readonly mode: AccessMode;
  readonly support: 'yes' | 'no' | 'conditional' | 'unknown';
  /** Only where support is conditional. */
  readonly condition?: Condition;
}

/** The access modes as a table states them, before anything is known about the class; undefined: not known. */
export type ModeTable = Readonly<Record<VolumeMode, StatedModes | undefined>>;

/** The access modes of one volume mode. */
export interface StatedModes {
  readonly modes: ReadonlyMap<AccessMode, StatedMode>;
  /** Whether modes that are not listed are refused; otherwise they are not known. */
  readonly isClosed: boolean;
}

/** One mode of a table: supported, or supported under a condition. */
export interface StatedMode {
  readonly condition?: Condition;
  readonly isUnverified: boolean;
}

/** What a driver can do beyond making volumes. */
export interface DriverFeatures {
  readonly rawBlock: Answer;
  readonly snapshot: Answer;
  readonly expansion: Answer;
  readonly cloning: Answer;
  readonly topology: Answer;
}

/** A CSI driver or another provisioner. */
export interface Driver extends Sourced {
  /** The provisioner name; a `*` stands for a part that each installation chooses. */
  readonly name: string;
  readonly title: string;
  /** False for provisioners that are not CSI drivers: they know no snapshots, no expansion, no cloning. */
  readonly isCsi: boolean;
  readonly kind: StorageKind;
  /** `static`: volumes are made by hand, a class of this driver provisions nothing. */
  readonly provisioning: 'dynamic' | 'static' | 'backend' | 'unknown';
  /** Whether it serves claims, volumes written inside a Pod, or both. */
  readonly lifecycle: 'persistent' | 'ephemeral' | 'both' | 'unknown';
  readonly features: DriverFeatures;
  readonly modes: ModeTable;
  /** Other access modes for classes whose parameters pass the test. */
  readonly variants: readonly DriverVariant[];
  /** The name under which the driver's code lived inside Kubernetes. */
  readonly inTreeName?: string;
  readonly note?: string;
}

/** Access modes that hold only for classes with certain parameters. */
export interface DriverVariant {
  readonly when: ParameterTest;
  readonly modes: ModeTable;
}

/** A StorageClass: from the catalogue, the workspace or the cluster. An absent field is not known. */
export interface StorageClassFacts extends Sourced {
  readonly name: string;
  /** Absent where the vendor does not say it. */
  readonly provisioner?: string;
  /** Whether claims without a class get this one. */
  readonly isDefault: Answer;
  readonly bindingMode?: 'Immediate' | 'WaitForFirstConsumer';
  readonly allowVolumeExpansion?: boolean;
  readonly reclaimPolicy?: 'Delete' | 'Retain';
  readonly kind: StorageKind;
  /** Parameters that are known; `hasAllParameters`: no other one decides about access modes or sizes. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly hasAllParameters: boolean;
  /** The platform's id; absent for classes of the workspace or the cluster. */
  readonly platform?: string;
  /** First and last version of the platform that ships it so, `1.30`; always where absent. */
  readonly since?: string;
  readonly until?: string;
  /** How it comes to be on a cluster. */
  readonly presence: ClassPresence;
  /** Where this class takes other access modes than its driver in general. */
  readonly modes?: ModeTable;
  /** Fields that are known less well than the class itself. */
  readonly fieldConfidence: Readonly<Partial<Record<ClassField, Confidence>>>;
  readonly note?: string;
}

/**
 * `shipped`: on every cluster of the platform. `optional`: when an add-on or a switch is on. `legacy`: on older clusters.
 * `example`: a name from the driver's documentation that people copy. `declared`: an object that was really seen.
 */
export type ClassPresence = 'shipped' | 'optional' | 'legacy' | 'example' | 'declared';

/** A field of a class that a table may know better or worse than the rest of it. */
export type ClassField = 'isDefault' | 'bindingMode' | 'allowVolumeExpansion' | 'reclaimPolicy' | 'accessModes';

/** How well one field of a class is known. */
export function confidenceOf(facts: StorageClassFacts, field: ClassField): Confidence {
  return facts.fieldConfidence[field] ?? facts.confidence;
}

/** Whether volumes of this kind live on one node and are lost with it. */
export function isLocalKind(kind: StorageKind): boolean {
  return kind === 'localBlock' || kind === 'localDisk' || kind === 'localDirectory';
}

/** The less sure of two. */
export function worseOf(a: Confidence, b: Confidence): Confidence {
  if (a === 'unverified' || b === 'unverified') return 'unverified';
  return a === 'listed' || b === 'listed' ? 'listed' : 'verified';
}
