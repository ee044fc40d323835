import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { groupBy } from '../../base/groupBy.ts';
import { memoize } from '../../base/memoize.ts';
import { didYouMean } from '../../base/nearest.ts';
import { podSpecOf } from '../../facts/pods.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { configSources } from '../configSources.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { besides, distinctNamesIn, objectsNear, workloadKinds } from '../workloads.ts';
import { isMadeByOthers } from './makers.ts';
import { misspelt } from './misspelt.ts';

export const rule = defineRule({
  id: 'name-misspelt',
  summary: 'the Pods need an object that is not there, while one of nearly that name is',
  severity: 'warning',
  kinds: [...workloadKinds, 'CronJob'],
  words: ['serviceAccount', 'configMap', 'secret', 'persistentVolumeClaim'],
  *check(context) {
    const { manifest, workspace } = context;
    if (!workspace.isComplete || manifest.isTemplate) return;
    const references = [...referencesIn(podSpecOf(manifest))];
    for (const [kind, ofKind] of groupBy(references, (reference) => reference.kind)) {
      // A Pod may name one object in thousands of places.
      const byName = groupBy(ofKind, ({ at }) => at.string() ?? '');
      // Most manifests name what is there, and do not depend on all objects of the kind.
      const missing = [...byName].filter(([name]) => isMissing(kind, name, context));
      if (missing.length === 0) continue;
      const beside = besides(objectsNear(kind, context), context);
      // What the Pods use as well is another object.
      const isOther = (object: ObjectSummary) => !byName.has(object.name) && !workspace.isPatch(object.uri);
      for (const [name, places] of missing) {
        const object = meantObject(name, beside, isOther);
        if (!object || isMadeByOthers(kind, name, workspace)) continue;
        for (const { at } of places) {
          yield {
            at,
            message: `${effects[kind]}: ${kind} "${name}" is not in the workspace; ${didYouMean(object.name)}`,
            ...relatedTo(object, workspace),
            fixes: () => [changeTo(at, object.name)],
          };
        }
      }
    }
  },
});

/**
 * What comes of it, unless somebody else makes the object. Kubernetes: `pkg/kubelet/kubelet_pods.go`,
 * `plugin/pkg/admission/serviceaccount`, scheduling of Pods with claims.
 */
const effects = {
  ConfigMap: 'The Pods may not start',
  Secret: 'The Pods may not start',
  PersistentVolumeClaim: 'The Pods may stay Pending',
  ServiceAccount: 'Perhaps no Pod can be made',
} as const;

type Kind = keyof typeof effects;

/** What Kubernetes and OpenShift put into each namespace. */
const givenNames: ReadonlySet<string> = new Set(['default', 'kube-root-ca.crt', 'openshift-service-ca.crt']);

interface Reference {
  readonly kind: Kind;
  readonly at: FieldView;
}

/** The objects without which the Pods do not run. What an alias stands for is right or wrong where it is written. */
function* referencesIn(podSpec: FieldView): Generator<Reference> {
  for (const reference of allReferencesIn(podSpec)) {
    if (reference.at.written === reference.at.node) yield reference;
  }
}

function* allReferencesIn(podSpec: FieldView): Generator<Reference> {
  const account = podSpec.field('serviceAccountName');
  // The old name of the field counts where the new one is not written
  yield { kind: 'ServiceAccount', at: account.exists ? account : podSpec.field('serviceAccount') };
  for (const volume of podSpec.field('volumes').items()) {
    yield { kind: 'PersistentVolumeClaim', at: volume.at('persistentVolumeClaim', 'claimName') };
  }
  for (const { kind, name } of configSources(podSpec)) yield { kind, at: name };
}

/** Of the objects that are meant for the same cluster as the manifest, as far as the workspace tells. */
function meantObject(
  name: string,
  beside: readonly ObjectSummary[],
  isOther: (object: ObjectSummary) => boolean,
): ObjectSummary | undefined {
  if (beside.length === 0) return undefined;
  const otherOf = (meant: string) => beside.find((object) => object.name === meant && isOther(object));
  const meant = misspelt(name, distinctNamesIn(beside), (near) => otherOf(near) !== undefined);
  return meant === undefined ? undefined : otherOf(meant);
}

/** Whether a name is written that nothing in the workspace has or may come to have. */
function isMissing(kind: Kind, name: string, context: RuleContext): boolean {
  return name !== '' && !givenNames.has(name) && !isSomewhere(kind, name, context);
}

/** Whether something in the workspace has the name or may come to have it. */
function isSomewhere(kind: Kind, name: string, { workspace }: RuleContext): boolean {
  if (workspace.named(kind, name, undefined).length > 0) return true;
  // A claim that a set makes of a template.
  if (kind === 'PersistentVolumeClaim' && /-\d+$/.test(name)) return true;
  return generatedNames(workspace.objects('Kustomization')).has(name);
}

const generatedNames = memoize(
  (kustomizations: readonly ObjectSummary[]) =>
    new Set(kustomizations.flatMap(({ details: { configs } }) => configs?.names ?? [])),
);
