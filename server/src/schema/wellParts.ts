import type { Reads } from '../base/reads.ts';
import type { TreeChange } from '../manifest/treeChange.ts';
import type { NodeId } from '../yaml/tree.ts';
import type { ObjectTable } from './tables.ts';

/** A part of an object in which nothing was found. */
interface WellPart {
  readonly table: ObjectTable;
  /** What the walk looked at beyond the part. */
  readonly reads: Reads;
}

/**
 * The parts of one object in which nothing was found, by their nodes. An edit takes away those that it touches: that it
 * is within of, and that are checked against what it changed. All others are passed over by the next check.
 */
export class WellParts {
  private readonly parts: Map<NodeId, WellPart>;
  /** Whether there was a check before: then what is not here is new, or was touched. */
  readonly isAfterEdit: boolean;

  constructor(parts: Map<NodeId, WellPart> = new Map(), isAfterEdit = false) {
    this.parts = parts;
    this.isAfterEdit = isAfterEdit;
  }

  /** How many parts are known to be well. */
  get size(): number {
    return this.parts.size;
  }

  /** Those that an edit leaves as they are. */
  after(change: TreeChange): WellParts {
    const parts = new Map<NodeId, WellPart>();
    for (const [node, part] of this.parts) {
      if (!change.isWhole(node) || change.touches(part.reads)) continue;
      parts.set(change.carryNode(node), { table: part.table, reads: change.carry(part.reads) });
    }
    return new WellParts(parts, true);
  }

  /** What the walk of a part looked at beyond it; undefined where the part is not known to be well. */
  readsOf(node: NodeId, table: ObjectTable): Reads | undefined {
    const part = this.parts.get(node);
    return part?.table === table ? part.reads : undefined;
  }

  add(node: NodeId, part: WellPart): void {
    this.parts.set(node, part);
  }
}
