import type { NodeId, YamlTree } from '../yaml/tree.ts';
import type { CheckContext } from './context.ts';
import type { ObjectTable } from './tables.ts';

/** Shorter parts are walked faster than they are looked up. */
export const leastCharacters = 48;
/** Longer ones hardly ever come again as they were. */
const mostCharacters = 4000;
/** Parts are remembered until they come to so many characters; then those that were not met since are forgotten. */
const rememberedCharacters = 1_000_000;

/** So many parts of a type are looked up in vain before only few are; each that is found gives some of these tries back. */
const firstTries = 64;
const triesForHit = 8;
/** Of parts that hardly ever come again one of so many is looked up. */
const seldom = 32;

/** Whether parts of a type have come again: a look-up in vain, and noting the part, cost as much as walking it. */
interface Luck {
  left: number;
  /** Parts that were not looked up. */
  passed: number;
}

/** A part of an object in which nothing was found, as the tree of its text. */
interface CleanPart {
  readonly table: ObjectTable;
  readonly column: number;
  readonly nodes: Int32Array;
}

/** Where a part lies in its document. */
export interface PartPlace {
  readonly text: string;
  readonly column: number;
}

/**
 * Parts of objects that were walked without finding anything, by their text: the containers of a long list, an object
 * in which nothing changed since the last key was pressed. A part is the same where its text, its column, the shape of
 * its tree and the table for it are; that it was walked without a look at what is around it is up to the caller.
 */
class CleanParts {
  #young = new Map<string, CleanPart[]>();
  #old = new Map<string, CleanPart[]>();
  #characters = 0;
  #luck = new Map<ObjectTable, Luck>();

  has(tree: YamlTree, node: NodeId, { table, place }: { table: ObjectTable; place: PartPlace }): boolean {
    const isKnown = this.#isKnown(tree, node, { table, place });
    const luck = this.#luckWith(table);
    luck.left = isKnown ? Math.min(luck.left + triesForHit, firstTries) : Math.max(luck.left - 1, 0);
    return isKnown;
  }

  /** Whether parts of a type come again often enough for one to be looked up, or it is time to try that anew. */
  isWorthALook(table: ObjectTable): boolean {
    const luck = this.#luckWith(table);
    return luck.left > 0 || ++luck.passed % seldom === 0;
  }

  add(tree: YamlTree, node: NodeId, { table, place }: { table: ObjectTable; place: PartPlace }): void {
    // A text of its own: a slice would keep the whole document alive.
    const text = ` ${place.text}`.slice(1);
    this.#keep(text, { table, column: place.column, nodes: shapeOf(tree, node) });
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#characters = 0;
    this.#luck.clear();
  }

  #luckWith(table: ObjectTable): Luck {
    let luck = this.#luck.get(table);
    if (luck === undefined) {
      luck = { left: firstTries, passed: 0 };
      this.#luck.set(table, luck);
    }
    return luck;
  }

  #isKnown(tree: YamlTree, node: NodeId, { table, place }: { table: ObjectTable; place: PartPlace }): boolean {
    const young = this.#young.get(place.text);
    if (young?.some((part) => isSamePart(part, { tree, node, table, place }))) return true;
    const part = this.#old.get(place.text)?.find((old) => isSamePart(old, { tree, node, table, place }));
    if (part === undefined) return false;
    this.#keep(place.text, part);
    return true;
  }

  #keep(text: string, part: CleanPart): void {
    if (this.#characters > rememberedCharacters) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#characters = 0;
    }
    this.#characters += text.length;
    const parts = this.#young.get(text);
    if (parts === undefined) this.#young.set(text, [part]);
    else parts.push(part);
  }
}

/** What is known of all objects that this thread has checked. */
export const cleanParts = new CleanParts();

/** The place of a part that is worth looking up; undefined for others, and where its text is not all that counts. */
export function placeOfPart(cx: CheckContext, node: NodeId, table: ObjectTable): PartPlace | undefined {
  const { tree } = cx;
  const start = tree.start(node);
  const length = tree.end(node) - start;
  if (length < leastCharacters || length > mostCharacters) return undefined;
  if (!cx.isAsWritten || cx.isTemplate || cx.isPatch || tree.extras.tags.size > 0) return undefined;
  if (!cleanParts.isWorthALook(table)) return undefined;
  const next = tree.next(node);
  // What lies between a block of text and the next node may belong to it.
  const end = next < tree.size ? tree.start(next) : tree.text.length;
  if (end - start > 2 * mostCharacters) return undefined;
  const text = tree.text.slice(start, end);
  // What stands on one line means the same in each column.
  const column = text.includes('\n') || text.includes('\r') ? columnOf(tree.text, start) : 0;
  return column === undefined ? undefined : { text, column };
}

/** How far from the beginning of its line an offset is; undefined where the line began too far before to look for it. */
function columnOf(text: string, offset: number): number | undefined {
  const first = Math.max(0, offset - mostCharacters);
  for (let at = offset - 1; at >= first; at--) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) return offset - at;
  }
  return first === 0 ? offset + 1 : undefined;
}

const LF = 10;
const CR = 13;

const numbersPerNode = 4;

function shapeOf(tree: YamlTree, node: NodeId): Int32Array {
  const { kinds, styles, starts, ends, nexts } = tree.columns;
  const limit = nexts[node]!;
  const shape = new Int32Array((limit - node) * numbersPerNode);
  const start = starts[node]!;
  for (let at = node, to = 0; at < limit; at++) {
    shape[to++] = kinds[at]! * 16 + styles[at]!;
    shape[to++] = starts[at]! - start;
    shape[to++] = ends[at]! - start;
    shape[to++] = nexts[at]! - node;
  }
  return shape;
}

function isSamePart(
  part: CleanPart,
  { tree, node, table, place }: { tree: YamlTree; node: NodeId; table: ObjectTable; place: PartPlace },
): boolean {
  if (part.table !== table || part.column !== place.column) return false;
  const { kinds, styles, starts, ends, nexts } = tree.columns;
  const { nodes } = part;
  const limit = nexts[node]!;
  const start = starts[node]!;
  if (nodes.length !== (limit - node) * numbersPerNode) return false;
  for (let at = node, from = 0; at < limit; at++, from += numbersPerNode) {
    if (nodes[from] !== kinds[at]! * 16 + styles[at]! || nodes[from + 1] !== starts[at]! - start) return false;
    if (nodes[from + 2] !== ends[at]! - start || nodes[from + 3] !== nexts[at]! - node) return false;
  }
  return true;
}
