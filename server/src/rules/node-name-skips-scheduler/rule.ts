import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { memoize } from '../../base/memoize.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { addAtPath, indentStep, removeEntry } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { columnOf } from '../../manifest/places.ts';
import type { DocumentEdit, Fix } from '../../manifest/problem.ts';
import { confidenceOf } from '../../storage/model.ts';
import { lineBreak } from '../../text/textLines.ts';
import { mayBeTemplate } from '../../yaml/template.ts';
import { NodeStyle } from '../../yaml/tree.ts';
import { claimsOf, type WrittenClaim, writtenClass } from '../claims.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { claimNames } from '../volumesByHand.ts';

export const rule = defineRule({
  id: 'node-name-skips-scheduler',
  summary: 'nodeName passes over the scheduler, without which claims of the class are never bound',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['nodeName'],
  *check(context) {
    const { podSpec } = statefulSetFacts(context.manifest);
    const view = podSpec.field('nodeName');
    const node = view.string();
    if (!node || mayBeTemplate(node)) return;
    for (const claim of claimsOf(context)) {
      const facts = writtenClass(claim, context);
      if (facts?.bindingMode !== 'WaitForFirstConsumer' || confidenceOf(facts, 'bindingMode') === 'unverified')
        continue;
      if (isBoundBeforehand(claim, context)) continue;
      yield {
        at: view,
        message: `nodeName passes over the scheduler, for which claims of class "${facts.name}" wait; use nodeSelector instead`,
        related: [{ message: 'The claims that stay Pending', range: claim.nameView.range }],
        fixes: () => select(view, podSpec),
      };
      return;
    }
  },
});

/** Whether a volume is promised to the claim: those two find each other without a Pod. */
function isBoundBeforehand(claim: WrittenClaim, context: RuleContext): boolean {
  if (claim.spec.field('volumeName').hasValue) return true;
  const promised = promisedTo(context.workspace.objects('PersistentVolume'));
  return promised === 'anybody' || claimNames(claim, context).some((name) => promised.has(name));
}

/** The claims that volumes are meant for; a template may be meant for any. */
const promisedTo = memoize((volumes: readonly ObjectSummary[]): ReadonlySet<string> | 'anybody' =>
  volumes.some(({ isTemplate }) => isTemplate)
    ? 'anybody'
    : new Set(volumes.flatMap(({ details: { volume } }) => volume?.claimRef ?? [])),
);

const hostLabel = 'kubernetes.io/hostname';

/** Writes the label of the node, which has its name unless somebody chose another one. */
function select(view: FieldView, podSpec: FieldView): Fix[] {
  if (view.written !== view.node || podSpec.written !== podSpec.node) return [];
  const edits = podSpec.field('nodeSelector').exists ? addToSelector(view, podSpec) : [asSelector(view)];
  return edits ? [{ title: `Select the node by ${hostLabel}`, isSafe: false, edits }] : [];
}

function addToSelector(view: FieldView, podSpec: FieldView): readonly DocumentEdit[] | undefined {
  const added = addAtPath(podSpec.tree, podSpec.node, ['nodeSelector'], [`${hostLabel}: ${view.source()}`]);
  const removed = removeEntry(view.tree, view.key);
  if (!added || (added.start >= removed.start && added.start < removed.end)) return undefined;
  return [added, removed].sort((a, b) => a.start - b.start);
}

/** The edit that makes the selector where `nodeName` stands. */
function asSelector(view: FieldView): DocumentEdit {
  const { tree, key, node } = view;
  const { text } = tree;
  const start = tree.start(key);
  const value = view.source() ?? '';
  const end = tree.end(node);
  if (text[start] === '"') return { start, end, newText: `"nodeSelector": { "${hostLabel}": ${value} }` };
  if (tree.style(tree.parent(key)) === NodeStyle.flow)
    return { start, end, newText: `nodeSelector: { ${hostLabel}: ${value} }` };
  const indent = ' '.repeat(columnOf(text, start) + indentStep(tree));
  return { start, end, newText: `nodeSelector:${lineBreak(text)}${indent}${hostLabel}: ${value}` };
}
