import { Reads } from '../base/reads.ts';
import type { NodeId } from '../yaml/tree.ts';

/** A part of the object that is walked, and what is looked at beyond it. */
interface WalkedPart {
  readonly node: NodeId;
  readonly end: NodeId;
  readonly reads: Reads;
}

/** Notes what the walk of each part of an object looks at beyond that part. */
export class PartReads {
  #part: WalkedPart | undefined;

  /** Does `walk` with a part, the nodes from `node` up to `end`; what it looked at beyond them. */
  walk(node: NodeId, end: NodeId, walk: () => void): Reads {
    const outer = this.#part;
    const part = { node, end, reads: new Reads() };
    this.#part = part;
    walk();
    this.#part = outer;
    this.passOver(part.reads);
    return part.reads;
  }

  /** Passes over a part of which it is known what a walk of it looks at beyond it. */
  passOver({ nodes, names }: Reads): void {
    for (let at = 0; at < nodes.length; at++) this.note(nodes[at]!, names[at]);
  }

  /** A look at a field of a node, or (without a name) at all it holds. */
  note(node: NodeId, name: string | undefined): void {
    const part = this.#part;
    if (part === undefined || (node >= part.node && node < part.end)) return;
    part.reads.addNode(node, name);
  }
}
