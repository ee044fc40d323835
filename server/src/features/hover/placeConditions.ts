import { type Condition, generalPlace } from './conditions.ts';
import type { OwnNames } from './ownNames.ts';
import type { HoverPlace } from './place.ts';
import { measureOf } from './quantities.ts';
import { mountedVolume, type VolumeSource, volumeSource } from './volumeOfPlace.ts';

/** The names and conditions for one place: its own claim template comes first, and it may be about one volume or size. */
export function atPlace(place: HoverPlace, names: OwnNames): OwnNames {
  const general: ReadonlySet<string> = new Set(generalPlace);
  const ofSet = [...names.conditions].filter((condition) => !general.has(condition));
  const conditions = new Set<Condition>([
    ...ofSet,
    ...volumeConditions(place),
    ...quantityConditions(place),
    ...(isWithoutClass(place) ? [] : (['mayHaveClass'] as const)),
  ]);
  const template = mountedVolume(place)?.template;
  const isOurs = template !== undefined && names.claimTemplates.includes(template);
  const others = names.claimTemplates.filter((name) => name !== template);
  return { ...names, conditions, claimTemplates: isOurs ? [template, ...others] : others };
}

const bySource: Readonly<Record<VolumeSource, readonly Condition[]>> = {
  scratch: ['scratchVolume'],
  node: ['nodeVolume'],
  files: ['filesVolume'],
  sharedClaim: ['sharedClaim'],
  ephemeralClaim: ['ephemeralClaim'],
  other: [],
};

function volumeConditions(place: HoverPlace): readonly Condition[] {
  const found = mountedVolume(place);
  if (!found) return ['aboutClaims'];
  if (found.template !== undefined) return ['aboutClaims'];
  const source = found.volume && volumeSource(found.volume);
  return source === undefined ? [] : bySource[source];
}

function quantityConditions(place: HoverPlace): readonly Condition[] {
  const measure = measureOf(place);
  const { path } = place.view;
  const isClaim = path.startsWith('spec.volumeClaimTemplates');
  if (measure === 'cpu') return ['aboutCpu'];
  // Containers ask for CPU as well, everything else that has sizes for storage alone.
  if (measure === undefined && path.startsWith('spec.template.')) return ['aboutBytes', 'aboutCpu'];
  if (measure === 'count') return [];
  return isClaim ? ['aboutBytes', 'aboutClaimSize'] : ['aboutBytes'];
}

/** Whether the place lies in a claim with `storageClassName: ""`. */
function isWithoutClass({ view }: HoverPlace): boolean {
  for (let at: HoverPlace['view'] | undefined = view; at; at = at.parent) {
    const name = at.field('storageClassName');
    if (name.exists) return name.string() === '';
  }
  return false;
}
