import { own } from '../../base/own.ts';
import { apiDescription, concept, type FieldWords, fieldWords } from '../texts.ts';
import { fieldFacts, typeLabel } from './facts.ts';
import { hereLines } from './here.ts';
import { imageLines } from './imageLines.ts';
import { conceptLinks } from './links.ts';
import { conceptText, type OwnNames } from './ownNames.ts';
import type { HoverPlace } from './place.ts';
import { type HoverParts, renderHover } from './render.ts';

/** What a field is: our words, what it means for this manifest, default, what may change, the concept behind it. */
export function fieldHover(place: HoverPlace, names: OwnNames): string | undefined {
  const { owner, field } = describedField(place);
  const words = owner === undefined ? undefined : fieldWords(owner, field);
  const api = owner === undefined ? undefined : apiDescription(owner, field);
  const entry = words && !place.owner ? entryWords(words, String(place.view.step)) : undefined;
  const answer = entry ?? words?.short ?? (api && firstSentence(api)) ?? typeWords(place);
  if (answer === undefined) return undefined;
  const parts: HoverParts = {
    title: titleOf(place),
    note: typeLabel(place.value),
    answer,
    here: [...imageLines(place), ...hereLines(place, names)],
    more: entry !== undefined ? undefined : words ? words.more : api && restOf(api),
    concept: isAboutConcept(place, entry) ? conceptLines(words, names) : [],
    facts: fieldFacts(place, { words, names }),
    links: conceptLinks(words?.topic ?? words?.see),
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
  return words?.topic ? conceptText(concept(words.topic), names) : [];
}

/**
 * Whether a page's lines are about this very place. A label in a selector is none of its own; and the name of a set is in
 * those of its Pods, while any other object has a name, too.
 */
function isAboutConcept({ owner, listOwner, view, manifest }: HoverPlace, entry: string | undefined): boolean {
  if (listOwner && typeof view.step === 'string') return entry !== undefined;
  if (owner?.name !== 'meta.v1.ObjectMeta') return true;
  return manifest.kind === 'StatefulSet' && view.path === 'metadata.name';
}

/** What the words of a map say of one of its entries. */
function entryWords({ entries = {} }: FieldWords, key: string): string | undefined {
  const found = own(entries, key);
  if (found !== undefined) return found;
  const start = Object.keys(entries).find((name) => name.endsWith('*') && key.startsWith(name.slice(0, -1)));
  return start === undefined ? undefined : entries[start];
}

/** `command[0]`: an item has no name but that of its list. */
function titleOf({ view }: HoverPlace): string {
  return typeof view.step === 'number' ? `${view.parent?.step ?? ''}[${view.step}]` : view.step;
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
