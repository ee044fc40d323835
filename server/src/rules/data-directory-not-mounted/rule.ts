import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { imageFacts } from '../../storage/imageFacts.ts';
import { claimsOf, volumeUses } from '../claims.ts';
import { isMovedElsewhere, meets } from '../dataDirectories.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'data-directory-not-mounted',
  summary: "the claim is mounted beside the image's data directory, so the data is lost with the container",
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const claims = new Set(claimsOf(context).map(({ name }) => name));
    for (const container of statefulSetFacts(context.manifest).containers) {
      const facts = imageFacts(container.field('image').string() ?? '');
      if (
        !facts ||
        facts.confidence === 'unverified' ||
        facts.keeps !== 'directories' ||
        isMovedElsewhere(container, facts)
      )
        continue;
      const uses = volumeUses(container).filter(({ isDevice }) => !isDevice);
      const good = [...facts.dataDirs, ...facts.alsoGoodDirs];
      if (uses.some(({ mount }) => good.some((directory) => meets(pathOf(mount), directory)))) continue;
      const claimed = uses.filter(({ name }) => claims.has(name.string() ?? ''));
      const [first] = claimed;
      // A container without any claim may be a helper; one with a claim somewhere else has missed its directory.
      if (!first) continue;
      yield {
        at: first.mount.field('mountPath'),
        message: `${facts.product} keeps its data in ${facts.dataDirs.join(', ')}, not here; mount the claim there`,
        fixes: () =>
          claimed.length === 1 && facts.dataDirs.length === 1
            ? [
                {
                  title: `Mount it at ${facts.dataDirs[0]}`,
                  isSafe: false,
                  edits: [{ ...first.mount.field('mountPath').range, newText: facts.dataDirs[0]! }],
                },
              ]
            : [],
      };
    }
  },
});

function pathOf(mount: FieldView): string {
  return mount.field('mountPath').string() ?? '';
}
