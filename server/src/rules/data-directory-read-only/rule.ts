import { memoize } from '../../base/memoize.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { Fix } from '../../manifest/problem.ts';
import { type ContainerData, containersWithData, covers, type Mount, mountOf } from '../dataDirectories.ts';
import { leaveOut } from '../findings.ts';
import { defineRule, type RuleContext } from '../rule.ts';

export const rule = defineRule({
  id: 'data-directory-read-only',
  summary: "the image's data directory is mounted read only, so the program cannot write its data",
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['readOnly'],
  *check(context) {
    for (const data of containersWithData(context)) {
      const { facts, directories } = data;
      if (facts.isOftenACache || contentReaders.has(facts.product)) continue;
      const places = new Map<FieldView, string>();
      for (const directory of directories) {
        const view = whatForbids(directory, data, context);
        if (view) places.set(view, directory);
      }
      for (const [view, directory] of places) {
        yield {
          at: view,
          message: `${facts.product} writes its data to ${directory}, which is mounted read only; leave readOnly out`,
          fixes: () => fixesOf(view),
        };
      }
    }
  },
});

/** Those that may serve what somebody else has put there: models, images, files of a site. */
const contentReaders: ReadonlySet<string> = new Set([
  'Ollama',
  'Registry',
  'WordPress',
  'WordPress (Bitnami)',
  'Nextcloud',
  'Ghost',
  'Ghost (Bitnami)',
]);

/** The `readOnly` for which a directory cannot be written; undefined where it can, or a part of it. */
function whatForbids(directory: string, data: ContainerData, context: RuleContext): FieldView | undefined {
  const mount = mountOf(directory, data.mounts);
  const view = mount && readOnlyOf(mount, context);
  if (!view || mount.kind === 'configuration') return undefined;
  const parts = [directory, ...(data.isDefault ? data.facts.alsoGoodDirs : [])];
  const canWrite = data.mounts.some(
    (other) => other !== mount && parts.some((part) => covers(part, other.path)) && !readOnlyOf(other, context),
  );
  return canWrite ? undefined : view;
}

/** That of the mount or of the claim in its volume; a claim template takes the place of a volume of its name. */
function readOnlyOf({ view, name, template }: Mount, { manifest }: RuleContext): FieldView | undefined {
  const own = view.field('readOnly');
  if (own.boolean() === true) return own;
  if (template) return undefined;
  const ofVolume = volumesByName(manifest).get(name)?.at('persistentVolumeClaim', 'readOnly');
  return ofVolume?.boolean() === true ? ofVolume : undefined;
}

const volumesByName = memoize(
  (manifest: Manifest) =>
    new Map(statefulSetFacts(manifest).volumes.map((volume) => [volume.field('name').string() ?? '', volume])),
);

function fixesOf(view: FieldView): Fix[] {
  // What asks for more than readOnly is refused without it.
  if (view.written !== view.node || view.parent?.field('recursiveReadOnly').exists) return [];
  return [leaveOut(view, 'Leave readOnly out')];
}
