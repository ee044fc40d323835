import { groupBy } from '../../base/groupBy.ts';
import { memoize } from '../../base/memoize.ts';
import { podSpecOf } from '../../facts/pods.ts';
import { claimName, statefulSetFacts } from '../../facts/statefulSet.ts';
import { removeEntry, removeItem } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { Fix } from '../../manifest/problem.ts';
import { mayBeTemplate } from '../../yaml/template.ts';
import { NO_NODE } from '../../yaml/tree.ts';
import { allVolumeUses } from '../claims.ts';
import { changeTo, relatedTo, setText } from '../findings.ts';
import { mayHaveOrdinal } from '../podNames.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { turnedClaims } from '../turnedClaimNames.ts';
import { isBeside, workloadKinds } from '../workloads.ts';

export const rule = defineRule({
  id: 'claim-name-unresolved',
  summary: 'the Pods name a claim that is a template, is called otherwise, or lies in another namespace',
  severity: 'warning',
  kinds: [...workloadKinds, 'CronJob'],
  words: ['persistentVolumeClaim'],
  *check(context) {
    const { manifest, workspace } = context;
    if (!workspace.isComplete || manifest.isTemplate) return;
    for (const volume of podSpecOf(manifest).field('volumes').items()) {
      const view = volume.at('persistentVolumeClaim', 'claimName');
      const name = view.string();
      if (!name || view.written !== view.node || mayBeTemplate(name)) continue;
      if (workspace.named('PersistentVolumeClaim', name, manifest.namespace).length > 0) continue;
      const found =
        ofTemplate(view, volume, context) ?? inAnotherNamespace(view, context) ?? turnedRound(view, context);
      if (found) yield found;
    }
  },
});

/** The name of the set's own template, which is mounted by that name and needs no volume. */
function ofTemplate(view: FieldView, volume: FieldView, { manifest }: RuleContext): Finding | undefined {
  if (manifest.kind !== 'StatefulSet') return undefined;
  const name = view.string()!;
  const { start } = statefulSetFacts(manifest);
  const templates = templateNames(manifest);
  const template = templates.get(name);
  // A volume that is called like a template stands there to be replaced.
  if (!template || templates.has(volume.field('name').string() ?? '')) return undefined;
  return {
    at: view,
    message: `Claim "${name}" is not in the workspace: the template makes "${claimName(name, manifest.name, start)}"; mount "${name}" itself`,
    related: [{ message: 'The claim template', range: template.range }],
    fixes: () => mountTemplate(volume, name, manifest),
  };
}

/** Where the claim templates of a set have their names, by name. */
const templateNames = memoize((manifest: Manifest): ReadonlyMap<string, FieldView> => {
  const names = statefulSetFacts(manifest).claimTemplates.map((template) => template.at('metadata', 'name'));
  return new Map(names.map((name) => [name.string() ?? '', name]));
});

/** The mounts of all containers by the name of the volume. */
const mountsByVolume = memoize((manifest: Manifest) =>
  groupBy(
    allVolumeUses(manifest).map(({ name }) => name),
    (name) => name.string() ?? '',
  ),
);

function mountTemplate(volume: FieldView, name: string, manifest: Manifest): Fix[] {
  const own = volume.field('name').string();
  const { tree, written } = volume;
  const list = volume.parent;
  if (own === undefined || !list) return [];
  const mounts = (mountsByVolume(manifest).get(own) ?? []).filter((mount) => mount.written === mount.node);
  const isOnly = tree.firstChild(list.node) === written && tree.nextSibling(written) === NO_NODE;
  const removed = isOnly ? removeEntry(tree, list.key) : removeItem(tree, written);
  const edits = [...mounts.map((mount) => setText(mount, name)), removed].sort((a, b) => a.start - b.start);
  return [{ title: `Remove volume "${own}", and mount template "${name}"`, isSafe: false, edits }];
}

/** A claim beside the manifest that its Pods cannot use. Kustomize may write another namespace into either. */
function inAnotherNamespace(view: FieldView, context: RuleContext): Finding | undefined {
  const { manifest, workspace } = context;
  const name = view.string()!;
  const claims = workspace.named('PersistentVolumeClaim', name, undefined);
  const claim = claims.find((one) => !one.isTemplate && isBeside(one, context));
  if (!claim || workspace.objects('Kustomization').length > 0) return undefined;
  return {
    at: view,
    message: `Claim "${name}" is in namespace "${claim.namespace}", not in "${manifest.namespace}"; the Pods stay Pending`,
    ...relatedTo(claim, workspace),
  };
}

/** The claim of a set, called by set and template the wrong way round. */
function turnedRound(view: FieldView, context: RuleContext): Finding | undefined {
  const [turned] = turnedClaims(view.string()!, context);
  if (!turned) return undefined;
  const { set, ordinal, meant } = turned;
  // What the set does not make is not meant either.
  if (!mayHaveOrdinal(set, ordinal, context.workspace)) return undefined;
  return {
    at: view,
    message: `Claim "${view.string()}" is not in the workspace: StatefulSet "${set.name}" makes "${meant}"; write that`,
    ...relatedTo(set, context.workspace),
    fixes: () => [changeTo(view, meant)],
  };
}
