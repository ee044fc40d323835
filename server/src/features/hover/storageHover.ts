import { conceptLinks } from './fieldHover.ts';
import type { OwnNames } from './ownNames.ts';
import type { HoverPlace } from './place.ts';
import { code, renderHover } from './render.ts';

/** What a storage class is and where it was found; what the empty name means. */
export function storageClassHover(place: HoverPlace, _names: OwnNames): string | undefined {
  if (place.view.step !== 'storageClassName') return undefined;
  const name = place.view.string();
  if (name === undefined) return undefined;
  const found = place.snapshot.workspace.objects('StorageClass').find((candidate) => candidate.name === name)
    ?.details.storageClass;
  if (!found) return undefined;
  return renderHover({
    title: name,
    note: 'storage class',
    answer: `volumes made by ${code(found.provisioner)}`,
    links: conceptLinks('storage-class'),
  });
}
