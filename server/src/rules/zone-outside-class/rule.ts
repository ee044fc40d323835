import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { driverByName } from '../../storage/drivers.ts';
import { confidenceOf, type StorageClassFacts } from '../../storage/model.ts';
import { makesZonalDisks } from '../binding-before-scheduling/zonalDisks.ts';
import { claimsOf, knownClass } from '../claims.ts';
import { relatedTo } from '../findings.ts';
import { exactLabels, selects } from '../labels.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import {
  conflictOf,
  contradictsItself,
  nameOf,
  placesLeft,
  requiredAffinity,
  type Wanted,
  wantedPlaces,
} from './places.ts';

export const rule = defineRule({
  id: 'zone-outside-class',
  summary: 'the class makes volumes in some zones alone, and the Pods must run in others, or in more of them',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['nodeSelector', 'nodeAffinity', 'podAntiAffinity', 'topologySpreadConstraints'],
  *check(context) {
    if (!context.workspace.isComplete || context.manifest.isTemplate) return;
    const { podSpec } = statefulSetFacts(context.manifest);
    // Terms that no node meets say nothing about the class.
    const wanted = wantedPlaces(podSpec).filter((places) => !contradictsItself(places));
    if (wanted.length === 0) return;
    const seen = new Set<string>();
    for (const claim of claimsOf(context)) {
      const facts = knownClass(claim, context);
      if (!facts || seen.has(facts.name)) continue;
      seen.add(facts.name);
      const storageClass = keepsToPlaces(facts) ? classWithPlaces(facts.name, context) : undefined;
      if (!storageClass || storageClass.details.topologies!.length * wanted.length > mostPairs) continue;
      const finding =
        heldElsewhere(podSpec, { wanted, storageClass, context }) ??
        spreadTooFar(podSpec, { wanted, storageClass, context });
      // Claims of one Pod mostly have one class.
      if (finding) return yield finding;
    }
  },
});

/**
 * Whether the places of a class surely count. The scheduler looks at them where it chooses first; where volumes are made
 * before, it is their driver, if it has to do with places at all. Volumes made by hand lie where they lie.
 */
function keepsToPlaces(facts: StorageClassFacts): boolean {
  if (driverByName(facts.provisioner ?? '')?.provisioning === 'static') return false;
  if (confidenceOf(facts, 'bindingMode') === 'unverified') return false;
  return facts.bindingMode === 'WaitForFirstConsumer' || makesZonalDisks(facts);
}

/** Each place of the class is compared with each that the Pods want; nobody writes so many. */
const mostPairs = 100;

interface Held {
  readonly wanted: readonly Wanted[];
  readonly storageClass: ObjectSummary;
  readonly context: RuleContext;
}

/** The one class of that name that says where its volumes lie, without volumes made by hand that may lie elsewhere. */
function classWithPlaces(name: string, { workspace }: RuleContext): ObjectSummary | undefined {
  const [storageClass, another] = workspace.named('StorageClass', name, undefined);
  if (!storageClass?.details.topologies || another || storageClass.isTemplate) return undefined;
  const volumes = workspace.objects('PersistentVolume');
  const areMade = volumes.every(({ details, isTemplate }) => !isTemplate && details.volume?.storageClassName !== name);
  return areMade ? storageClass : undefined;
}

/** Kubernetes: scheduler plugin `volumebinding` (checkVolumeProvisions), and the node affinity of volumes that are made. */
function heldElsewhere(podSpec: FieldView, { wanted, storageClass, context }: Held): Finding | undefined {
  const allowed = storageClass.details.topologies!;
  const conflicts = wanted.flatMap((places) => allowed.map((topology) => conflictOf(places, topology)));
  const key = conflicts[0];
  if (key === undefined || conflicts.includes(undefined)) return undefined;
  const excluded = wanted.flatMap((places) => places.excluded.get(nameOf(key)) ?? []);
  const own = wanted
    .flatMap(({ values }) => values.get(nameOf(key)) ?? [])
    .filter((value) => !excluded.includes(value));
  const theirs = allowed.flatMap((topology) => topology[key] ?? []);
  const written = podSpec
    .field('nodeSelector')
    .entries()
    .find(({ name }) => nameOf(name) === nameOf(key));
  const affinity = requiredAffinity(podSpec);
  return {
    at: written ? written.value : { range: affinity.keyRange, field: affinity.path },
    message: `The Pods are ${own.length > 0 ? `held in ${listed(own)}` : `kept out of ${listed(excluded)}`}, class "${storageClass.name}" makes volumes in ${listed(theirs)}; they stay Pending`,
    ...relatedTo(storageClass, context.workspace),
  };
}

function listed(values: readonly string[]): string {
  const [first = '', ...others] = new Set(values);
  if (others.length > 2) return `${first} and ${others.length} more`;
  return others.length === 0 ? first : `${[first, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)}`;
}

/** More domains than the class has places in. Kubernetes: scheduler plugins `podtopologyspread`, `interpodaffinity`. */
function spreadTooFar(podSpec: FieldView, held: Held): Finding | undefined {
  const { replicas } = statefulSetFacts(held.context.manifest);
  for (const constraint of podSpec.field('topologySpreadConstraints').items()) {
    const minimum = constraint.field('minDomains');
    const skew = constraint.field('maxSkew').integer();
    if (constraint.field('whenUnsatisfiable').string() !== 'DoNotSchedule' || skew === undefined) continue;
    const places = placesOf(constraint, held);
    // Below the minimum of domains the emptiest one counts as empty: none may have more Pods than the skew.
    if (!places || places.length >= (minimum.integer() ?? 0) || replicas <= places.length * skew) continue;
    return tooFar(minimum, { ...held, places, runs: places.length * skew });
  }
  const antiAffinity = podSpec.at('affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  for (const term of antiAffinity.items()) {
    const isElsewhere = term.field('namespaces').hasValue || term.field('namespaceSelector').hasValue;
    const places = isElsewhere ? undefined : placesOf(term, held);
    if (!places || replicas <= places.length) continue;
    return tooFar(term.field('topologyKey'), { ...held, places, runs: places.length });
  }
  return undefined;
}

/** The domains that are left for the Pods by a term that counts all Pods of the set. */
function placesOf(term: FieldView, { wanted, storageClass, context }: Held): readonly string[] | undefined {
  const key = term.field('topologyKey').string();
  const selector = exactLabels(term.field('labelSelector'));
  const { podLabels } = statefulSetFacts(context.manifest);
  const isPart = ['matchLabelKeys', 'mismatchLabelKeys'].some((name) => term.field(name).hasValue);
  if (!key || !selector || isPart || !selects(selector, podLabels)) return undefined;
  const places = placesLeft(key, { wanted, allowed: storageClass.details.topologies! });
  return places && places.length > 0 ? places : undefined;
}

interface TooFar extends Held {
  readonly places: readonly string[];
  /** So many Pods find a place. */
  readonly runs: number;
}

function tooFar(at: FieldView, { storageClass, places, runs, context }: TooFar): Finding {
  const { replicas } = statefulSetFacts(context.manifest);
  return {
    at,
    message: `Class "${storageClass.name}" makes volumes in ${listed(places)} alone: ${replicas - runs} of ${replicas} Pods stay Pending`,
    ...relatedTo(storageClass, context.workspace),
  };
}
