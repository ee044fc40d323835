import type { Range } from '../base/range.ts';
import { isNoting, noteKey } from '../base/reads.ts';
import type { ClusterFacts } from '../cluster/facts.ts';
import { markKey, nameKey, podLabelKey } from './indexKeys.ts';
import { notingSummaries, plainSummary, selfPart } from './summaryParts.ts';
import { clusterKey, kustomizedKey, placesKey, type WorkspaceIndex } from './workspaceIndex.ts';
import type { ObjectSummary, WorkspaceView } from './workspaceView.ts';

/**
 * A view of the workspace that notes what was read (keys of the index), with the revisions at which it was. Where it is
 * noted what each rule looks at (`base/reads.ts`), that is told to the rule alone: then also which parts of objects.
 */
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
    return this.noted(kind, this.index.objects(kind));
  }

  named(kind: string, name: string, namespace: string | undefined): readonly ObjectSummary[] {
    return this.noted(nameKey(kind, name), this.index.named(kind, name, namespace));
  }

  withPodLabel(kind: string, label: string, value: string): readonly ObjectSummary[] {
    return this.noted(podLabelKey(kind, label, value), this.index.withPodLabel(kind, label, value));
  }

  marked(kind: string, mark: string): readonly ObjectSummary[] {
    return this.noted(markKey(kind, mark), this.index.marked(kind, mark));
  }

  locate(object: ObjectSummary): Range | undefined {
    this.note(placesKey(object.uri));
    return this.index.locate(plainSummary(object));
  }

  /** Notes that the places of a file's objects were looked at. */
  watchPlaces(uri: string): void {
    this.index.watchPlaces(uri);
    this.note(placesKey(uri));
  }

  isPatch(uri: string): boolean {
    this.note(kustomizedKey);
    return this.index.isPatch(uri);
  }

  addsLabel(uri: string, label?: string): boolean {
    this.note(kustomizedKey);
    return this.index.addsLabel(uri, label);
  }

  private note(key: string): void {
    if (isNoting()) noteKey(key, selfPart);
    else this.reads.set(key, this.index.revisionOf(key));
  }

  private noted(key: string, objects: readonly ObjectSummary[]): readonly ObjectSummary[] {
    this.note(key);
    return isNoting() && objects.length > 0 ? notingSummaries(objects, key) : objects;
  }
}
