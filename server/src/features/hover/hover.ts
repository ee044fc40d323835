import { fragmentOf } from '../../analysis/fragment.ts';
import type { Snapshot } from '../../analysis/snapshot.ts';
import { type CancellationToken, throwIfCancelled } from '../../base/cancellation.ts';
import { shiftRange } from '../../base/range.ts';
import { isSettingsFile } from '../settingsWords.ts';
import type { Hover } from '../types.ts';
import { fieldHover } from './fieldHover.ts';
import { ownNames } from './ownNames.ts';
import { parameterHover } from './parameterHover.ts';
import { hoverPlace } from './place.ts';
import { atPlace } from './placeConditions.ts';
import { settingsHover } from './settingsHover.ts';
import { valueHover } from './valueHover.ts';

/**
 * What is taught about a place of an open file: a field's key tells what the field is, a value what the value means (and
 * where there is nothing to say of the value, what its field is). Undefined where nothing is known.
 */
export function hover(snapshot: Snapshot, uri: string, offset: number, token: CancellationToken): Hover | undefined {
  const at = snapshot.place(uri, offset);
  if (!at) return undefined;
  if (isSettingsFile(uri)) {
    const found = settingsHover(at.document, at.offset);
    return found && { ...found, range: shiftRange(found.range, at.documentStart) };
  }
  const manifest = snapshot.manifestAt(at.document, at.offset, uri);
  const place = manifest && hoverPlace({ snapshot, uri, manifest }, at.offset);
  if (!place) return undefined;
  throwIfCancelled(token);
  const isPart = fragmentOf(manifest, { uri, workspace: snapshot.workspace }) !== undefined;
  const names = atPlace(place, ownNames(manifest, snapshot, isPart ? 'part' : 'whole'));
  const markdown =
    parameterHover(place) ?? (place.isKey ? undefined : valueHover(place, names)) ?? fieldHover(place, names);
  return markdown === undefined ? undefined : { markdown, range: shiftRange(place.range, at.documentStart) };
}
