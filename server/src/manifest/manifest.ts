import { memoize } from '../base/memoize.ts';
import { Remembering } from '../base/memory.ts';
import { noteEverything, noteNode, noteQuestion } from '../base/reads.ts';
import { NO_NODE, type NodeId, type YamlDocument } from '../yaml/tree.ts';
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
  /** Whether the document is a template. */
  readonly isTemplate: boolean;
  /**
   * The answer to a question about the whole document, best asked by `memoize`. Who asks it looked at nothing but the
   * answer.
   */
  ask(question: (document: YamlDocument) => boolean): boolean;
}

/** The Kubernetes objects of a document: none, one, or the items of a `List`. Computed once per document object. */
export const manifestsOf = memoize(readManifests);

function readManifests(document: YamlDocument): readonly Manifest[] {
  const root = rootView(document);
  const manifestOf = (view: FieldView) =>
    new WrittenManifest(document, view === root ? root : rootView(document, view.written));
  return objectsIn(root).map(manifestOf);
}

/** What is asked of places in a document, to find the objects in it. */
interface Place<P> {
  readonly exists: boolean;
  isMapping(): boolean;
  isSequence(): boolean;
  string(): string | undefined;
  field(name: string): P;
  items(): readonly P[];
}

const noPlaces: readonly never[] = [];

/** The Kubernetes objects of a document: none, its root, or the items of a `List`. */
export function objectsIn<P extends Place<P>>(root: P): readonly P[] {
  if (!root.isMapping()) return noPlaces;
  const kind = root.field('kind');
  if (!kind.exists && !root.field('apiVersion').exists) return noPlaces;
  const isList = isListKind(kind.string() ?? '') && root.field('items').isSequence();
  if (!isList) return [root];
  return root
    .field('items')
    .items()
    .filter((item) => item.isMapping());
}

/** Whether a kind is that of a list of objects: `List`, `ServiceList`. */
export function isListKind(kind: string): boolean {
  return kind.endsWith('List') && /^([A-Z]\w*)?List$/.test(kind);
}

/** A document as a whole, or one of its nodes as if it stood alone. */
export function rootView({ tree }: Pick<YamlDocument, 'tree'>, node: NodeId = tree.root): FieldView {
  return new FieldView(tree, node, { key: NO_NODE, step: '' });
}

/** Notes which of its fields are looked at, as the views do. */
class WrittenManifest extends Remembering implements Manifest {
  readonly view: FieldView;
  readonly #document: YamlDocument;
  readonly #metadata: FieldView;
  readonly #apiVersion: string;
  readonly #kind: string;
  readonly #name: string;
  readonly #namespace: string | undefined;

  constructor(document: YamlDocument, view: FieldView) {
    super();
    this.view = view;
    this.#document = document;
    this.#metadata = view.field('metadata');
    this.#apiVersion = view.field('apiVersion').string() ?? '';
    this.#kind = view.field('kind').string() ?? '';
    this.#name = this.#metadata.field('name').string() ?? '';
    this.#namespace = this.#metadata.field('namespace').string();
  }

  get document(): YamlDocument {
    noteEverything();
    return this.#document;
  }

  /** What is noted of a template holds for no other document, so that this need not be noted. */
  get isTemplate(): boolean {
    return this.#document.isTemplate;
  }

  get apiVersion(): string {
    noteNode(this.view.node, 'apiVersion');
    return this.#apiVersion;
  }

  get kind(): string {
    noteNode(this.view.node, 'kind');
    return this.#kind;
  }

  get name(): string {
    this.#noteMetadata('name');
    return this.#name;
  }

  get namespace(): string | undefined {
    this.#noteMetadata('namespace');
    return this.#namespace;
  }

  ask(question: (document: YamlDocument) => boolean): boolean {
    const answer = question(this.#document);
    noteQuestion({ ask: question, answer });
    return answer;
  }

  #noteMetadata(name: string): void {
    noteNode(this.view.node, 'metadata');
    if (this.#metadata.isMapping()) noteNode(this.#metadata.node, name);
  }
}
