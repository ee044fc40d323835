import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { leaveOut } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'version-label-fixed',
  summary: 'a label that changes with each release stands where nothing can ever be changed',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check({ manifest }) {
    const { spec, claimTemplates } = statefulSetFacts(manifest);
    for (const { value, name } of versionsIn(spec.at('selector', 'matchLabels'))) {
      yield {
        at: value,
        message: `The selector can never change, but "${name}" does with each release; select by labels that stay`,
      };
    }
    for (const template of claimTemplates) {
      for (const { value, name } of versionsIn(template.at('metadata', 'labels'))) {
        yield {
          at: value,
          message: `Claim templates can never change, but "${name}" does with each release; leave it out`,
          fixes: () => [leaveOut(value, 'Leave the label out')],
        };
      }
    }
  },
});

/** Labels whose value is a version by convention, and `version` where it is one beyond doubt. */
const versionLabels: readonly string[] = ['app.kubernetes.io/version', 'helm.sh/chart', 'chart'];

function versionsIn(labels: FieldView): { name: string; value: FieldView }[] {
  return labels.entries().filter(({ name, value }) => {
    const text = value.string() ?? '';
    if (name === 'version') return /\d\.\d/.test(text);
    return versionLabels.includes(name) && /\d/.test(text);
  });
}
