import { capitalized } from '../../base/capitalized.ts';
import type { FieldInfo } from '../../schema/lookup.ts';
import { apiDescription, type FieldWords, fieldWords } from '../texts.ts';
import type { SchemaPlace } from './schemaPlace.ts';

/** The type and the field that a place's id names; for items and entries the field with the list or map. */
function fieldOfId(id: string): { type: string; field: string } {
  let plain = id;
  while (plain.endsWith('[]') || plain.endsWith('.*')) plain = plain.slice(0, -2);
  const dot = plain.lastIndexOf('.');
  return { type: plain.slice(0, dot), field: plain.slice(dot + 1) };
}

/** Our words for the field of a place; undefined where there are none. */
export function wordsOf(id: string): FieldWords | undefined {
  const { type, field } = fieldOfId(id);
  return fieldWords(type, field);
}

/** What a field is, in Markdown: our words or else Kubernetes', the default, and the minor that brought it. */
export function fieldDocumentation(place: SchemaPlace): string {
  const { type, field } = fieldOfId(place.id);
  const words = fieldWords(type, field);
  const short = words ? capitalized(words.short) : apiDescription(type, field);
  const parts = [short, words?.more, facts(place.info, words)];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** What a value of a field means; undefined where nothing is said of it. */
export function valueWords(id: string, value: string): string | undefined {
  return wordsOf(id)?.values?.[value];
}

function facts(info: SchemaPlace['info'], words: FieldWords | undefined): string {
  const found: string[] = [];
  if (words?.default) found.push(`Default: ${words.default}.`);
  const { since, last } = info as Partial<FieldInfo>;
  if (since) found.push(`Since Kubernetes ${since}.`);
  if (last) found.push(`Last in Kubernetes ${last}.`);
  return found.join(' ');
}
