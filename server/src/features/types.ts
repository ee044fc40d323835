import type { OpenFile } from '../analysis/snapshot.ts';
import type { Range } from '../base/range.ts';

// What features answer with. Offsets are UTF-16 from the start of the file; nothing here knows the LSP.

/** What kind of thing a completion item stands for; `lsp/` maps it to an icon. */
export type CompletionKind = 'field' | 'value' | 'reference' | 'class' | 'snippet' | 'unit' | 'text';

/** One offer. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Short text beside the label: a type, a provisioner, an origin. */
  readonly detail?: string;
  /** Markdown, worked out when the client asks for it. */
  readonly documentation?: () => string;
  /** What is inserted, in LSP snippet syntax where `isSnippet`; indented as it must be in the file. */
  readonly insertText: string;
  readonly isSnippet: boolean;
  /**
   * White space that the cursor's line begins with, before `replace`. Every line of `insertText` but the first begins
   * with it, too: to be taken off for clients that indent inserted lines like the line of the cursor by themselves.
   */
  readonly lineIndent: string;
  /** What is replaced, at least the word around the cursor; on one line. */
  readonly replace: Range;
  /** What the client filters by: begins with the text of `replace` that lies before the cursor when the item fits. */
  readonly filterText: string;
  /** Rank: items are shown in the order of this text. */
  readonly sortText: string;
  readonly isDeprecated?: boolean;
  readonly isPreselected?: boolean;
  /** Edits elsewhere in the file that come with the item. */
  readonly additionalEdits?: readonly { readonly range: Range; readonly newText: string }[];
  /** Whether accepting it should open completion again (after `key: `). */
  readonly asksAgain?: boolean;
}

/** What is offered at a place. */
export interface CompletionList {
  readonly items: readonly CompletionItem[];
  /** Whether typing on may bring other items. */
  readonly isIncomplete: boolean;
}

/** What is taught about a place. */
export interface Hover {
  readonly range: Range;
  /** First line answers; at most a dozen lines after it; links last. */
  readonly markdown: string;
}

/** A repair or a rewrite that is offered at a place. */
export interface CodeAction {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor' | 'source.fixAll';
  readonly isPreferred: boolean;
  /** Rule of the problem that it repairs, with the problem's range. */
  readonly repairs?: { readonly rule: string; readonly range: Range };
  readonly edits: readonly FileEdit[];
  /** What it changes in another file: the edits by what that file holds, or undefined where they do not fit it. */
  readonly elsewhere?: { readonly uri: string; readonly edits: (file: OpenFile) => readonly FileEdit[] | undefined };
}

/** A replacement by offsets of one file. */
export interface FileEdit {
  readonly range: Range;
  readonly newText: string;
}

/** A place to jump to. */
export interface Location {
  readonly uri: string;
  readonly range: Range;
}

/** An outline entry. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'object' | 'array' | 'field' | 'string' | 'number' | 'boolean' | 'null';
  readonly range: Range;
  readonly selection: Range;
  readonly children: readonly DocumentSymbol[];
}

/** A note shown in the text. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip?: string;
}
