import type { FieldView } from '../manifest/fieldView.ts';
import type { ImageFacts } from '../storage/imageFacts.ts';

/** Whether a container lets the script of its image start the image's own program. */
export function isStartedPlainly(container: FieldView, { programs }: ImageFacts): boolean {
  if (container.field('command').exists) return false;
  const first = container.field('args').items()[0]?.text();
  return first === undefined || first.startsWith('-') || programs.includes(first);
}
