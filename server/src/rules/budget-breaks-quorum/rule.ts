import { quorumOf } from '../../base/quorum.ts';
import { replaceValue } from '../../manifest/replaceValue.ts';
import { imageFacts } from '../../storage/imageFacts.ts';
import { budgetedSet, podCount } from '../budgets.ts';
import { relatedTo } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'budget-breaks-quorum',
  summary: 'the disruption budget lets so many members go that the rest have no quorum',
  severity: 'warning',
  kinds: ['PodDisruptionBudget'],
  *check(context) {
    const { manifest, workspace } = context;
    const spec = manifest.view.field('spec');
    const most = spec.field('maxUnavailable');
    const least = spec.field('minAvailable');
    const view = most.exists ? most : least;
    const set = view.exists ? budgetedSet(context) : undefined;
    const { replicas, images } = set?.details.statefulSet ?? { replicas: 0, images: [] };
    const member = images.map(imageFacts).find((facts) => facts?.wantsOddMembers.answer === 'always');
    const amount = podCount(view, replicas);
    if (!set || !member || member.confidence === 'unverified' || amount === undefined || replicas < 3) return;
    const gone = most.exists ? amount : Math.max(0, replicas - amount);
    const quorum = quorumOf(replicas);
    if (replicas - gone >= quorum) return;
    const allowed = replicas - quorum;
    yield {
      at: view,
      message: `${gone} of ${replicas} Pods may go at once, but ${member.product} needs ${quorum} for its quorum; write maxUnavailable: ${allowed}`,
      ...relatedTo(set, workspace),
      fixes: () => {
        if (!most.exists || most.integer() === undefined) return [];
        const edit = replaceValue(most.tree, most.written, `${allowed}`);
        return [{ title: `Change to ${allowed}`, isSafe: false, edits: [edit] }];
      },
    };
  },
});
