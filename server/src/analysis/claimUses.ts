import type { PlainFields } from '../manifest/plainFields.ts';
import type { ObjectDetails } from './summaries.ts';

/** The claims that the volumes of Pods name; undefined where there is none, which is the rule. */
export function claimsMounted(podSpec: PlainFields): readonly string[] | undefined {
  const volumes = podSpec.field('volumes').items();
  if (volumes.length === 0) return undefined;
  const claims = volumes.flatMap(claimMounted);
  return claims.length > 0 ? claims : undefined;
}

function claimMounted(volume: PlainFields): readonly string[] {
  const name = volume.field('persistentVolumeClaim').field('claimName').string();
  return name ? [name] : [];
}

/** The claim that a claim, or a template of one, is to be a copy of; none of another namespace. */
export function claimsCopied(claim: PlainFields): readonly string[] {
  const spec = claim.field('spec');
  const name = claimNamed(spec.field('dataSource')) || claimNamed(spec.field('dataSourceRef'));
  return name ? [name] : [];
}

function claimNamed(source: PlainFields): string | undefined {
  if (!source.isMapping()) return undefined;
  const isClaim = source.field('kind').string() === 'PersistentVolumeClaim' && !source.field('namespace').exists;
  return isClaim ? source.field('name').string() : undefined;
}

/** The claim that a VolumeSnapshot is taken of. */
export function claimsShot(snapshot: PlainFields): readonly string[] {
  const name = snapshot.at('spec', 'source').field('persistentVolumeClaimName').string();
  return name ? [name] : [];
}

/** The claims that an object names, as what is remembered of it: nothing where it names none. */
export function claimUses(...lists: readonly (readonly string[] | undefined)[]): Pick<ObjectDetails, 'claims'> {
  const claims = lists.flatMap((list) => list ?? []);
  return claims.length > 0 ? { claims } : {};
}
