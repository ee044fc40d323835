import type { Range } from '../base/range.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';
import type { ObjectSummary, WorkspaceView } from './workspaceView.ts';

/** A view of the workspace that notes which kinds were read, with the revisions at which they were. */
export class TrackedWorkspace implements WorkspaceView {
  readonly reads = new Map<string, number>();
  private readonly index: WorkspaceIndex;

  constructor(index: WorkspaceIndex) {
    this.index = index;
  }

  get isComplete(): boolean {
    return this.index.isComplete;
  }

  objects(kind: string): readonly ObjectSummary[] {
    this.note(kind);
    return this.index.objects(kind);
  }

  named(kind: string, name: string, namespace: string | undefined): readonly ObjectSummary[] {
    this.note(kind);
    return this.index.named(kind, name, namespace);
  }

  locate(object: ObjectSummary): Range | undefined {
    return this.index.locate(object);
  }

  isPatch(uri: string): boolean {
    this.note('patches');
    return this.index.isPatch(uri);
  }

  private note(kind: string): void {
    this.reads.set(kind, this.index.revisionOf(kind));
  }
}
