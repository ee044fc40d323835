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

/**
 * The claims that a custom resource names, as far as that shows: under a key that ends like `sourcePVC`, `claimName` or
 * `existingClaim`, as a text or by `name`, or beside their kind. Many controllers mount or copy what they are told so.
 */
export function claimsNamed(object: PlainFields): readonly string[] {
  if (!object.asksText((text) => /claim|pvc/i.test(text))) return [];
  const found = new Set<string>();
  const add = (value: PlainFields) => {
    const name = value.string() ?? value.field('name').string();
    if (name) found.add(name);
  };
  object.eachBelow((name, value, holder) => {
    if (claimKey.test(name)) [value, ...value.items()].forEach(add);
    else if (name === 'kind' && value.string() === 'PersistentVolumeClaim') add(holder);
  });
  return [...found];
}

const claimKey = /(?:pvc|claim)s?[-_]?(?:names?|refs?)?$/i;

/** The claims that an object names, as what is remembered of it: nothing where it names none. */
export function claimUses(...lists: readonly (readonly string[] | undefined)[]): Pick<ObjectDetails, 'claims'> {
  const claims = lists.flatMap((list) => list ?? []);
  return claims.length > 0 ? { claims } : {};
}
