import { apiDescription, concept, type FieldWords, fieldWords } from '../texts.ts';
import { fieldFacts, typeLabel } from './facts.ts';
import { hereLines } from './here.ts';
import { conceptLinks } from './links.ts';
import { fillIn, type OwnNames } from './ownNames.ts';
import type { HoverPlace } from './place.ts';
import { type HoverParts, renderHover } from './render.ts';
import { imageLines } from './storageHover.ts';

/** What a field is: our words, what it means for this manifest, default, what may change, the concept behind it. */
export function fieldHover(place: HoverPlace, names: OwnNames): string | undefined {
  const name = String(place.view.step);
  const { owner, field } = describedField(place);
  const words = owner === undefined ? undefined : fieldWords(owner, field);
  const api = owner === undefined ? undefined : apiDescription(owner, field);
  const answer = words?.short ?? (api && firstSentence(api)) ?? typeWords(place);
  if (answer === undefined) return undefined;
  const parts: HoverParts = {
    title: name,
    note: typeLabel(place.value),
    answer,
    here: [...imageLines(place), ...hereLines(place, names)],
    more: words ? words.more : api && restOf(api),
    concept: conceptLines(words, names),
    facts: fieldFacts(place, words),
    links: conceptLinks(words?.topic),
  };
  return renderHover(parts);
}

/** The field whose words fit: its own, or for entries of a map (`requests.storage`, a label) that of the map. */
function describedField({ owner, listOwner, view }: HoverPlace): { owner: string | undefined; field: string } {
  if (owner) return { owner: owner.name, field: String(view.step) };
  return { owner: listOwner?.name, field: String(view.parent?.step ?? '') };
}

/** What the values of a map or the items of a list are, by the type they have. */
function typeWords(place: HoverPlace): string | undefined {
  const type = place.value?.ref;
  const description = type && apiDescription(type, '');
  return description && firstSentence(description);
}

function conceptLines(words: FieldWords | undefined, names: OwnNames): string[] {
  const page = words?.topic ? concept(words.topic) : undefined;
  return page ? fillIn(page.inShort, names).split('\n') : [];
}

function firstSentence(text: string): string {
  const end = text.indexOf('. ');
  return end < 0 ? text : text.slice(0, end + 1);
}

function restOf(text: string): string | undefined {
  const end = text.indexOf('. ');
  if (end < 0) return undefined;
  const rest = text.slice(end + 2);
  return rest.length > 400 ? `${rest.slice(0, rest.lastIndexOf(' ', 400))} …` : rest;
}
