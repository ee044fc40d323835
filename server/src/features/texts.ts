import { json as conceptsJson } from '../../../schemas/generated/concepts.ts';
import { json as descriptionsJson } from '../../../schemas/generated/descriptions.ts';
import { json as wordsJson } from '../../../schemas/generated/words.ts';
import { own } from '../base/own.ts';

/** Our own words for a field (`schemas/overlay/README.md` says what each part is). */
export interface FieldWords {
  readonly short: string;
  readonly more?: string;
  readonly default?: string;
  /** `yes`, `no`, `with-restart`, or a few words: what may change after creation. */
  readonly mutable?: string;
  /** Concept page that is about the field: its lines are shown at it. */
  readonly topic?: string;
  /** Concept page behind the field, which is about others: only a link leads there. */
  readonly see?: string;
  /** Value → what it means. */
  readonly values?: Readonly<Record<string, string>>;
  /** Of a map: key → what its entry is; a key that ends in `*` stands for all that begin so. */
  readonly entries?: Readonly<Record<string, string>>;
}

/** A line of a concept page, and what has to hold of a manifest for it to be true there. */
export interface ConceptRow {
  /** Markdown without the dash, perhaps with placeholders. */
  readonly text: string;
  /** Conditions that all must hold; `otherwise` alone: none of the rows just above is shown. */
  readonly when?: readonly string[];
}

/** A concept page of `docs/concepts`. `schemas/overlay/README.md` lists placeholders and conditions. */
export interface Concept {
  readonly title: string;
  /** One sentence that answers by itself. */
  readonly summary: string;
  readonly aliases: readonly string[];
  readonly related: readonly string[];
  readonly docs: readonly string[];
  /** What a hover says: those lines that are true of the manifest. */
  readonly inShort: readonly ConceptRow[];
  /** Markdown. */
  readonly more: string;
}

/** Our words for a field of a type; undefined where there are none. */
export function fieldWords(type: string, field: string): FieldWords | undefined {
  return own(words()[type] ?? {}, field);
}

/** The concept page of a topic; undefined for topics that do not exist. */
export function concept(topic: string): Concept | undefined {
  return own(concepts(), topic);
}

/** All topics in alphabetical order. */
export function topics(): readonly string[] {
  return Object.keys(concepts());
}

/** Kubernetes' own description of a field, or of the type itself for the field ''; undefined where it has none. */
export function apiDescription(type: string, field: string): string | undefined {
  return own(descriptions()[type] ?? {}, field);
}

// Parsed when first asked for: a server that never shows a hover never pays for them.
const words = parsedOnce<Record<string, Record<string, FieldWords>>>(wordsJson);
const concepts = parsedOnce<Record<string, Concept>>(conceptsJson);
const descriptions = parsedOnce<Record<string, Record<string, string>>>(descriptionsJson);

function parsedOnce<T>(json: string): () => T {
  let value: T | undefined;
  return () => (value ??= JSON.parse(json) as T);
}
