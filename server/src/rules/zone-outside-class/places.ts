import type { AllowedTopology } from '../../analysis/topologies.ts';
import type { FieldView } from '../../manifest/fieldView.ts';

/** What the Pods want of their node: one of some values for each label. */
export type Wanted = ReadonlyMap<string, readonly string[]>;

/** What the Pods want of their node, any of which will do: by `nodeSelector` and required node affinity. */
export function wantedPlaces(podSpec: FieldView): readonly Wanted[] {
  const selected = [...podSpec.field('nodeSelector').stringMap()].map(
    ([key, value]) => [nameOf(key), [value]] as const,
  );
  const terms = requiredAffinity(podSpec).field('nodeSelectorTerms').items();
  if (terms.length === 0) return [new Map(selected)];
  return terms.map((term) => {
    const wanted = new Map<string, readonly string[]>(selected);
    for (const expression of term.field('matchExpressions').items()) {
      // What is excluded or must only be there says nothing about what is left.
      if (expression.field('operator').string() !== 'In') continue;
      const values = expression.field('values').items();
      const key = nameOf(expression.field('key').string() ?? '');
      const texts = values.flatMap((value) => value.string() ?? []);
      const before = wanted.get(key);
      wanted.set(key, before ? before.filter((value) => texts.includes(value)) : texts);
    }
    return wanted;
  });
}

/** The required node affinity of Pods. */
export function requiredAffinity(podSpec: FieldView): FieldView {
  return podSpec.at('affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
}

/** The label by which no node is both wanted and allowed; undefined where some node may do. */
export function conflictOf(wanted: Wanted, allowed: AllowedTopology): string | undefined {
  return Object.entries(allowed).find(([key, values]) => {
    const own = wanted.get(nameOf(key));
    return own !== undefined && own.length > 0 && !own.some((value) => values.includes(value));
  })?.[0];
}

/** The values of a label on the nodes where both the class and the Pods may be; undefined where that is not known. */
export function placesLeft(
  key: string,
  { wanted, allowed }: { wanted: readonly Wanted[]; allowed: readonly AllowedTopology[] },
): readonly string[] | undefined {
  const left = new Set<string>();
  for (const topology of allowed) {
    for (const places of wanted) {
      if (conflictOf(places, topology) !== undefined) continue;
      const values = Object.entries(topology).find(([name]) => nameOf(name) === nameOf(key))?.[1];
      if (!values) return undefined;
      const own = places.get(nameOf(key));
      for (const value of values) if (own === undefined || own.includes(value)) left.add(value);
    }
  }
  return [...left];
}

/** One name for the labels that say the same of a node. */
export function nameOf(key: string): string {
  return zoneLabels.has(key) ? 'topology.kubernetes.io/zone' : key;
}

/** Those of drivers have the very names of the zones as values. */
const zoneLabels: ReadonlySet<string> = new Set([
  'failure-domain.beta.kubernetes.io/zone',
  'topology.ebs.csi.aws.com/zone',
  'topology.gke.io/zone',
  'topology.disk.csi.azure.com/zone',
]);
