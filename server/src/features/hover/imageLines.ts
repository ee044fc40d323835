import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { describeImage } from '../../storage/describe.ts';
import { type ImageFacts, imageFacts } from '../../storage/imageFacts.ts';
import type { HoverPlace } from './place.ts';
import { isFinal } from './policies.ts';
import { code } from './render.ts';
import { mountedVolume } from './volumeOfPlace.ts';

/** Where the image of the container keeps its data, for `image`; for `mountPath` whether this mount is that place. */
export function imageLines(place: HoverPlace): string[] {
  const { step, parent } = place.view;
  if (statefulSetFacts(place.manifest).containers.length === 0) return [];
  if (step === 'image' && parent) return sentences(parent);
  const container = step === 'mountPath' ? parent?.parent?.parent : undefined;
  const facts = container && imageFacts(container.field('image').string() ?? '');
  const path = container && parent?.field('mountPath').string();
  if (!facts || !path || !isFinal(path)) return [];
  const directories = writtenDirectories(container) ?? facts.dataDirs;
  const holds = directories.some((directory) => isWithin(directory, path) || isWithin(path, directory));
  const template = mountedVolume(place)?.template;
  // A volume for something else (`/tmp`, a configuration file) has nothing to do with the data.
  if (!holds && template === undefined) return [];
  return sentences(container);
}

function sentences(container: FieldView): string[] {
  const facts = imageFacts(container.field('image').string() ?? '');
  if (!facts) return [];
  const written = writtenSetting(container, facts);
  if (!written) return [`${describeImage(facts)}.`];
  const { name, value } = written;
  if (value === undefined || !isFinal(value)) return [`${facts.product} keeps its data where ${code(name)} says.`];
  return [`${facts.product} keeps its data in ${code(value)}, as ${code(name)} says.`];
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

function writtenDirectories(container: FieldView): readonly string[] | undefined {
  const facts = imageFacts(container.field('image').string() ?? '');
  const written = facts && writtenSetting(container, facts);
  return written?.value === undefined ? undefined : [written.value];
}

function isWithin(inner: string, outer: string): boolean {
  const end = outer.endsWith('/') ? outer : `${outer}/`;
  return inner === outer || `${inner}/`.startsWith(end);
}
