import { securityField } from '../../facts/securityContext.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { imageFacts } from '../../storage/imageFacts.ts';
import { hasOtherIds, sureUser } from '../../storage/imageUsers.ts';
import { defineRule } from '../rule.ts';
import { setSecurityField } from '../securityFixes.ts';

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
      const user = container.ask('image', sureUser);
      if (!user?.startsAsRoot) continue;
      const image = container.field('image');
      const reference = image.string() ?? '';
      const product = imageFacts(reference)?.product ?? '';
      yield {
        at: image,
        message: `The image of ${product} starts as root, which runAsNonRoot forbids, so the kubelet refuses it; set runAsUser`,
        related: [{ message: 'runAsNonRoot is set here', range: nonRoot.range }],
        fixes: () => {
          if (!user.uid || hasOtherIds(reference)) return [];
          const isOfPod = all.length === 1 && !container.at('securityContext', 'runAsNonRoot').hasValue;
          return setSecurityField(isOfPod ? podSpec : container, 'runAsUser', user.uid);
        },
      };
    }
  },
});
