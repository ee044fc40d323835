import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { nearest } from '../../base/nearest.ts';
import { podSpecOf } from '../../facts/pods.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { besides, isNumbered, objectsNear, workloadKinds } from '../workloads.ts';

export const rule = defineRule({
  id: 'name-misspelt',
  summary: 'the Pods need an object that is not there, while one of nearly that name is',
  severity: 'warning',
  kinds: [...workloadKinds, 'CronJob'],
  words: ['serviceAccountName', 'configMap', 'secret', 'persistentVolumeClaim'],
  *check(context) {
    const { manifest, workspace } = context;
    if (!workspace.isComplete || manifest.isTemplate) return;
    for (const [kind, places] of placesByKind(podSpecOf(manifest))) {
      const used = new Set(places.map((at) => at.string()));
      // What the Pods use as well is another object.
      const candidates = objectsBeside(kind, context).filter((object) => !used.has(object.name));
      if (candidates.length === 0) continue;
      const meantBy = memoizeNames((name) => meantObject({ kind, name, candidates }, context));
      for (const at of places) {
        const name = at.string();
        const object = name ? meantBy(name) : undefined;
        if (!object) continue;
        yield {
          at,
          message: `${effects[kind]}: ${kind} "${name}" is not in the workspace; did you mean "${object.name}"?`,
          ...relatedTo(object, workspace),
          fixes: () => [changeTo(at, object.name)],
        };
      }
    }
  },
});

/** Kubernetes: `pkg/kubelet/kubelet_pods.go`, `plugin/pkg/admission/serviceaccount`, scheduling of Pods with claims. */
const effects = {
  ConfigMap: 'The Pods will not start',
  Secret: 'The Pods will not start',
  PersistentVolumeClaim: 'The Pods will stay Pending',
  ServiceAccount: 'No Pod can be made',
} as const;

type Kind = keyof typeof effects;

/** What Kubernetes and OpenShift put into each namespace. */
const givenNames: ReadonlySet<string> = new Set(['default', 'kube-root-ca.crt', 'openshift-service-ca.crt']);

/** Kinds whose controllers make a Secret of the same name. */
const secretMakers: readonly string[] = ['SealedSecret', 'ExternalSecret', 'Certificate'];

interface Reference {
  readonly kind: Kind;
  readonly at: FieldView;
}

/** The objects without which the Pods do not run. */
function* referencesIn(podSpec: FieldView): Generator<Reference> {
  yield { kind: 'ServiceAccount', at: podSpec.field('serviceAccountName') };
  for (const list of ['containers', 'initContainers']) {
    for (const container of podSpec.field(list).items()) {
      for (const source of container.field('envFrom').items()) {
        yield* needed('ConfigMap', source.field('configMapRef'), 'name');
        yield* needed('Secret', source.field('secretRef'), 'name');
      }
      for (const variable of container.field('env').items()) {
        yield* needed('ConfigMap', variable.at('valueFrom', 'configMapKeyRef'), 'name');
        yield* needed('Secret', variable.at('valueFrom', 'secretKeyRef'), 'name');
      }
    }
  }
  for (const volume of podSpec.field('volumes').items()) {
    yield* needed('PersistentVolumeClaim', volume.field('persistentVolumeClaim'), 'claimName');
    yield* needed('ConfigMap', volume.field('configMap'), 'name');
    yield* needed('Secret', volume.field('secret'), 'secretName');
    for (const source of volume.at('projected', 'sources').items()) {
      yield* needed('ConfigMap', source.field('configMap'), 'name');
      yield* needed('Secret', source.field('secret'), 'name');
    }
  }
}

function* needed(kind: Kind, source: FieldView, field: string): Generator<Reference> {
  const optional = source.field('optional');
  const isOptional = optional.hasValue && optional.boolean() !== false;
  const at = source.field(field);
  // What an alias stands for is right or wrong where it is written.
  if (!isOptional && at.written === at.node) yield { kind, at };
}

function placesByKind(podSpec: FieldView): ReadonlyMap<Kind, FieldView[]> {
  const places = new Map<Kind, FieldView[]>();
  for (const { kind, at } of referencesIn(podSpec)) {
    const known = places.get(kind);
    if (known) known.push(at);
    else places.set(kind, [at]);
  }
  return places;
}

/** The answer for each name, worked out once: a Pod may name one object in thousands of places. */
function memoizeNames<Answer>(answer: (name: string) => Answer): (name: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (name) => {
    const kept = known.get(name) ?? { answer: answer(name) };
    known.set(name, kept);
    return kept.answer;
  };
}

interface Wanted {
  readonly kind: Kind;
  readonly name: string;
  readonly candidates: readonly ObjectSummary[];
}

function meantObject({ kind, name, candidates }: Wanted, context: RuleContext): ObjectSummary | undefined {
  if (givenNames.has(name) || isSomewhere(kind, name, context)) return undefined;
  const meant = nearest(
    name,
    candidates.map((object) => object.name),
  );
  if (meant === undefined || isNumbered(name, meant)) return undefined;
  return candidates.find((candidate) => candidate.name === meant);
}

/** Whether something in the workspace has the name or may come to have it. */
function isSomewhere(kind: Kind, name: string, { workspace }: RuleContext): boolean {
  if (workspace.named(kind, name, undefined).length > 0) return true;
  if (kind === 'Secret' && secretMakers.some((maker) => workspace.named(maker, name, undefined).length > 0))
    return true;
  // A claim that a set makes of a template.
  if (kind === 'PersistentVolumeClaim' && /-\d+$/.test(name)) return true;
  return workspace.objects('Kustomization').some(({ details: { configs } }) => configs?.names.includes(name));
}

/** The objects that are meant for the same cluster as the manifest, as far as the workspace tells. */
function objectsBeside(kind: Kind, context: RuleContext): readonly ObjectSummary[] {
  return besides(objectsNear(kind, context), context).filter(({ uri }) => !context.workspace.isPatch(uri));
}
