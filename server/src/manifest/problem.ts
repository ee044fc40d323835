import type { Range } from '../base/range.ts';
import type { Manifest } from './manifest.ts';

/**
 * How bad a problem is. `error`: Kubernetes refuses it. `warning`: accepted, but will not do what is written.
 * `information`: works, perhaps not meant. `hint`: works and is meant; a simpler way exists.
 */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Severities from worst to mildest. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** A place that explains a problem, in this document or (with `uri`) in another one. */
export interface RelatedPlace {
  readonly message: string;
  /** Document offsets; file offsets where `uri` is given. */
  readonly range: Range;
  readonly uri?: string;
}

/** Replaces a stretch of the document by `newText`. Offsets count from the document's start. */
export interface DocumentEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A repair. Only safe ones (meaning kept, nothing guessed) join "fix all" and `statefulset check --fix`. */
export interface Fix {
  readonly title: string;
  readonly isSafe: boolean;
  /** `false`: somebody has to think first, even where it is the only repair. */
  readonly isPreferred?: false;
  readonly edits: readonly DocumentEdit[];
  /** What it changes in another object; such a repair is not made unasked, as only the named files may change. */
  readonly elsewhere?: EditElsewhere;
}

/** A change of an object that stands in another document, of this file or of another one. */
export interface EditElsewhere {
  readonly uri: string;
  /** Where the object's name stands, in file offsets. */
  readonly at: Range;
  /** The object's kind and name: what stands there now has to be the same one. */
  readonly kind: string;
  readonly name: string;
  /** The edits, from the start of the object's document; undefined where none would be right. */
  readonly edits: (manifest: Manifest) => readonly DocumentEdit[] | undefined;
}

/** What a rule or the schema found. Offsets count from the start of the YAML document. */
export interface Problem {
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence without a final stop: what is wrong, what to write instead. */
  readonly message: string;
  readonly range: Range;
  /** The Kubernetes field path (`spec.template.spec.containers[0].name`), '' for the object as a whole. */
  readonly field: string;
  readonly related?: readonly RelatedPlace[];
  /** Repairs, worked out when asked for. */
  readonly fixes?: () => readonly Fix[];
}
