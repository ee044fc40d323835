import { Memory } from '../base/memory.ts';
import { noteReads, Reads } from '../base/reads.ts';
import type { PlainFields } from '../manifest/plainFields.ts';
import { type TreeChange, treeChange } from '../manifest/treeChange.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import type { PartReader } from './partReader.ts';
import { type ObjectPlace, summaryOf } from './summaries.ts';
import { differingParts } from './summaryParts.ts';
import type { ObjectSummary } from './workspaceView.ts';

/** An edit of a document that holds one object. */
export interface EditedObject {
  readonly before: YamlDocument;
  readonly now: YamlDocument;
  /** What the index holds of it. */
  readonly summaryBefore: ObjectSummary;
  /** The object as it is now. */
  readonly object: PlainFields;
}

/** The summary after an edit: the same one where it says the same. Parts that the edit did not touch are not read again. */
export function summaryAfterEdit({ before, now, summaryBefore, object }: EditedObject): ObjectSummary {
  const change = treeChange(before, now);
  const known = change && readings.get(before);
  // What is known goes along.
  readings.delete(before);
  const isInside = change?.isWithin(object.node) === true;
  const isSameKind = isInside && known !== undefined && known.kind === object.field('kind').string();
  if (isSameKind) known.follow(change!);
  const reading = isSameKind ? known : new SummaryReading();
  const summary = reading.read(object, { uri: summaryBefore.uri, isTemplate: now.isTemplate });
  if (change) readings.set(now, reading);
  const isSameName = summary.kind === summaryBefore.kind && summary.name === summaryBefore.name;
  return isSameName && differingParts(summaryBefore, summary) === 0 ? summaryBefore : summary;
}

const readings = new Memory<YamlDocument, SummaryReading>();

/** A part of a summary, and what was looked at for it. */
interface ReadPart {
  readonly reads: Reads;
  readonly value: unknown;
}

/** Reads parts and keeps them, with what was looked at for each. */
class SummaryReading implements PartReader {
  kind: string | undefined;
  readonly #parts = new Map<string, ReadPart>();
  #around = new Reads();

  read(object: PlainFields, place: ObjectPlace): ObjectSummary {
    const summary = summaryOf(object, place, this);
    this.kind = summary.kind;
    return summary;
  }

  /** Forgets the parts that an edit touched. */
  follow(change: TreeChange): void {
    if (change.touches(this.#around)) this.#parts.clear();
    for (const [name, { reads, value }] of this.#parts) {
      if (change.touches(reads)) this.#parts.delete(name);
      else if (change.carry(reads) !== reads) this.#parts.set(name, { reads: change.carry(reads), value });
    }
  }

  part<T>(name: string, read: () => T): T {
    const known = this.#parts.get(name);
    if (known !== undefined) return known.value as T;
    const reads = new Reads();
    const value = noteReads(reads, read);
    this.#parts.set(name, { reads, value });
    return value;
  }

  parts<T>(read: () => T): T {
    this.#around = new Reads();
    return noteReads(this.#around, read);
  }
}
