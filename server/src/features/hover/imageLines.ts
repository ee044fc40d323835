import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { covers } from '../../rules/dataDirectories.ts';
import { describeImage } from '../../storage/describe.ts';
import { type ImageFacts, imageFacts } from '../../storage/imageFacts.ts';
import { mayBeTemplate } from '../../yaml/template.ts';
import { code } from '../markdown.ts';
import type { HoverPlace } from './place.ts';
import { mountedVolume } from './volumeOfPlace.ts';

/** Where the image of the container keeps its data, for `image`; for `mountPath` whether this mount is that place. */
export function imageLines(place: HoverPlace): string[] {
  const { step, parent } = place.view;
  const container = step === 'image' ? parent : step === 'mountPath' ? parent?.parent?.parent : undefined;
  if (!container || statefulSetFacts(place.manifest).containers.length === 0) return [];
  const facts = imageFacts(container.field('image').string() ?? '');
  const written = facts && writtenSetting(container, facts);
  if (!facts || (step === 'mountPath' && !isForData(place, written?.value ? [written.value] : facts.dataDirs)))
    return [];
  if (!written) return [`${describeImage(facts)}.`];
  const { name, value } = written;
  const isKnown = value !== undefined && !mayBeTemplate(value);
  return [`${facts.product} keeps its data ${isKnown ? `in ${code(value)}, as` : 'where'} ${code(name)} says.`];
}

/** Whether a mount holds the data. One for something else (`/tmp`, a configuration file) has nothing to do with it. */
function isForData(place: HoverPlace, directories: readonly string[]): boolean {
  const path = place.view.string();
  if (!path || mayBeTemplate(path)) return false;
  if (mountedVolume(place)?.template !== undefined) return true;
  return directories.some((directory) => covers(path, directory) || covers(directory, path));
}

/** A variable of the container that moves the data. */
function writtenSetting(
  container: FieldView,
  { movedBy }: ImageFacts,
): { name: string; value: string | undefined } | undefined {
  const names = movedBy.filter(({ by }) => by === 'env').map(({ name }) => name);
  for (const variable of container.field('env').items()) {
    const name = variable.field('name').string();
    if (name !== undefined && names.includes(name)) return { name, value: variable.field('value').string() };
  }
  return undefined;
}
