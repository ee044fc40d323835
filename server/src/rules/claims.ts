import { defaultMark } from '../analysis/indexKeys.ts';
import { classOf } from '../analysis/storageSurroundings.ts';
import type { ObjectSummary } from '../analysis/workspaceView.ts';
import { memoize } from '../base/memoize.ts';
import { classNameIn } from '../facts/claimClass.ts';
import { statefulSetFacts } from '../facts/statefulSet.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { accessModesOfClass, supportOf } from '../storage/accessModes.ts';
import type { ModeSupport, StorageClassFacts, VolumeMode } from '../storage/model.ts';
import type { ClassResolution } from '../storage/resolveClass.ts';
import type { RuleContext } from './rule.ts';

/** A claim that a manifest makes: a PersistentVolumeClaim, or a claim template with one claim for each replica. */
export interface WrittenClaim {
  readonly name: string;
  readonly nameView: FieldView;
  readonly spec: FieldView;
  readonly className: FieldView;
  /** Number of claims that it makes. */
  readonly replicas: number;
  readonly isTemplate: boolean;
  readonly volumeMode: VolumeMode;
  readonly modes: readonly FieldView[];
}

/** The claims that a StatefulSet's templates or a PersistentVolumeClaim make; none for other kinds. */
export function claimsOf({ manifest }: RuleContext): readonly WrittenClaim[] {
  return claimsIn(manifest);
}

const claimsIn = memoize((manifest: Manifest): readonly WrittenClaim[] => {
  if (manifest.kind === 'PersistentVolumeClaim')
    return [claim(manifest.view, { replicas: () => 1, isTemplate: false })];
  if (manifest.kind !== 'StatefulSet') return [];
  const facts = statefulSetFacts(manifest);
  return facts.claimTemplates.map((view) => claim(view, { replicas: () => facts.replicas, isTemplate: true }));
});

/** The kinds that `claimsOf` reads. */
export const claimKinds: readonly string[] = ['StatefulSet', 'PersistentVolumeClaim'];

function claim(view: FieldView, how: { replicas: () => number; isTemplate: boolean }): WrittenClaim {
  const spec = view.field('spec');
  const nameView = view.at('metadata', 'name');
  return {
    isTemplate: how.isTemplate,
    // Asked for when it is needed, so that other claims' rules do not depend on it.
    get replicas() {
      return how.replicas();
    },
    name: nameView.string() ?? '',
    nameView,
    spec,
    className: classNameIn(view),
    volumeMode: spec.field('volumeMode').string() === 'Block' ? 'Block' : 'Filesystem',
    modes: spec.field('accessModes').items(),
  };
}

/** What the class of a claim comes to, the default one where none is written. */
export function resolveClaim(claimed: WrittenClaim, context: RuleContext): ClassResolution {
  return classOf(nameOfClass(claimed), context);
}

function nameOfClass({ className }: WrittenClaim): string | undefined {
  return className.hasValue ? className.string() : undefined;
}

/**
 * The class of a claim where it is known for sure: found in the workspace, the cluster or on the chosen platform.
 * Undefined where only its name says what it might be, and where nothing is made for the claim.
 */
export function knownClass(claimed: WrittenClaim, context: RuleContext): StorageClassFacts | undefined {
  return isBoundByHand(claimed) ? undefined : writtenClass(claimed, context);
}

/** The same for a claim that takes a volume made by hand. */
export function writtenClass(claimed: WrittenClaim, context: RuleContext): StorageClassFacts | undefined {
  return classesIn(context).get(claimed);
}

/** Nearly every rule about claims asks for it. */
const classesIn = memoize(
  (context: RuleContext): ReadonlyMap<WrittenClaim, StorageClassFacts | undefined> =>
    new Map(claimsOf(context).map((claimed) => [claimed, readClass(claimed, context)])),
);

function readClass(claimed: WrittenClaim, context: RuleContext): StorageClassFacts | undefined {
  const resolution = resolveClaim(claimed, context);
  if (resolution.kind !== 'found' || resolution.origin === 'catalogue') return undefined;
  if (resolution.origin === 'workspace' && hasSeveral(claimed, context)) return undefined;
  return resolution.facts.confidence === 'unverified' ? undefined : resolution.facts;
}

interface ServedModes {
  readonly facts: StorageClassFacts;
  readonly modes: readonly ModeSupport[];
}

/** The access modes that the class of one of the claims serves, where class and driver are known. */
export function modesOfClaim(claimed: WrittenClaim, context: RuleContext): ServedModes | undefined {
  return modesIn(context).get(claimed);
}

const modesIn = memoize(
  (context: RuleContext): ReadonlyMap<WrittenClaim, ServedModes | undefined> =>
    new Map(claimsOf(context).map((claimed) => [claimed, readModes(claimed, context)])),
);

function readModes(claimed: WrittenClaim, context: RuleContext): ServedModes | undefined {
  const facts = knownClass(claimed, context);
  const modes = facts && accessModesOfClass(facts, claimed.volumeMode, hasSource(claimed));
  return facts && modes ? { facts, modes } : undefined;
}

/** The written access modes that the driver surely refuses; none where it refuses all: then the volume mode is wrong. */
export function refusedModes(claimed: WrittenClaim, context: RuleContext): readonly FieldView[] {
  const modes = modesOfClaim(claimed, context)?.modes;
  if (!modes || modes.every(({ support }) => support === 'no')) return [];
  return claimed.modes.filter((view) => {
    const support = supportOf(modes, view.string() ?? '');
    return support?.support === 'no' && support.confidence !== 'unverified';
  });
}

/** Whether the workspace defines the class in more than one way, as for clusters in several clouds. */
function hasSeveral(claimed: WrittenClaim, { workspace }: RuleContext): boolean {
  const name = nameOfClass(claimed);
  return areSeveral(
    name === undefined
      ? workspace.marked('StorageClass', defaultMark)
      : workspace.named('StorageClass', name, undefined),
  );
}

const areSeveral = memoize((classes: readonly ObjectSummary[]): boolean => {
  const written = classes.filter(({ isTemplate }) => !isTemplate);
  return new Set(written.map((one) => JSON.stringify([one.name, one.details.storageClass]))).size > 1;
});

/** Whether a claim takes a volume that exists: nothing is made for one with a selector or the name of a volume. */
export function isBoundByHand({ spec }: WrittenClaim): boolean {
  const selector = spec.field('selector');
  const selects = selector.field('matchLabels').entries().length + selector.field('matchExpressions').items().length;
  return selects > 0 || spec.field('volumeName').hasValue;
}

/** Whether the volume of a claim begins with the content of another one or of a snapshot. */
export function hasSource({ spec }: WrittenClaim): boolean {
  return spec.field('dataSource').hasValue || spec.field('dataSourceRef').hasValue;
}

/** A volume that a container mounts or gets as a device. */
export interface VolumeUse {
  readonly name: FieldView;
  readonly mount: FieldView;
  readonly isDevice: boolean;
}

/** Names of the volumes that a container mounts or gets as devices, each with its place. */
export function volumeUses(container: FieldView): readonly VolumeUse[] {
  const mounted = container.field('volumeMounts').items();
  const devices = container.field('volumeDevices').items();
  return [
    ...mounted.map((mount) => ({ name: mount.field('name'), mount, isDevice: false })),
    ...devices.map((mount) => ({ name: mount.field('name'), mount, isDevice: true })),
  ];
}

/** Those of all containers of a StatefulSet, init containers last. */
export const allVolumeUses = memoize((manifest: Manifest): readonly VolumeUse[] => {
  const { containers, initContainers } = statefulSetFacts(manifest);
  return [...containers, ...initContainers].flatMap(volumeUses);
});
