import type { Range } from '../../../base/range.ts';
import type { Frame, Step } from './frames.ts';

/** A place where text can be inserted. All offsets count from the start of the document. */
export interface Spot {
  /** What an accepted item replaces: on the cursor's line, the whole word that the cursor touches. */
  readonly replace: Range;
  /** The text of `replace` before the cursor. */
  readonly typed: string;
  /** The quote that the replaced text begins with. */
  readonly quote: '' | '"' | "'";
  readonly isFlow: boolean;
  /** Whether it is a part of a scalar, so that quotes are none of its business. */
  readonly isInText?: boolean;
  /** What must stand between the text before and the inserted one: blanks that are missing. */
  readonly before: string;
  /** What must stand behind the inserted text: a blank before a comment, a comma before the next entry. */
  readonly behind: string;
  /** White space that the line begins with, as far as it stays. */
  readonly lineIndent: string;
  /** Text that is being typed and would keep the rest of the document from being read. */
  readonly unfinished?: Range;
  /** Where a comma is missing that must come with the inserted text. */
  readonly missingComma?: number;
}

/** A key of a mapping. */
export interface KeyPlace {
  /** Steps from the document's root to the mapping. */
  readonly path: readonly Step[];
  /** Column that the key stands at. */
  readonly column: number;
  /** Names of keys seen above it in the same mapping. */
  readonly keys: readonly string[];
  /** What follows the name already: nothing, its colon, or on the lines below a mapping or list that is its value. */
  readonly has: 'nothing' | 'colon' | 'mapping' | 'list';
}

/** An item of a list. */
export interface ItemPlace {
  /** Steps from the document's root to the list. */
  readonly path: readonly Step[];
  readonly index: number;
  /** Column of the dash, be it there or not. */
  readonly column: number;
  /** Whether the dash (or, in flow style, the bracket) is there. */
  readonly hasDash: boolean;
}

/** Something that hangs on a key or dash above, of which nothing is written yet: its type says what it will be. */
export interface ChildPlace {
  /** Steps from the document's root to the value that is missing. */
  readonly path: readonly Step[];
  readonly column: number;
}

/** The value of a key, on the key's line. */
export interface ValuePlace {
  readonly path: readonly Step[];
  /** Column of the key. */
  readonly column: number;
  /** Whether anything is written there. */
  readonly isEmpty: boolean;
  /** The text as it stands, decoded. */
  readonly text: string;
}

/** One thing that can be written on a line of its own. */
export type LinePlace =
  | ({ readonly as: 'key' } & KeyPlace)
  | ({ readonly as: 'item' } & ItemPlace)
  | ({ readonly as: 'child' } & ChildPlace);

/** What a cursor is in. On `emptyLine` nothing stands but, perhaps, the word that is being typed. */
export type Cursor =
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'comment'; readonly start: number }
  | ({ readonly kind: 'documentStart' } & Spot)
  | ({ readonly kind: 'key' } & Spot & KeyPlace)
  | ({ readonly kind: 'value' } & Spot & ValuePlace)
  | ({ readonly kind: 'listItem' } & Spot & ItemPlace)
  | ({ readonly kind: 'emptyLine'; readonly places: readonly LinePlace[] } & Spot);

/** A cursor where nothing can be offered: in a block of text, a placeholder, behind a finished value. */
export const nowhere: Cursor = { kind: 'nowhere' };

/** The cursor's line, and the blocks that are open where it begins. */
export interface CursorLine {
  readonly text: string;
  readonly offset: number;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly frames: Frame[];
  /** Whether any line above holds more than a comment. */
  readonly hasContent: boolean;
}
