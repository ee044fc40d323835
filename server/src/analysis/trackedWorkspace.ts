import type { Range } from '../base/range.ts';
import { noteKey } from '../base/reads.ts';
import type { ClusterFacts } from '../cluster/facts.ts';
import { nameKey, podLabelKey } from './objectTable.ts';
import { clusterKey, patchesKey, placesKey, type WorkspaceIndex } from './workspaceIndex.ts';
import type { ObjectSummary, WorkspaceView } from './workspaceView.ts';

/** A view of the workspace that notes what was read (keys of the index), with the revisions at which it was. */
export class TrackedWorkspace implements WorkspaceView {
  readonly reads = new Map<string, number>();
  private readonly index: WorkspaceIndex;

  constructor(index: WorkspaceIndex) {
    this.index = index;
  }

  get isComplete(): boolean {
    return this.index.isComplete;
  }

  get cluster(): ClusterFacts | undefined {
    this.note(clusterKey);
    return this.index.cluster;
  }

  objects(kind: string): readonly ObjectSummary[] {
    this.note(kind);
    return this.index.objects(kind);
  }

  named(kind: string, name: string, namespace: string | undefined): readonly ObjectSummary[] {
    this.note(nameKey(kind, name));
    return this.index.named(kind, name, namespace);
  }

  withPodLabel(kind: string, label: string, value: string): readonly ObjectSummary[] {
    this.note(podLabelKey(kind, label, value));
    return this.index.withPodLabel(kind, label, value);
  }

  locate(object: ObjectSummary): Range | undefined {
    this.note(placesKey(object.uri));
    return this.index.locate(object);
  }

  /** Notes that the places of a file's objects were looked at. */
  notePlaces(uri: string): void {
    this.index.watchPlaces(uri);
    this.note(placesKey(uri));
  }

  isPatch(uri: string): boolean {
    this.note(patchesKey);
    return this.index.isPatch(uri);
  }

  /** Notes that a key was looked up, for the document and for the rule that runs. */
  note(key: string): void {
    noteKey(key);
    this.reads.set(key, this.index.revisionOf(key));
  }
}
