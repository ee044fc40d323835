/** A field name, or an index in a list. */
export type Step = string | number;

/** A mapping or list that is open at some place of the text, and how far it has been read. */
export interface Frame {
  readonly kind: 'mapping' | 'sequence';
  readonly isFlow: boolean;
  /** Column of the keys or dashes in block style; of the line's content in flow style. */
  readonly column: number;
  /** Where the first key, the first dash or the bracket stands. */
  readonly start: number;
  /** The key or index read last; '' and -1 where none was yet. */
  step: Step;
  /** Whether nothing stands yet behind that key or dash. */
  isOpen: boolean;
  /** Names of the keys read so far. */
  readonly keys: string[];
}

/** A frame that nothing has been read of yet. */
export function newFrame(kind: Frame['kind'], at: { isFlow: boolean; column: number; start: number }): Frame {
  return { kind, ...at, step: kind === 'mapping' ? '' : -1, isOpen: false, keys: [] };
}

/** Takes in a dash at that column: the item before it ends, a new one begins. */
export function openItem(frames: Frame[], column: number, start: number): void {
  while (frames.length > 0) {
    const top = frames[frames.length - 1]!;
    if (top.column < column || (top.column === column && (top.kind === 'sequence' || top.isOpen))) break;
    frames.pop();
  }
  let top = frames[frames.length - 1];
  if (top?.kind !== 'sequence' || top.column !== column) {
    if (top) top.isOpen = false;
    top = newFrame('sequence', { isFlow: false, column, start });
    frames.push(top);
  }
  top.step = Number(top.step) + 1;
  top.isOpen = true;
}

/** Takes in a key at that column: deeper blocks end, and a mapping begins where none is open at that column. */
export function openKey(frames: Frame[], key: { name: string; column: number; start: number }): void {
  const { name, column, start } = key;
  while (frames.length > 0) {
    const top = frames[frames.length - 1]!;
    if (top.column < column || (top.column === column && top.kind === 'mapping')) break;
    frames.pop();
  }
  let top = frames[frames.length - 1];
  if (top?.kind !== 'mapping' || top.column !== column) {
    if (top) top.isOpen = false;
    top = newFrame('mapping', { isFlow: false, column, start });
    frames.push(top);
  }
  top.step = name;
  top.keys.push(name);
  top.isOpen = true;
}

/** The steps that lead into the innermost of `frames`, or with `count` into that many of them. */
export function pathInto(frames: readonly Frame[], count = frames.length): readonly Step[] {
  return frames.slice(0, Math.max(0, count - 1)).map((frame) => frame.step);
}

/** The steps that lead to what the innermost frame has read last. */
export function pathOfStep(frames: readonly Frame[]): readonly Step[] {
  return frames.map((frame) => frame.step);
}
