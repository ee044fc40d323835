import type { PlainFields } from '../manifest/plainFields.ts';

/** The places that one of the `allowedTopologies` of a class allows: values by label of a node, all of which count. */
export type AllowedTopology = Readonly<Record<string, readonly string[]>>;

/** The places that a StorageClass allows, any of which will do; undefined where it does not say, or not readably. */
export function topologiesOf(storageClass: PlainFields): readonly AllowedTopology[] | undefined {
  const topologies = storageClass.field('allowedTopologies').items().map(topologyOf);
  return topologies.length > 0 && topologies.every((topology) => topology !== undefined) ? topologies : undefined;
}

function topologyOf(term: PlainFields): AllowedTopology | undefined {
  const allowed = new Map<string, readonly string[]>();
  for (const expression of term.field('matchLabelExpressions').items()) {
    const key = expression.field('key').string();
    const values = expression
      .field('values')
      .items()
      .flatMap((value) => value.string() ?? []);
    if (!key || values.length === 0 || allowed.has(key)) return undefined;
    allowed.set(key, values);
  }
  return allowed.size > 0 ? Object.fromEntries(allowed) : undefined;
}
