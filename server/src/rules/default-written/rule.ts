import { writtenDefaults } from '../../effective/writtenDefaults.ts';
import { NO_NODE } from '../../yaml/tree.ts';
import { leaveOut } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'default-written',
  summary: 'the value is what Kubernetes would write anyway',
  severity: 'hint',
  kinds: ['*'],
  isOffByDefault: true,
  *check({ manifest, minor }) {
    for (const { view } of writtenDefaults(manifest, { minor })) {
      yield {
        at: view,
        message: `${String(view.step)} is the default; it can be left out`,
        fixes: () => (view.key === NO_NODE ? [] : [leaveOut(view, 'Leave the default out')]),
      };
    }
  },
});
