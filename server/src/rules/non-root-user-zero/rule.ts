import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'non-root-user-zero',
  summary: 'runAsNonRoot forbids the user 0 that runAsUser chooses, so the container is never started',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest }) {
    const { podSpec, containers, initContainers } = statefulSetFacts(manifest);
    const said = new Set<number>();
    for (const container of [...initContainers, ...containers]) {
      // What a container says itself goes before what the Pod says (kubelet, `verifyRunAsNonRoot`).
      const [user, nonRoot] = ['runAsUser', 'runAsNonRoot'].map((name) => {
        const own = container.at('securityContext', name);
        return own.hasValue ? own : podSpec.at('securityContext', name);
      });
      if (user?.integer() !== 0 || nonRoot?.boolean() !== true || said.has(user.node)) continue;
      said.add(user.node);
      yield {
        at: user,
        message: 'runAsNonRoot forbids user 0, so the container is never started; write another user',
        related: [{ message: 'runAsNonRoot is set here', range: nonRoot.range }],
      };
    }
  },
});
