import { memoize } from '../base/memoize.ts';
import type { Range } from '../base/range.ts';
import type { ClusterFacts } from '../cluster/facts.ts';
import type { ObjectDetails } from './summaries.ts';

/** What the workspace remembers of one Kubernetes object: small, so that ten thousand fit. */
export interface ObjectSummary {
  readonly uri: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** As written; undefined where the manifest leaves it to whoever applies it. */
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Its text is a template, so that names in it are not final. */
  readonly isTemplate: boolean;
  readonly details: ObjectDetails;
}

/** The objects of all files, open buffers first. Rules and features read other files through it alone. */
export interface WorkspaceView {
  /** Whether every file has been read; before that, "does not exist" is not known. */
  readonly isComplete: boolean;
  /** What was read of the live cluster; undefined where it was not asked, which is the rule. */
  readonly cluster: ClusterFacts | undefined;
  /** All objects of a kind, like those of a name or label in order of file and place. */
  objects(kind: string): readonly ObjectSummary[];
  /** Objects of that kind and name whose namespace is the given one, or not known on either side. */
  named(kind: string, name: string, namespace: string | undefined): readonly ObjectSummary[];
  /** Objects of that kind whose Pods carry the label. */
  withPodLabel(kind: string, label: string, value: string): readonly ObjectSummary[];
  /** Objects of that kind with a mark of `indexKeys.ts`. */
  marked(kind: string, mark: string): readonly ObjectSummary[];
  /** Where the object's name stands (its kind where it has none): offsets into the file `object.uri`. */
  locate(object: ObjectSummary): Range | undefined;
  /** Whether a kustomization names that file as a patch. */
  isPatch(uri: string): boolean;
  /**
   * Whether a kustomization that takes that file as a resource writes the label into its objects and the templates in
   * them; without a label, whether it writes any into their selectors, which it makes where there is none.
   */
  addsLabel(uri: string, label?: string): boolean;
}

/** Whether two written namespaces can be the same one; a namespace that is not written can be any. */
export function sameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/**
 * Those of a list of the workspace that lie in a namespace or one that may be it: the same list for all who ask, as there
 * may be thousands.
 */
export function inNamespace(
  objects: readonly ObjectSummary[],
  namespace: string | undefined,
): readonly ObjectSummary[] {
  if (namespace === undefined || objects.length === 0) return objects;
  const known = byNamespace(objects);
  let found = known.get(namespace);
  if (!found) {
    found = objects.filter((object) => sameNamespace(object.namespace, namespace));
    known.set(namespace, found);
  }
  return found;
}

const byNamespace = memoize((_: readonly ObjectSummary[]) => new Map<string, readonly ObjectSummary[]>());

/** A workspace without any object, for checking a text by itself. */
export const emptyWorkspace: WorkspaceView = {
  isComplete: true,
  cluster: undefined,
  objects: () => [],
  named: () => [],
  withPodLabel: () => [],
  marked: () => [],
  locate: () => undefined,
  isPatch: () => false,
  addsLabel: () => false,
};
