import type { ObjectSummary } from '../analysis/workspaceView.ts';
import { groupBy } from '../base/groupBy.ts';
import { memoize } from '../base/memoize.ts';
import { claimName, statefulSetFacts } from '../facts/statefulSet.ts';
import { compareQuantities, parseQuantity } from '../storage/quantity.ts';
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
  const { quantity: wanted } = sizeOf(claim);
  const selector = Object.fromEntries(claim.spec.at('selector', 'matchLabels').stringMap());
  const all = context.workspace.objects('PersistentVolume');
  const kept = names.flatMap((name) => volumesByClaim(all).get(name) ?? []);
  const ofClass = volumesByClass(all).get(className) ?? [];
  if (ofClass.length === 0 && kept.length === 0) return templatesIn(all);
  const modes = claim.modes.map((mode) => mode.string() ?? '');
  const isSelected = (labels: ObjectSummary['labels']) =>
    Object.keys(selector).length === 0 || selects(selector, labels);
  // There may be thousands of volumes, so what is seen at once comes first.
  const fitting = [...new Set([...ofClass, ...kept])].filter((object) => {
    const volume = object.details.volume!;
    if ((volume.volumeMode ?? 'Filesystem') !== claim.volumeMode) return false;
    if (volume.claimRef !== undefined && !names.includes(volume.claimRef)) return false;
    if (!modes.every((mode) => volume.accessModes.includes(mode))) return false;
    if (volume.claimRef === undefined && !isSelected(object.labels)) return false;
    const size = wanted && parseQuantity(volume.size ?? '');
    return !wanted || !size || compareQuantities(size, wanted) >= 0;
  });
  return [...templatesIn(all), ...fitting];
}

const volumesByClass = memoize((all: readonly ObjectSummary[]) => {
  const volumes = all.filter(({ isTemplate, details }) => !isTemplate && details.volume);
  return groupBy(volumes, ({ details }) => details.volume!.storageClassName ?? '');
});

const volumesByClaim = memoize((all: readonly ObjectSummary[]) => {
  const volumes = all.filter(({ isTemplate, details }) => !isTemplate && details.volume?.claimRef !== undefined);
  return groupBy(volumes, ({ details }) => details.volume!.claimRef!);
});

const templatesIn = memoize((all: readonly ObjectSummary[]) => all.filter(({ isTemplate }) => isTemplate));
