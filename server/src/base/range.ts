/** A stretch of text: UTF-16 offsets, `end` exclusive. What the offsets count from is said where a range is used. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The same stretch, `by` UTF-16 units further on. */
export function shiftRange(range: Range, by: number): Range {
  return by === 0 ? range : { start: range.start + by, end: range.end + by };
}

/** Whether `offset` lies in the range or at one of its edges (where a cursor still touches it). */
export function touches(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
