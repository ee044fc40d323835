import { scalingMark } from '../analysis/indexKeys.ts';
import { type ObjectSummary, sameNamespace, type WorkspaceView } from '../analysis/workspaceView.ts';
import { nearest } from '../base/nearest.ts';
import { podName } from '../facts/statefulSet.ts';
import type { RuleContext } from './rule.ts';

/** The Pods that a set has, for sentences: `web-0 to web-2`, `web-0`, or `no Pods`. */
export function podRange(set: ObjectSummary): string {
  const { replicas, start } = set.details.statefulSet!;
  if (replicas === 0) return 'no Pods';
  const first = podName(set.name, start);
  return replicas === 1 ? first : `${first} to ${podName(set.name, start + replicas - 1)}`;
}

/** Whether a set has a Pod of that ordinal. */
export function hasOrdinal(set: ObjectSummary, ordinal: number): boolean {
  const { replicas, start } = set.details.statefulSet!;
  return ordinal >= start && ordinal < start + replicas;
}

/**
 * Whether a set has a Pod of that ordinal, or may have: an autoscaler may add it, one that rests at 0 replicas is scaled
 * up by somebody, and of one whose count cannot be read nothing is known.
 */
export function mayHaveOrdinal(set: ObjectSummary, ordinal: number, workspace: WorkspaceView): boolean {
  const { replicas, isCountKnown } = set.details.statefulSet!;
  return !isCountKnown || replicas === 0 || hasOrdinal(set, ordinal) || isScaledByOthers(set, workspace);
}

/** Whether an autoscaler or a kustomization decides how many Pods a set has. */
export function isScaledByOthers(set: ObjectSummary, workspace: WorkspaceView): boolean {
  return isScaledByKustomize(set, workspace) || autoscalersOf(set, workspace).length > 0;
}

/** The one autoscaler that surely decides how many Pods a set has, and nothing else does; undefined where that is not clear. */
export function onlyAutoscalerOf(set: ObjectSummary, workspace: WorkspaceView): ObjectSummary | undefined {
  const [scaler, another] = autoscalersOf(set, workspace);
  const isSure = scaler?.details.autoscaler?.targetKind === 'StatefulSet' && !scaler.isTemplate;
  return isSure && !another && !isScaledByKustomize(set, workspace) ? scaler : undefined;
}

function isScaledByKustomize({ name }: ObjectSummary, workspace: WorkspaceView): boolean {
  return workspace.objects('Kustomization').some(({ details }) => details.scales?.includes(name));
}

function autoscalersOf(set: ObjectSummary, workspace: WorkspaceView): readonly ObjectSummary[] {
  return autoscalerKinds.flatMap((kind) =>
    workspace
      .marked(kind, scalingMark(set.name))
      .filter((scaler) => sameNamespace(scaler.namespace, set.namespace) && mayScaleSets(scaler)),
  );
}

/**
 * Whether an autoscaler may scale StatefulSets: not one of another built-in kind, of a misspelt one, or a ScaledObject
 * without one, which means a Deployment. Other kinds may own a set and its replicas.
 */
function mayScaleSets({ kind, isTemplate, details }: ObjectSummary): boolean {
  const target = details.autoscaler!.targetKind;
  if (isTemplate || target === 'StatefulSet') return true;
  if (target === '') return kind !== 'ScaledObject';
  return !scalableKinds.includes(target) && nearest(target, scalableKinds) === undefined;
}

/** The autoscaler of the workspace that sets the replicas of the StatefulSet of the context. */
export function autoscalerOf({ manifest, workspace }: RuleContext): ObjectSummary | undefined {
  return autoscalerKinds
    .flatMap((kind) => workspace.marked(kind, scalingMark(manifest.name)))
    .find(({ namespace, details }) => {
      // KEDA's ScaledObject may leave the kind out, which then means Deployment.
      const isOfSet = details.autoscaler?.targetKind === 'StatefulSet';
      return isOfSet && sameNamespace(namespace, manifest.namespace);
    });
}

/** Kinds that an autoscaler can scale, as the API spells them. */
export const scalableKinds: readonly string[] = ['StatefulSet', 'Deployment', 'ReplicaSet', 'ReplicationController'];

/** Kinds of objects that set the replicas of others. */
export const autoscalerKinds: readonly string[] = ['HorizontalPodAutoscaler', 'ScaledObject'];
