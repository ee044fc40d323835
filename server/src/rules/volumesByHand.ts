import type { ObjectSummary } from '../analysis/workspaceView.ts';
import { groupBy } from '../base/groupBy.ts';
import { memoize } from '../base/memoize.ts';
import { claimName, statefulSetFacts } from '../facts/statefulSet.ts';
import { compareQuantities, parseQuantity, type Quantity } from '../storage/quantity.ts';
import type { WrittenClaim } from './claims.ts';
import { selects } from './labels.ts';
import type { RuleContext } from './rule.ts';
import { sizeOf } from './sizes.ts';

/** The claims that a claim or claim template makes, by name; of many replicas the first thousand. */
export function claimNames(claim: WrittenClaim, { manifest }: RuleContext): readonly string[] {
  if (!claim.isTemplate) return [claim.name];
  const { start } = statefulSetFacts(manifest);
  const count = Math.min(claim.replicas, 1000);
  return Array.from({ length: count }, (_, index) => claimName(claim.name, manifest.name, start + index));
}

/**
 * The PersistentVolumes of the workspace that could be bound to a claim of that class (`''` for volumes without one):
 * large enough, of the same modes, selected, and not promised to another claim. A template may become any of them.
 * Kubernetes: component-helpers, `FindMatchingVolume`, asks neither for class nor labels of one kept for the claim.
 */
export function fittingVolumes(claim: WrittenClaim, className: string, context: RuleContext): readonly ObjectSummary[] {
  const names = claimNames(claim, context);
  const all = context.workspace.objects('PersistentVolume');
  const wanted: Wanted = {
    volumes: volumesByClass(all).get(className) ?? [],
    mode: claim.volumeMode,
    modes: claim.modes.map((mode) => mode.string() ?? ''),
    size: sizeOf(claim).quantity,
    selector: Object.fromEntries(claim.spec.at('selector', 'matchLabels').stringMap()),
  };
  const kept = names.flatMap((name) => volumesByClaim(all).get(name) ?? []);
  const fitting = [...open(wanted), ...kept.filter((object) => isLike(object, wanted))];
  return [...templatesIn(all), ...fitting];
}

/** Whether volumes of the workspace are templates, any of which may come to fit. */
export function hasTemplateVolumes({ workspace }: RuleContext): boolean {
  return templatesIn(workspace.objects('PersistentVolume')).length > 0;
}

/** Volumes by their class, templates and those that are kept for a claim, too. */
export const volumesByClassIn = memoize((volumes: readonly ObjectSummary[]) =>
  groupBy(volumes, ({ details }) => details.volume?.storageClassName),
);

/** What a claim asks of volumes that are kept for none. */
interface Wanted {
  readonly volumes: readonly ObjectSummary[];
  readonly mode: string;
  readonly modes: readonly string[];
  readonly size: Quantity | undefined;
  readonly selector: Readonly<Record<string, string>>;
}

/** Worked out once for claims that ask for the same: there may be thousands of them, and of volumes, too. */
function open(wanted: Wanted): readonly ObjectSummary[] {
  const { volumes, size, ...rest } = wanted;
  if (volumes.length === 0) return volumes;
  const known = wantedOf(volumes);
  const key = JSON.stringify([rest, size && `${size.unscaled}e${size.exponent}`]);
  const same = known.get(key) ?? wanted;
  known.set(key, same);
  return openFor(same);
}

const wantedOf = memoize((_: readonly ObjectSummary[]) => new Map<string, Wanted>());

const openFor = memoize((wanted: Wanted) =>
  wanted.volumes.filter(
    (object) =>
      isLike(object, wanted) && (Object.keys(wanted.selector).length === 0 || selects(wanted.selector, object.labels)),
  ),
);

function isLike({ details }: ObjectSummary, { mode, modes, size: wanted }: Wanted): boolean {
  const volume = details.volume!;
  if ((volume.volumeMode ?? 'Filesystem') !== mode) return false;
  if (!modes.every((each) => volume.accessModes.includes(each))) return false;
  const size = wanted && parseQuantity(volume.size ?? '');
  return !wanted || !size || compareQuantities(size, wanted) >= 0;
}

/** Of volumes that are kept for no claim. */
const volumesByClass = memoize((all: readonly ObjectSummary[]) => {
  const volumes = all.filter(
    ({ isTemplate, details: { volume } }) => !isTemplate && volume && volume.claimRef === undefined,
  );
  return groupBy(volumes, ({ details }) => details.volume!.storageClassName ?? '');
});

const volumesByClaim = memoize((all: readonly ObjectSummary[]) => {
  const volumes = all.filter(({ isTemplate, details }) => !isTemplate && details.volume?.claimRef !== undefined);
  return groupBy(volumes, ({ details }) => details.volume!.claimRef!);
});

const templatesIn = memoize((all: readonly ObjectSummary[]) => all.filter(({ isTemplate }) => isTemplate));
