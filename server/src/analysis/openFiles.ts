import type { OpenFile } from './snapshot.ts';

/** A node has as many branches as this many bits of a hash can tell apart. */
const bits = 5;
const mask = (1 << bits) - 1;
const hashBits = 20;

/** Branches by the next bits of the hash; below the last of them, the files whose hashes are the same. */
interface Node {
  readonly branches: readonly (Node | undefined)[];
  readonly files: readonly OpenFile[];
}

const empty: Node = { branches: [], files: [] };

/**
 * The open files at one moment, by URI; never changes. Another version shares all but the few nodes on the way to what
 * differs: a change costs the same however many files are open, and a version that is kept keeps nothing of later ones.
 */
export class OpenFiles {
  static readonly none: OpenFiles = new OpenFiles(empty);
  private readonly root: Node;

  private constructor(root: Node) {
    this.root = root;
  }

  /** The file of that URI, or undefined. */
  get(uri: string): OpenFile | undefined {
    const hash = hashOf(uri);
    let node: Node | undefined = this.root;
    for (let shift = 0; node && shift < hashBits; shift += bits) node = node.branches[(hash >> shift) & mask];
    return node?.files.find((file) => file.uri === uri);
  }

  /** All files, in no particular order. */
  all(): readonly OpenFile[] {
    const found: OpenFile[] = [];
    collect(this.root, found);
    return found;
  }

  /** The same with another file of that URI, or (undefined) without any. */
  with(uri: string, file: OpenFile | undefined): OpenFiles {
    const root = replaced(this.root, { uri, file, hash: hashOf(uri), shift: 0 });
    return root ? new OpenFiles(root) : OpenFiles.none;
  }
}

interface Change {
  readonly uri: string;
  readonly file: OpenFile | undefined;
  readonly hash: number;
  /** Bits of the hash that led to this node. */
  readonly shift: number;
}

/** The node with the change made below it; undefined where it holds nothing any more. */
function replaced(node: Node, change: Change): Node | undefined {
  const { uri, file, hash, shift } = change;
  if (shift >= hashBits) {
    const others = node.files.filter((each) => each.uri !== uri);
    if (file) others.push(file);
    return others.length > 0 ? { branches: [], files: others } : undefined;
  }
  const at = (hash >> shift) & mask;
  const branch = replaced(node.branches[at] ?? empty, { ...change, shift: shift + bits });
  const branches = [...node.branches];
  while (branches.length < at) branches.push(undefined);
  branches[at] = branch;
  return branch || branches.some((each) => each !== undefined) ? { branches, files: [] } : undefined;
}

function collect(node: Node, into: OpenFile[]): void {
  into.push(...node.files);
  for (const branch of node.branches) if (branch) collect(branch, into);
}

function hashOf(uri: string): number {
  let hash = 0;
  for (let at = 0; at < uri.length; at++) hash = (Math.imul(hash, 31) + uri.charCodeAt(at)) | 0;
  // Names that count up differ in their last characters alone.
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> (32 - hashBits);
}
