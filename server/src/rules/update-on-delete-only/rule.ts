import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'update-on-delete-only',
  summary: 'with OnDelete a changed template reaches no Pod until somebody deletes it',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check({ manifest }) {
    const type = statefulSetFacts(manifest).spec.at('updateStrategy', 'type');
    if (type.string() !== 'OnDelete') return;
    yield { at: type, message: 'OnDelete: a changed template reaches a Pod only when you delete that Pod' };
  },
});
