import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { type ImageFacts, imageFacts } from '../../storage/imageFacts.ts';
import { volumeUses } from '../claims.ts';
import { covers, isMovedElsewhere } from '../dataDirectories.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'data-directory-not-persistent',
  summary: "the image's data directory lies on an emptyDir or hostPath volume",
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest }) {
    const { containers, volumes } = statefulSetFacts(manifest);
    for (const container of containers) {
      const facts = imageFacts(container.field('image').string() ?? '');
      if (
        !facts ||
        facts.confidence === 'unverified' ||
        facts.keeps !== 'directories' ||
        isMovedElsewhere(container, facts)
      )
        continue;
      for (const { name, mount } of volumeUses(container)) {
        const volume = volumes.find((candidate) => candidate.field('name').string() === name.string());
        const path = mount.field('mountPath').string();
        if (!volume || path === undefined || !isDataAt(path, facts)) continue;
        const found = describe(volume, facts);
        if (found) yield { at: mount.field('mountPath'), ...found };
      }
    }
  },
});

function isDataAt(path: string, facts: ImageFacts): boolean {
  return facts.dataDirs.some((directory) => covers(path, directory));
}

function describe(
  volume: FieldView,
  facts: ImageFacts,
): { message: string; severity: 'warning' | 'information' } | undefined {
  const where = facts.dataDirs.join(', ');
  if (volume.field('emptyDir').exists) {
    const message = `${facts.product} keeps its data in ${where}, and this emptyDir goes with the Pod; use a claim template`;
    return { message, severity: 'warning' };
  }
  if (!volume.field('hostPath').exists) return undefined;
  const message = `${facts.product} keeps its data in ${where}, and this directory stays on one node; use a claim template`;
  return { message, severity: 'information' };
}
