import { memoize } from '../base/memoize.ts';
import { noteEverything } from '../base/reads.ts';
import { NO_NODE, type NodeId, NodeKind, type YamlDocument } from '../yaml/tree.ts';
import { FieldView } from './fieldView.ts';

/** One Kubernetes object as written: the root of a YAML document, or an item of a `List`. */
export interface Manifest {
  /** Its text and tree count as new after each edit (`base/reads.ts`); what is read by `view` does not. */
  readonly document: YamlDocument;
  /** The object itself; field paths count from here. */
  readonly view: FieldView;
  /** As written, '' where missing or no string. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** As written in the object; undefined where it is not. */
  readonly namespace: string | undefined;
}

const noManifests: readonly Manifest[] = [];

/** The Kubernetes objects of a document: none, one, or the items of a `List`. Computed once per document object. */
export const manifestsOf = memoize(readManifests);

/** The same, read anew: for a document that nobody will ask about again. */
export function readManifests(document: YamlDocument): readonly Manifest[] {
  const { tree } = document;
  if (tree.root === NO_NODE || tree.kind(tree.root) !== NodeKind.mapping) return noManifests;
  const root = rootView(document, tree.root);
  if (!root.field('kind').exists && !root.field('apiVersion').exists) return noManifests;
  const isList = isListKind(root.field('kind').string() ?? '') && root.field('items').isSequence();
  if (!isList) return [manifest(document, root)];
  const items: Manifest[] = [];
  for (const item of root.field('items').items()) {
    if (item.isMapping()) items.push(manifest(document, rootView(document, item.written)));
  }
  return items;
}

/** Whether a kind is that of a list of objects: `List`, `ServiceList`. */
export function isListKind(kind: string): boolean {
  return kind.endsWith('List') && /^([A-Z]\w*)?List$/.test(kind);
}

/** A document as a whole, or one of its nodes as if it stood alone. */
export function rootView({ tree }: YamlDocument, node: NodeId = tree.root): FieldView {
  return new FieldView(tree, node, { key: NO_NODE, step: '' });
}

function manifest(document: YamlDocument, view: FieldView): Manifest {
  const metadata = view.field('metadata');
  return {
    get document() {
      noteEverything();
      return document;
    },
    view,
    apiVersion: view.field('apiVersion').string() ?? '',
    kind: view.field('kind').string() ?? '',
    name: metadata.field('name').string() ?? '',
    namespace: metadata.field('namespace').string(),
  };
}
