import { writtenDefaults } from '../../effective/writtenDefaults.ts';
import { removeEntry } from '../../manifest/edits.ts';
import { NO_NODE } from '../../yaml/tree.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'default-written',
  summary: 'the value is what Kubernetes would write anyway',
  severity: 'hint',
  kinds: ['*'],
  isOffByDefault: true,
  *check({ manifest, minor }) {
    for (const { view } of writtenDefaults(manifest, { minor })) {
      const { tree, key } = view;
      yield {
        at: view,
        message: `${String(view.step)} is the default; it can be left out`,
        fixes: () =>
          key === NO_NODE ? [] : [{ title: 'Leave the default out', isSafe: false, edits: [removeEntry(tree, key)] }],
      };
    }
  },
});
