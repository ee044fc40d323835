import type { Snapshot } from '../../analysis/snapshot.ts';
import { type CancellationToken, throwIfCancelled } from '../../base/cancellation.ts';
import { ValueKind } from '../../schema/compile.ts';
import { isSettingsFile } from '../settingsWords.ts';
import type { CompletionItem, CompletionList } from '../types.ts';
import { blockTextSlot } from './blockText.ts';
import { commentItems } from './comments.ts';
import { missingFields, presentKeys, wholeItem } from './fields/fields.ts';
import type { Offer } from './offers.ts';
import { renderOffer } from './render.ts';
import { isListItem, type Request, requestAt } from './request.ts';
import { settingsItems } from './settings.ts';
import { type Slot, slotsAt } from './slots.ts';
import { wholeObjects } from './snippets/documents.ts';
import { partsFor } from './snippets/parts.ts';
import { keyContext, valueContext } from './values/context.ts';
import { keysFor, valuesFor } from './values/sources.ts';

const nothing: CompletionList = { items: [], isIncomplete: false };

/** What can be written at an offset of an open file, the likeliest first; nothing for files that are not open. */
export function complete(snapshot: Snapshot, uri: string, offset: number, token: CancellationToken): CompletionList {
  const request = requestAt(snapshot, uri, { offset, token });
  if (!request) return nothing;
  const { cursor } = request;
  if (cursor.kind === 'nowhere') return isSettingsFile(uri) ? nothing : inBlockText(request);
  if (cursor.kind === 'comment') return { items: commentItems(request, cursor.start), isIncomplete: false };
  if (isSettingsFile(uri)) return { items: settingsItems(request), isIncomplete: false };
  const slots = slotsAt(request);
  const items: CompletionItem[] = [];
  for (const slot of slots) {
    for (const offer of offersFor(request, slot)) {
      throwIfCancelled(token);
      const item = renderOffer(request, slot, { offer, rank: items.length });
      if (item) items.push(item);
    }
  }
  return { items, isIncomplete: slots.some(changesWithText) };
}

/** Parts of texts that begin with what is typed; another letter needs another list, as most words are none of them. */
function inBlockText(request: Request): CompletionList {
  const slot = blockTextSlot(request);
  const context = slot && valueContext(request, slot);
  if (!context) return nothing;
  const typed = slot.spot.typed.toLowerCase();
  const items: CompletionItem[] = [];
  for (const offer of valuesFor(context)) {
    if (!offer.isPart || !offer.label.toLowerCase().startsWith(typed)) continue;
    const item = renderOffer(request, slot, { offer, rank: items.length });
    if (item) items.push(item);
  }
  return { items, isIncomplete: true };
}

function* offersFor(request: Request, slot: Slot): Generator<Offer> {
  if (slot.role === 'value') {
    const context = valueContext(request, slot);
    if (context) yield* valuesFor(context);
    return;
  }
  if (request.cursor.kind === 'documentStart' && !request.isJson) yield* wholeObjects(request);
  // Of what the schema does not describe only the root of an object is known.
  const depth = slot.object ? slot.object.path.length : slot.path.length;
  if (slot.schema === undefined && depth > 0 && !isListItem(request, slot.path)) return;
  const present = presentKeys(request, slot);
  const context = keyContext(request, slot, present);
  if (context) {
    yield* keysFor(context);
    return;
  }
  if (present.size === 0 && isListItem(request, slot.path) && !slot.spot.isFlow && !request.isJson) {
    // A list has one object an item, so what is two documents elsewhere does not fit.
    for (const offer of wholeObjects(request)) if (!offer.block.includes('\n---\n')) yield offer;
  }
  const isNewItem = present.size === 0 && typeof slot.path.at(-1) === 'number';
  if (isNewItem) {
    const parts = [...partsFor(request, slot, present)];
    const whole = [...wholeItem(request, slot)];
    yield* knowsItsOwn(slot) ? [...parts, ...whole] : [...whole, ...parts];
  }
  yield* missingFields(request, slot, present);
  if (!isNewItem) yield* partsFor(request, slot, present);
}

/** Lists of which the manifest tells what belongs into them: volumes to mount, claims for what is mounted. */
function knowsItsOwn({ schema }: Slot): boolean {
  return (
    schema?.id.startsWith('core.v1.Container.volume') || schema?.id === 'apps.v1.StatefulSetSpec.volumeClaimTemplates[]'
  );
}

/** Numbers get their units while they are typed, and of the many storage classes only the likeliest are listed. */
function changesWithText({ role, schema }: Slot): boolean {
  if (role !== 'value' || !schema) return false;
  return schema.value.kind === ValueKind.quantity || schema.id.endsWith('.storageClassName');
}
