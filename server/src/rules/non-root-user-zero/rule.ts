import { securityField } from '../../facts/securityContext.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'non-root-user-zero',
  summary: 'runAsNonRoot forbids the user 0 that runAsUser chooses, so the container is never started',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['runAsNonRoot'],
  *check({ manifest }) {
    const { podSpec, containers, initContainers } = statefulSetFacts(manifest);
    const said = new Set<number>();
    for (const container of [...initContainers, ...containers]) {
      // Kubernetes: kubelet, `verifyRunAsNonRoot`.
      const user = securityField(container, podSpec, 'runAsUser');
      const nonRoot = securityField(container, podSpec, 'runAsNonRoot');
      if (user.integer() !== 0 || nonRoot.boolean() !== true || said.has(user.node)) continue;
      said.add(user.node);
      yield {
        at: user,
        message: 'runAsNonRoot forbids user 0, so the container is never started; write another user',
        related: [{ message: 'runAsNonRoot is set here', range: nonRoot.range }],
      };
    }
  },
});
