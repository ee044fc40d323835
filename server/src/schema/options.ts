import type { Minor } from './minor.ts';
import type { WalkNotes } from './walkNotes.ts';
import type { WellParts } from './wellParts.ts';

/** What a check depends on beside the object. */
export interface SchemaOptions {
  readonly minor: Minor;
  /** A partial manifest that something else completes: fields and types are checked, missing things are not. */
  readonly isPatch: boolean;
  /** Parts of the object in which a check before found nothing; the check adds those that it finds well. */
  readonly parts?: WellParts | undefined;
  /** Where it is noted what the check looks at. */
  readonly notes?: WalkNotes | undefined;
}

/** The same with what the document says. */
export interface ContextOptions extends SchemaOptions {
  /** `${…}` or `{{ … }}` may stand for values: nothing is said of those. */
  readonly isTemplate: boolean;
}
