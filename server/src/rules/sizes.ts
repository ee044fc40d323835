import type { FieldView } from '../manifest/fieldView.ts';
import type { StorageClassFacts } from '../storage/model.ts';
import { parseQuantity, type Quantity, wholeValue } from '../storage/quantity.ts';
import { type VolumeLimits, volumeLimits } from '../storage/volumeLimits.ts';
import { knownClass, type WrittenClaim } from './claims.ts';
import type { RuleContext } from './rule.ts';

/** The size that a claim asks for. */
export interface WrittenSize {
  readonly view: FieldView;
  /** '' where none is written. */
  readonly text: string;
  /** Undefined where the text is no quantity. */
  readonly quantity: Quantity | undefined;
}

/** The size that a claim asks for, written or not. */
export function sizeOf({ spec }: WrittenClaim): WrittenSize {
  const view = spec.at('resources', 'requests', 'storage');
  const text = view.text() ?? '';
  return { view, text, quantity: parseQuantity(text) };
}

/** A small size in words: `one byte`, `20 bytes`. */
export function bytesText(bytes: bigint): string {
  return bytes === 1n ? 'one byte' : `${bytes} bytes`;
}

/** A size beside what the driver of its class makes. */
export interface LimitedSize {
  readonly view: FieldView;
  readonly bytes: bigint;
  readonly limits: VolumeLimits;
  readonly facts: StorageClassFacts;
}

/** The size of a claim and what its driver makes; undefined where one of them is not known, or sizes count for nothing. */
export function limitedSize(claim: WrittenClaim, context: RuleContext): LimitedSize | undefined {
  const facts = knownClass(claim, context);
  const { view, quantity } = sizeOf(claim);
  if (!facts?.provisioner || !quantity) return undefined;
  const limits = volumeLimits(facts.provisioner, { ...facts, volumeMode: claim.volumeMode });
  return limits?.isSizeUsed ? { view, bytes: wholeValue(quantity), limits, facts } : undefined;
}
