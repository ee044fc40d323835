import type { CompletionKind } from '../types.ts';
import { escapeSnippet, plainOrQuoted } from './scalarText.ts';

/** What every offer shows. */
interface OfferBase {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  /** Markdown, worked out when the client asks for it. */
  readonly documentation?: () => string;
  /** What typed text is compared with; the label where absent. */
  readonly filter?: string;
  readonly isPreselected?: boolean;
  readonly isDeprecated?: boolean;
  readonly asksAgain?: boolean;
  /** An insertion elsewhere in the document that comes with the offer. */
  readonly additionalEdit?: { readonly at: number; readonly end?: number; readonly newText: string };
}

/** A scalar that can be the value of a field or the item of a list. */
export interface ValueOffer extends OfferBase {
  /** The value as Kubernetes shall read it; quotes are added where the place needs them. */
  readonly value: string;
  /** Whether it may be a part of a longer text: then only the word around the cursor is replaced. */
  readonly isPart?: boolean;
}

/** Something that begins with a key: a field with or without its value, or several fields. */
export interface EntryOffer extends OfferBase {
  /** The first key, without quotes. */
  readonly name: string;
  /**
   * The text in block style, as an LSP snippet: two columns a step, dashes two columns deeper than their key. Laid out
   * like the rest of the file when it is inserted.
   */
  readonly block: string;
  /** The text in flow style; absent: cannot be written there. */
  readonly flow?: (isJson: boolean) => string;
}

/** Something that can be written at a slot: a value, or an entry of a mapping. */
export type Offer = ValueOffer | EntryOffer;

/** Whether an offer begins with a key. */
export function isEntry(offer: Offer): offer is EntryOffer {
  return 'block' in offer;
}

/** A value offer with the value as its label. */
export function valueOffer(value: string, more: Partial<ValueOffer> = {}): ValueOffer {
  return { label: value === '' ? '""' : value, value, kind: 'value', ...more };
}

/** An offer of a whole entry `key: value`, as in labels. */
export function pairOffer(name: string, value: string, more: Partial<EntryOffer> = {}): EntryOffer {
  const block = `${escapeSnippet(plainOrQuoted(name))}: ${escapeSnippet(plainOrQuoted(value))}`;
  return {
    label: `${name}: ${value}`,
    kind: 'value',
    name,
    filter: name,
    block,
    flow: (isJson) => (isJson ? escapeSnippet(`${JSON.stringify(name)}: ${JSON.stringify(value)}`) : block),
    ...more,
  };
}
