import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { claimsOf, volumeUses } from '../claims.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'volume-mode-mismatch',
  summary: 'a Block claim is mounted as a directory, or a Filesystem claim used as a device',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const { containers, initContainers } = statefulSetFacts(context.manifest);
    const claims = new Map(claimsOf(context).map((claim) => [claim.name, claim]));
    for (const { name, isDevice } of [...containers, ...initContainers].flatMap(volumeUses)) {
      const claim = claims.get(name.string() ?? '');
      if (!claim || (claim.volumeMode === 'Block') === isDevice) continue;
      const message = isDevice
        ? `"${claim.name}" has a file system and is no device; mount it under volumeMounts, or write volumeMode: Block`
        : `"${claim.name}" is a raw device without a file system; use volumeDevices, or leave volumeMode out`;
      const related = claim.spec.field('volumeMode');
      yield {
        at: name,
        message: `${message}`,
        related: [{ message: 'The claim template', range: related.exists ? related.range : claim.nameView.range }],
      };
    }
  },
});
