import type { Faults } from './faults.ts';

/** What a piece of text is to the parser. Scalars have `scalar` plus their NodeStyle. */
export const Token = {
  streamEnd: 1,
  versionDirective: 2,
  tagDirective: 3,
  documentStart: 4,
  documentEnd: 5,
  blockSequenceStart: 6,
  blockMappingStart: 7,
  blockEnd: 8,
  flowSequenceStart: 9,
  flowSequenceEnd: 10,
  flowMappingStart: 11,
  flowMappingEnd: 12,
  blockEntry: 13,
  flowEntry: 14,
  key: 15,
  value: 16,
  alias: 17,
  anchor: 18,
  tag: 19,
  scalar: 32,
} as const;

/** Where the scanner is and what surrounds it: what the readers of scalars and properties see and move on. */
export interface ScanState {
  readonly text: string;
  readonly faults: Faults;
  /** Offset of the next character to read. */
  at: number;
  /** Offset at which the line of `at` begins. */
  lineStart: number;
  /** Column of the innermost open block collection; -1 outside of all. */
  readonly indent: number;
  /** How many brackets are open. */
  readonly flowLevel: number;
  /** Whether a key without `?` may begin here; also, whether tabs may not. */
  isKeyAllowed: boolean;
  /** Where the token that was just read ends, which may be before `at`. */
  tokenEnd: number;
  /** How far was looked ahead for what then was not taken. */
  reach: number;
}
