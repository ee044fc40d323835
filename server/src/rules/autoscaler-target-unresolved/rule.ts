import { scalingMark } from '../../analysis/indexKeys.ts';
import { type ObjectSummary, sameNamespace } from '../../analysis/workspaceView.ts';
import { didYouMean, nearest } from '../../base/nearest.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { misspelt } from '../name-misspelt/misspelt.ts';
import { autoscalerKinds, scalableKinds } from '../podNames.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { distinctNamesIn, isBeside, isNumbered, objectsNear } from '../workloads.ts';

export const rule = defineRule({
  id: 'autoscaler-target-unresolved',
  summary: 'the autoscaler names a kind or a StatefulSet that does not exist, or one of another namespace',
  severity: 'warning',
  kinds: autoscalerKinds,
  *check(context) {
    const { manifest, workspace } = context;
    const target = manifest.view.at('spec', 'scaleTargetRef');
    const kind = target.field('kind');
    const text = kind.string() ?? '';
    const version = target.field('apiVersion').string() ?? 'apps/v1';
    const isBuiltIn = version === 'v1' || version.startsWith('apps/') || version.startsWith('extensions/');
    const meant = scalableKinds.includes(text) || !isBuiltIn ? undefined : nearest(text, scalableKinds);
    if (text !== '' && meant !== undefined) {
      yield {
        at: kind,
        message: `There is no kind "${text}", so nothing is scaled; ${didYouMean(meant)}`,
        fixes: () => [changeTo(kind, meant, { isSafe: meant.toLowerCase() === text.toLowerCase() })],
      };
      return;
    }
    const name = target.field('name');
    const named = name.string();
    if (!isBuiltIn || !named || !workspace.isComplete) return;
    const other = scalableKinds.includes(text) ? onlyKindOf(named, text, context) : undefined;
    if (other) {
      yield {
        at: kind,
        message: `No ${text} "${named}" is in the workspace, but a ${other.kind}; write that, or nothing is scaled`,
        ...relatedTo(other, workspace),
        fixes: () => (version.startsWith('apps/') ? [changeTo(kind, other.kind)] : []),
      };
      return;
    }
    const elsewhere = scalableKinds.includes(text) ? inAnotherNamespace(named, text, context) : undefined;
    if (elsewhere) {
      const { namespace } = manifest;
      yield {
        at: name,
        message: `${text} "${named}" is in namespace "${elsewhere.namespace}", not in "${namespace}", so nothing is scaled`,
        ...relatedTo(elsewhere, workspace),
        fixes: () => [changeTo(manifest.view.at('metadata', 'namespace'), elsewhere.namespace!)],
      };
      return;
    }
    if (text !== 'StatefulSet' || workspace.named('StatefulSet', named, manifest.namespace).length > 0) return;
    const names = distinctNamesIn(objectsNear('StatefulSet', context));
    // Of names with several words one may belong to a sibling that is elsewhere: `cache-a` and `cache-b`.
    const near = (named.includes('-') ? misspelt : nearest)(named, names);
    // So may one that differs in a number, or the one that another autoscaler scales.
    if (near === undefined || isNumbered(named, near) || isScaled(near, context)) return;
    yield {
      at: name,
      message: `No StatefulSet "${named}" is in the workspace; ${didYouMean(near)}`,
      fixes: () => [changeTo(name, near)],
    };
  },
});

function isScaled(set: string, { manifest, workspace }: RuleContext): boolean {
  return autoscalerKinds.some((kind) =>
    workspace.marked(kind, scalingMark(set)).some(({ namespace, details }) => {
      return details.autoscaler?.targetKind === 'StatefulSet' && sameNamespace(namespace, manifest.namespace);
    }),
  );
}

/** The set (or Deployment, for a set that is not there) beside the autoscaler that alone has the name of its target. */
function onlyKindOf(name: string, kind: string, context: RuleContext): ObjectSummary | undefined {
  const { manifest, workspace } = context;
  const ofName = (other: string) => workspace.named(other, name, manifest.namespace);
  if (ofName(kind).length > 0) return undefined;
  return ofName(kind === 'StatefulSet' ? 'Deployment' : 'StatefulSet').find(
    (object) => !object.isTemplate && isBeside(object, context),
  );
}

/** The target beside the autoscaler that is out of its reach. Kustomize may write another namespace into either. */
function inAnotherNamespace(name: string, kind: string, context: RuleContext): ObjectSummary | undefined {
  const { manifest, workspace } = context;
  const target = workspace.named(kind, name, undefined).find((one) => !one.isTemplate && isBeside(one, context));
  // Where either namespace is not written both can be the same one.
  if (!target || workspace.named(kind, name, manifest.namespace).length > 0) return undefined;
  return workspace.objects('Kustomization').length > 0 ? undefined : target;
}
