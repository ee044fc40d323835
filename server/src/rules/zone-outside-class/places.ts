import type { AllowedTopology } from '../../analysis/topologies.ts';
import type { FieldView } from '../../manifest/fieldView.ts';

/** What the Pods want of their node, by label. */
export interface Wanted {
  /** One of these values. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** None of these. A node without the label would do, too, but none that a class allows by that label. */
  readonly excluded: ReadonlyMap<string, readonly string[]>;
}

/** What the Pods want of their node, any of which will do: by `nodeSelector` and required node affinity. */
export function wantedPlaces(podSpec: FieldView): readonly Wanted[] {
  const selected = [...podSpec.field('nodeSelector').stringMap()].map(
    ([key, value]) => [nameOf(key), [value]] as const,
  );
  const terms = requiredAffinity(podSpec).field('nodeSelectorTerms').items();
  if (terms.length === 0) return [{ values: new Map(selected), excluded: new Map() }];
  return terms.map((term) => {
    const values = new Map<string, readonly string[]>(selected);
    const excluded = new Map<string, readonly string[]>();
    for (const expression of term.field('matchExpressions').items()) {
      // What must only be there, or not, says nothing about the values that are left.
      const operator = expression.field('operator').string();
      const key = nameOf(expression.field('key').string() ?? '');
      const texts = expression
        .field('values')
        .items()
        .flatMap((value) => value.string() ?? []);
      const before = values.get(key);
      if (operator === 'In') values.set(key, before ? before.filter((value) => texts.includes(value)) : texts);
      if (operator === 'NotIn') excluded.set(key, [...(excluded.get(key) ?? []), ...texts]);
    }
    return { values, excluded };
  });
}

/** Whether no node has what the Pods want, whatever the class: values of one label that rule each other out. */
export function contradictsItself({ values, excluded }: Wanted): boolean {
  return [...values].some(([key, own]) => own.length > 0 && own.every((value) => excluded.get(key)?.includes(value)));
}

/** The required node affinity of Pods. */
export function requiredAffinity(podSpec: FieldView): FieldView {
  return podSpec.at('affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
}

/** The label by which no node is both wanted and allowed; undefined where some node may do. */
export function conflictOf(wanted: Wanted, allowed: AllowedTopology): string | undefined {
  return Object.entries(allowed).find(([key, values]) => valuesLeft(values, key, wanted).length === 0)?.[0];
}

function valuesLeft(values: readonly string[], key: string, { values: wanted, excluded }: Wanted): readonly string[] {
  const own = wanted.get(nameOf(key));
  const others = excluded.get(nameOf(key));
  return values.filter((value) => (!own || own.length === 0 || own.includes(value)) && !others?.includes(value));
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
      for (const value of valuesLeft(values, key, places)) left.add(value);
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
