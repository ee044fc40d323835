import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { type ImageFacts, imageFacts } from '../../storage/imageFacts.ts';
import { isInRange, parseImage } from '../../storage/imageTags.ts';
import { isFromMaker } from '../../storage/imageUsers.ts';
import { claimsOf, hasSource, volumeUses } from '../claims.ts';
import { isStartedPlainly } from '../imageStarts.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { variableNames } from '../variables.ts';
import { hasPatches } from '../workloads.ts';

export const rule = defineRule({
  id: 'first-password-missing',
  summary: 'a database has no variable that decides about its first password, so its first start ends',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const { manifest } = context;
    if (manifest.isTemplate) return;
    for (const container of statefulSetFacts(manifest).containers) {
      const facts = container.ask('image', needing);
      if (!facts || !isStartedPlainly(container, facts) || hasOne(container, facts)) continue;
      if (claimsOf(context).some(hasSource) || mayHoldData(container, context) || hasPatches(context)) continue;
      const [usual] = facts.firstStart.variables;
      yield {
        at: container.field('image'),
        message: `${facts.product} ends when it starts on an empty volume without ${usual}; set it, best from a Secret`,
      };
    }
  },
});

/** The facts of an image that comes from where it is published, and asks for a variable. */
function needing(reference: string): ImageFacts | undefined {
  const facts = imageFacts(reference);
  if (!facts || facts.firstStart.variables.length === 0 || !isFromMaker(reference)) return undefined;
  const tag = parseImage(reference)?.tag;
  return tag !== undefined && isInRange(tag, facts.firstStart.tags) ? facts : undefined;
}

function hasOne(container: FieldView, { firstStart }: ImageFacts): boolean {
  if (container.field('envFrom').exists) return true;
  const wanted = new Set(firstStart.variables.flatMap((name) => [name, `${name}_FILE`]));
  return variableNames(container).some((name) => wanted.has(name));
}

/** Whether a volume of the container may have been filled before: by an init container, or because it was there. */
function mayHoldData(container: FieldView, { manifest }: RuleContext): boolean {
  const { initContainers, volumes } = statefulSetFacts(manifest);
  const namesIn = (one: FieldView) => volumeUses(one).map(({ name }) => name.string() ?? '');
  const prepared = new Set(initContainers.flatMap(namesIn));
  const kept = new Set(
    volumes
      .filter((volume) => !passing.some((name) => volume.field(name).exists))
      .map((one) => one.field('name').string()),
  );
  return namesIn(container).some((name) => prepared.has(name) || kept.has(name));
}

/** Volumes that hold no data from before. */
const passing = ['emptyDir', 'configMap', 'secret', 'projected', 'downwardAPI'];
