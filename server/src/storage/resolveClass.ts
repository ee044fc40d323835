import { nearest } from '../base/nearest.ts';
import { parameterOf } from './accessModes.ts';
import { catalogueClasses, classesByName, classesOfAddOns, classesOfPlatform } from './classes.ts';
import { driverByName } from './drivers.ts';
import type { Confidence, StorageClassFacts, StorageKind } from './model.ts';
import { platformById } from './platforms.ts';

/** A StorageClass that was really seen: in a file of the workspace or in the cluster. */
export interface DeclaredClass {
  readonly name: string;
  readonly provisioner: string;
  readonly isDefault: boolean;
  /** As written; undefined where it is not, which means `Immediate`. */
  readonly bindingMode: string | undefined;
  readonly allowsExpansion: boolean;
  /** As written; undefined where it is not, which means `Delete`. */
  readonly reclaimPolicy: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What can be known about the classes around a claim. */
export interface ClassSurroundings {
  readonly workspaceClasses: readonly DeclaredClass[];
  /** All classes of the cluster; undefined where it was not asked. */
  readonly clusterClasses?: readonly DeclaredClass[];
  /** Names of classes that the user says exist, without more being known. */
  readonly namedClasses?: readonly string[];
  readonly platformId?: string | undefined;
  /** Kubernetes minor, `1.34`; all versions of a platform's classes count where absent. */
  readonly minor?: string;
}

/** Where a class was found; `addOn`: comes with what can be installed on the platform; `catalogue`: the tables of all. */
export type ClassOrigin = 'workspace' | 'cluster' | 'platform' | 'addOn' | 'catalogue';

/** What a `storageClassName` comes to. */
export type ClassResolution =
  /**
   * A known class. `catalogue`: no platform is chosen, but every platform with this name says the same; the name may
   * still be somebody's own, so nothing more than information should rest on it.
   */
  | { readonly kind: 'found'; readonly facts: StorageClassFacts; readonly origin: ClassOrigin }
  /** No platform is chosen, and platforms with this name differ. */
  | { readonly kind: 'several'; readonly candidates: readonly StorageClassFacts[] }
  /** It exists, says the user; nothing else is known. */
  | { readonly kind: 'named' }
  /** The empty name: the claim takes only volumes without a class, nothing is made for it. */
  | { readonly kind: 'disabled' }
  /** No class is written, and the cluster or platform has no default one. */
  | { readonly kind: 'noDefault'; readonly confidence: Confidence; readonly source: string }
  /** No such class is known, or no default one. `elsewhere`: platforms that do have it. */
  | {
      readonly kind: 'unknown';
      readonly nearest?: string;
      readonly elsewhere: readonly StorageClassFacts[];
    };

/**
 * The class that a claim gets: `name` is undefined where the claim does not write one and takes the default. Classes of
 * the workspace come before those of the cluster, these before the catalogue; where the cluster was asked, a class that
 * neither it nor the workspace has is unknown, whatever the catalogue says.
 */
export function resolveClass(name: string | undefined, around: ClassSurroundings): ClassResolution {
  if (name === '') return { kind: 'disabled' };
  return name === undefined ? resolveDefault(around) : resolveNamed(name, around);
}

/** The classes that a claim can name here, each name once, the surest first; for completion. */
export function availableClasses(
  around: ClassSurroundings,
): readonly { facts: StorageClassFacts; origin: ClassOrigin }[] {
  const seen = new Set<string>();
  const result: { facts: StorageClassFacts; origin: ClassOrigin }[] = [];
  for (const [origin, classes] of sourcesOf(around)) {
    for (const facts of classes) {
      if (seen.has(facts.name)) continue;
      seen.add(facts.name);
      result.push({ facts, origin });
    }
  }
  return result;
}

/** The facts that a class's own object states; what it leaves out is what Kubernetes makes of it. */
function factsOfDeclared(declared: DeclaredClass, origin: 'workspace' | 'cluster'): StorageClassFacts {
  const { name, provisioner, isDefault, bindingMode, allowsExpansion, reclaimPolicy, parameters } = declared;
  return {
    name,
    provisioner,
    isDefault: isDefault ? 'yes' : 'no',
    bindingMode: bindingMode === 'WaitForFirstConsumer' ? bindingMode : 'Immediate',
    allowVolumeExpansion: allowsExpansion,
    reclaimPolicy: reclaimPolicy === 'Retain' ? reclaimPolicy : 'Delete',
    kind: kindOf(provisioner, parameters),
    parameters,
    hasAllParameters: true,
    presence: 'declared',
    fieldConfidence: misspeltFields(declared),
    confidence: 'verified',
    source: origin === 'workspace' ? 'the StorageClass in the workspace' : 'the StorageClass in the cluster',
  };
}

/** What is written as nobody can read it: Kubernetes refuses such a class, and what was meant is not known. */
function misspeltFields({ bindingMode, reclaimPolicy }: DeclaredClass): StorageClassFacts['fieldConfidence'] {
  const isRead = (word: string | undefined, words: readonly string[]) => word === undefined || words.includes(word);
  return {
    ...(isRead(bindingMode, ['Immediate', 'WaitForFirstConsumer']) ? {} : { bindingMode: 'unverified' }),
    ...(isRead(reclaimPolicy, ['Delete', 'Retain']) ? {} : { reclaimPolicy: 'unverified' }),
  };
}

/** What a class of that provisioner makes, `unknown` where the provisioner is. */
export function kindOf(provisioner: string, parameters: Readonly<Record<string, string>>): StorageKind {
  const driver = driverByName(provisioner);
  if (driver?.kind !== 'blockOrFile') return driver?.kind ?? 'unknown';
  const fileSystem = parameterOf(parameters, 'csi.storage.k8s.io/fstype') ?? '';
  const isFile = fileSystem.startsWith('nfs') || parameterOf(parameters, 'storage_type') === 'vfs';
  return isFile ? 'file' : 'blockOrFile';
}

/** A platform's classes at a minor, or those of its newest versions. */
function shippedNow(platformId: string, minor: string | undefined): readonly StorageClassFacts[] {
  const classes = classesOfPlatform(platformId, minor);
  return minor === undefined ? classes.filter(({ until }) => until === undefined) : classes;
}

type Origins = readonly (readonly [ClassOrigin, readonly StorageClassFacts[]])[];

function sourcesOf(around: ClassSurroundings): Origins {
  const declared: Origins = [
    ['workspace', around.workspaceClasses.map((declaredClass) => factsOfDeclared(declaredClass, 'workspace'))],
    ['cluster', (around.clusterClasses ?? []).map((declaredClass) => factsOfDeclared(declaredClass, 'cluster'))],
  ];
  const { platformId } = around;
  // What a platform ships and this cluster does not have may still be meant: manifests are written for several clusters.
  if (around.clusterClasses) {
    return platformId === undefined ? declared : [...declared, ['platform', shippedNow(platformId, around.minor)]];
  }
  if (platformId === undefined) return [...declared, ['catalogue', catalogueClasses(around.minor)]];
  return [...declared, ['platform', shippedNow(platformId, around.minor)], ['addOn', classesOfAddOns(platformId)]];
}

function resolveNamed(name: string, around: ClassSurroundings): ClassResolution {
  const declared =
    firstNamed(around.workspaceClasses, name, 'workspace') ?? firstNamed(around.clusterClasses ?? [], name, 'cluster');
  if (declared) return declared;
  if (!around.clusterClasses) {
    const listed = inCatalogue(name, around);
    if (listed) return listed;
  }
  if (around.namedClasses?.includes(name)) return { kind: 'named' };
  const there = around.clusterClasses ? { ...around, platformId: undefined } : around;
  const similar = nearest(name, [
    ...availableClasses(there).map(({ facts }) => facts.name),
    ...(around.namedClasses ?? []),
  ]);
  return { kind: 'unknown', ...(similar === undefined ? {} : { nearest: similar }), elsewhere: classesByName(name) };
}

function firstNamed(
  classes: readonly DeclaredClass[],
  name: string,
  origin: 'workspace' | 'cluster',
): ClassResolution | undefined {
  const found = classes.find((declared) => declared.name === name);
  return found && { kind: 'found', facts: factsOfDeclared(found, origin), origin };
}

function inCatalogue(name: string, { platformId, minor }: ClassSurroundings): ClassResolution | undefined {
  if (platformId === undefined) return onAnyPlatform(classesByName(name), minor);
  const own = shippedNow(platformId, minor).find((facts) => facts.name === name);
  if (own) return { kind: 'found', facts: own, origin: 'platform' };
  const added = classesOfAddOns(platformId).find((facts) => facts.name === name);
  return added && { kind: 'found', facts: added, origin: 'addOn' };
}

/** One class where all platforms that have the name agree on what it does, all of them otherwise. */
function onAnyPlatform(classes: readonly StorageClassFacts[], minor: string | undefined): ClassResolution | undefined {
  const ofVersion = classes.filter(
    (facts) => facts.platform === undefined || shippedNow(facts.platform, minor).includes(facts),
  );
  const [first, ...others] = ofVersion;
  if (!first) return undefined;
  const isOne = others.every((facts) => facts.provisioner === first.provisioner && facts.kind === first.kind);
  return isOne ? { kind: 'found', facts: first, origin: 'catalogue' } : { kind: 'several', candidates: ofVersion };
}

function resolveDefault(around: ClassSurroundings): ClassResolution {
  const declared =
    firstDefault(around.workspaceClasses, 'workspace') ?? firstDefault(around.clusterClasses ?? [], 'cluster');
  if (declared) return declared;
  if (around.clusterClasses) return { kind: 'noDefault', confidence: 'verified', source: 'the classes of the cluster' };
  const platform = around.platformId === undefined ? undefined : platformById(around.platformId);
  if (!platform) return { kind: 'unknown', elsewhere: [] };
  const shipped = shippedNow(platform.id, around.minor).filter(({ presence }) => presence === 'shipped');
  const facts = shipped.find(({ isDefault }) => isDefault === 'yes');
  if (facts) return { kind: 'found', facts, origin: 'platform' };
  if (platform.defaultClass === 'unknown') return { kind: 'unknown', elsewhere: [] };
  return { kind: 'noDefault', confidence: platform.confidence, source: platform.source };
}

function firstDefault(classes: readonly DeclaredClass[], origin: 'workspace' | 'cluster'): ClassResolution | undefined {
  const found = classes.find(({ isDefault }) => isDefault);
  return found && { kind: 'found', facts: factsOfDeclared(found, origin), origin };
}
