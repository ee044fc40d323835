import { type Range, shiftRange } from '../../base/range.ts';
import { ValueKind } from '../../schema/compile.ts';
import type { CompletionItem } from '../types.ts';
import type { Spot } from './cursor/places.ts';
import { layOut } from './layout.ts';
import { type EntryOffer, isEntry, type Offer, type ValueOffer } from './offers.ts';
import { isReference, referenceAround } from './reference.ts';
import type { Request } from './request.ts';
import { scalarText } from './scalarText.ts';
import type { Slot } from './slots.ts';

/** An offer as an item of the list, at that rank; undefined where it cannot be written in the slot's style. */
export function renderOffer(
  request: Request,
  slot: Slot,
  placed: { offer: Offer; rank: number },
): CompletionItem | undefined {
  const { offer, rank } = placed;
  const isPart = !isEntry(offer) && offer.isPart;
  const { spot, isOfReference } = isPart ? wordSpot(request, slot.spot) : { spot: slot.spot, isOfReference: false };
  // Within $(…) stands the name of a variable.
  if (isOfReference && isPart && !isReference(offer.value)) return undefined;
  const text = isEntry(offer) ? entryText(request, slot, offer) : valueText(request, { ...slot, spot }, offer);
  if (text === undefined) return undefined;
  const insertText = spot.before + text.insert + spot.behind;
  const isSnippet = text.isSnippet;
  return {
    label: isEntry(offer) && slot.isNewItem && !spot.isFlow ? `- ${offer.label}` : offer.label,
    kind: offer.kind,
    ...(offer.detail === undefined ? {} : { detail: offer.detail }),
    ...(offer.documentation === undefined ? {} : { documentation: offer.documentation }),
    insertText,
    isSnippet,
    lineIndent: spot.lineIndent,
    replace: shiftRange(spot.replace, request.documentStart),
    filterText: leadOf(spot.typed) + (offer.filter ?? offer.label),
    sortText: String(rank).padStart(4, '0'),
    ...(offer.isDeprecated ? { isDeprecated: true } : {}),
    ...(offer.isPreselected ? { isPreselected: true } : {}),
    ...(offer.asksAgain && slot.has === 'nothing' ? { asksAgain: true } : {}),
    ...editsElsewhere(request, slot, offer),
  };
}

interface Inserted {
  readonly insert: string;
  readonly isSnippet: boolean;
}

function entryText(request: Request, slot: Slot, offer: EntryOffer): Inserted | undefined {
  const { spot, has } = slot;
  const isOneLine = spot.isFlow || request.isJson;
  if (has !== 'nothing') {
    const style = { quote: spot.quote, isFlow: spot.isFlow, isJson: request.isJson, isString: true };
    const name = scalarText(offer.name, style);
    return { insert: has === 'colon' ? name : `${name}:`, isSnippet: false };
  }
  if (isOneLine) {
    const flow = offer.flow?.(request.isJson);
    if (flow === undefined) return undefined;
    return { insert: slot.open + flow + slot.close, isSnippet: true };
  }
  return { insert: indented(request, slot, offer.block), isSnippet: true };
}

/** A block laid out like the file, its lines indented as they must be. */
function indented(request: Request, slot: Slot, block: string): string {
  const { lineIndent } = slot.spot;
  const pad = lineIndent + ' '.repeat(Math.max(0, slot.column - lineIndent.length));
  const lines = layOut(block, request.layout).split('\n');
  const rest = lines.slice(1).map((line) => (line === '' ? '' : pad + line));
  const dashPad = pad.slice(0, Math.max(0, pad.length - (slot.isNewItem ? 2 : 0)));
  const open = slot.open.startsWith('\n') ? `\n${dashPad}${slot.open.slice(1)}` : slot.open;
  return open + [lines[0], ...rest].join('\n');
}

function valueText(request: Request, slot: Slot, offer: ValueOffer): Inserted {
  if (slot.spot.isInText) return { insert: offer.value, isSnippet: false };
  const style = {
    quote: slot.spot.quote,
    isFlow: slot.spot.isFlow || slot.open === '[',
    isJson: request.isJson,
    isString: isStringSlot(slot),
  };
  return { insert: slot.open + scalarText(offer.value, style) + slot.close, isSnippet: false };
}

/** The spot of the word around the cursor, or of its `$(NAME)`, where that is but a part of the text; else the spot as it is. */
function wordSpot({ text, offset }: Request, spot: Spot): { spot: Spot; isOfReference: boolean } {
  const { start, end } = spot.replace;
  const from = start + spot.quote.length;
  const to = spot.quote !== '' && end - 1 > from && text[end - 1] === spot.quote ? end - 1 : end;
  let wordStart = offset;
  while (wordStart > from && !SEPARATORS.includes(text[wordStart - 1]!)) wordStart--;
  let wordEnd = offset;
  while (wordEnd < to && !SEPARATORS.includes(text[wordEnd]!)) wordEnd++;
  const reference =
    offset > to ? undefined : referenceAround({ text, offset }, { start: wordStart, end: wordEnd }, from);
  const isOfReference = reference !== undefined;
  const replace = reference ?? { start: wordStart, end: wordEnd };
  const isWhole = replace.start === from && replace.end === to;
  if (offset <= from || offset > to || isWhole) return { spot, isOfReference };
  const typed = text.slice(replace.start, offset);
  return { spot: { ...spot, replace, typed, before: '', behind: '', isInText: true }, isOfReference };
}

/** What words in addresses, lists and arguments are parted by. */
const SEPARATORS = ' \t,;=/@:"\'<>()[]|';

/** Whether Kubernetes reads the value as a string; where nothing is known of the place, it may be one. */
function isStringSlot({ schema }: Slot): boolean {
  return schema === undefined || schema.value.kind === ValueKind.string;
}

/** Blanks and quotes that typed text begins with: an item must begin with them, too, to be found by what is typed. */
function leadOf(typed: string): string {
  let end = 0;
  while (end < typed.length && ' \t"\''.includes(typed[end]!)) end++;
  return typed.slice(0, end);
}

function editsElsewhere(request: Request, { spot }: Slot, offer: Offer): Pick<CompletionItem, 'additionalEdits'> {
  const edits: { range: Range; newText: string }[] = [];
  const add = (start: number, end: number, newText: string) =>
    edits.push({ range: shiftRange({ start, end }, request.documentStart), newText });
  if (spot.missingComma !== undefined) add(spot.missingComma, spot.missingComma, ',');
  if (offer.additionalEdit) {
    const { at, end = at, newText } = offer.additionalEdit;
    add(at, end, newText);
  }
  return edits.length === 0 ? {} : { additionalEdits: edits };
}
