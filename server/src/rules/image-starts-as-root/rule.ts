import { securityField } from '../../facts/securityContext.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { addEntry } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Fix } from '../../manifest/problem.ts';
import { imageFacts } from '../../storage/imageFacts.ts';
import { hasOtherIds, sureUser } from '../../storage/imageUsers.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'image-starts-as-root',
  summary: 'runAsNonRoot forbids root, as which the image starts, and no runAsUser is set',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['runAsNonRoot'],
  *check({ manifest }) {
    const { podSpec, containers, initContainers } = statefulSetFacts(manifest);
    if (podSpec.at('os', 'name').string() === 'windows') return;
    const all = [...initContainers, ...containers];
    for (const container of all) {
      // Kubernetes: kubelet, `verifyRunAsNonRoot`.
      const nonRoot = securityField(container, podSpec, 'runAsNonRoot');
      if (nonRoot.boolean() !== true || securityField(container, podSpec, 'runAsUser').hasValue) continue;
      const image = container.field('image');
      const reference = image.string() ?? '';
      const user = sureUser(reference);
      if (!user?.startsAsRoot) continue;
      const product = imageFacts(reference)?.product ?? '';
      yield {
        at: image,
        message: `The image of ${product} starts as root, which runAsNonRoot forbids, so the kubelet refuses it; set runAsUser`,
        related: [{ message: 'runAsNonRoot is set here', range: nonRoot.range }],
        fixes: () => {
          if (!user.uid || hasOtherIds(reference)) return [];
          const isOfPod = all.length === 1 && !container.at('securityContext', 'runAsNonRoot').hasValue;
          return fixes(isOfPod ? podSpec : container, user.uid);
        },
      };
    }
  },
});

function fixes(holder: FieldView, user: number): Fix[] {
  const context = holder.field('securityContext');
  if (context.hasValue && !context.isMapping()) return [];
  const edit = context.exists
    ? addEntry(context.tree, context.node, [`runAsUser: ${user}`])
    : addEntry(holder.tree, holder.node, ['securityContext:', `  runAsUser: ${user}`]);
  return edit ? [{ title: `Set runAsUser to ${user}`, isSafe: false, edits: [edit] }] : [];
}
