import { limits } from '../base/limits.ts';
import { Remembering } from '../base/memory.ts';
import { finish, type Steps } from '../base/steps.ts';
import { isAliasBomb } from './aliasBomb.ts';
import { decodeScalar } from './decode.ts';
import type { NodeSet } from './nodeSet.ts';
import { TooDeep } from './parser/faults.ts';
import { Marks } from './parser/marks.ts';
import { Reading } from './parser/parser.ts';
import type { TextChange } from './reparse.ts';
import { hasPlaceholders, hasTemplateMarks, maskTemplate, mayBeTemplate } from './template.ts';
import { type NodeId, type TreeColumns, type YamlDocument, type YamlProblem, YamlTree } from './tree.ts';
import { TreeBuilder } from './treeBuilder.ts';
import { findTreeProblems } from './treeProblems.ts';

/**
 * The tree and the faults of one YAML document. Never throws: around what Kubernetes refuses it is guessed what was
 * meant, which gives the best tree there is. A template (`{{ … }}`, `${…}`) has no faults; its tree is that of the text
 * with the placeholders taken for words.
 */
export function parseDocument(text: string): YamlDocument {
  return finish(parseInSteps(text));
}

/** The same in steps, of which most documents take one. */
export function* parseInSteps(text: string): Steps<YamlDocument> {
  try {
    return yield* parse(text);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return unreadDocument(text, { at: error.at, message: tooDeep });
  }
}

const tooDeep = `Nested deeper than ${limits.levels} levels, so nothing in this document is checked; flatten it`;

/** A document of which only the text is known, because it is too much; `at` is the place that shows why. */
export function unreadDocument(text: string, unread: NonNullable<YamlDocument['unread']>): YamlDocument {
  const tree = new YamlTree(text, new TreeBuilder(0).finish(), {
    anchors: new Map(),
    tags: new Map(),
    decode: () => '',
  });
  return { text, tree, problems: [], isTemplate: false, unread };
}

/** The tree of a text that holds nothing. */
export const emptyTree: YamlTree = unreadDocument('', { at: 0, message: '' }).tree;

function* parse(text: string): Steps<YamlDocument> {
  if (!mayBeTemplate(text)) return new ReadDocument(text, yield* guess(text));
  const strict = yield* read(text, 'refuse');
  if (strict !== undefined) {
    const document = new ReadDocument(text, strict);
    if (document.problems.length === 0) return hasPlaceholders(strict.tree) ? yield* parseTemplate(text) : document;
  }
  const isTemplate = hasTemplateMarks(text) || (yield* read(maskTemplate(text), 'refuse')) !== undefined;
  if (isTemplate) return yield* parseTemplate(text);
  const guessed = yield* guess(text);
  return {
    text,
    tree: guessed.tree,
    problems: joinProblems(guessed.faults, findTreeProblems(guessed.tree)),
    isTemplate: hasPlaceholders(guessed.tree),
  };
}

/** A document of which nothing may be kept: its tree is gone when the next text is read. */
export type PassingDocument = Pick<YamlDocument, 'text' | 'tree' | 'isTemplate'>;

/** What `look` sees in a document that nobody will ask about again. The same tree as `parseDocument` makes, for less. */
export function* glance<T>(text: string, look: (document: PassingDocument) => Steps<T>): Steps<T> {
  if (mayBeTemplate(text)) return yield* look(yield* parseInSteps(text));
  const builder = builderFor(text);
  try {
    const reading = new Reading(text, builder, { atFault: 'guess' });
    while (reading.goOn(STEP) === 'more') yield;
    const tree = treeOver(builder.lend(), builder, { text, shape: text });
    return yield* look({ text, tree, isTemplate: false });
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return yield* look(parseDocument(text));
  } finally {
    builder.abandon();
  }
}

/** Characters that are read in a step: one takes about a millisecond. */
const STEP = 10_000;

/** What a reading came to. */
export interface Result {
  readonly tree: YamlTree;
  /** Faults of the syntax, in the order of reading. */
  readonly faults: readonly YamlProblem[];
  /** How many faults were gone around. */
  readonly recoveries: number;
  /** Whether a directive declares tag handles, which count in the whole document. */
  readonly declaresHandles: boolean;
  /** Where a reading can begin again. */
  readonly marks: Marks;
}

/** What tells a document from another one. */
export interface Likeness {
  /** Tells that document from all others, without keeping it. */
  readonly model: number;
  /** The scalars with other values. */
  readonly differing: NodeSet;
}

/** A document that is no template. Nobody asks for the problems of files that are only indexed. */
export class ReadDocument extends Remembering implements YamlDocument {
  readonly text: string;
  readonly tree: YamlTree;
  readonly isTemplate = false;
  readonly result: Result;
  readonly #number = ++lastNumber;
  #retyped: { readonly from: number; readonly scalar: NodeId } | undefined;
  #edited: { readonly from: number; readonly change: TextChange } | undefined;
  #like: Likeness | undefined;
  #treeProblems: readonly YamlProblem[] | undefined;
  #problems: readonly YamlProblem[] | undefined;

  /** `treeProblems`: what is wrong with the tree beside its syntax, where that is known. */
  constructor(text: string, result: Result, treeProblems?: readonly YamlProblem[]) {
    super();
    this.text = text;
    this.tree = result.tree;
    this.result = result;
    this.#treeProblems = treeProblems;
  }

  /** The document of a text with other words in some scalars, which all lie in `columns` and `marks` as they do in it. */
  withWords(text: string, columns: TreeColumns, marks: Marks): ReadDocument {
    const tree = treeOver(columns, { ...this.tree.extras, size: columns.kinds.length }, { text, shape: text });
    return new ReadDocument(text, { ...this.result, tree, marks }, []);
  }

  get problems(): readonly YamlProblem[] {
    if (this.#problems === undefined) {
      this.#treeProblems ??= findTreeProblems(this.tree);
      this.#problems = joinProblems(this.result.faults, this.#treeProblems);
    }
    return this.#problems;
  }

  /** Notes that the document is another one in which something else is written in one scalar, and nothing else. */
  setRetyped(from: ReadDocument, scalar: NodeId): void {
    // By number: a document does not keep those before it.
    this.#retyped = { from: from.#number, scalar };
  }

  /** The scalar that alone tells the document from `other`, of which it came by `retype`; undefined where it did not. */
  retypedScalar(other: ReadDocument): NodeId | undefined {
    return this.#retyped?.from === other.#number ? this.#retyped.scalar : undefined;
  }

  /** Notes that other values stand in some scalars of the document than in those of `model`, and nothing else is another. */
  setLike(model: ReadDocument, differing: NodeSet): void {
    this.#like = { model: model.#number, differing };
  }

  /** Of which document this is another one but for some values; undefined where that is not known. */
  get likeness(): Likeness | undefined {
    return this.#like;
  }

  /** Notes of which document this one came, by a change of its text. */
  setEdited(from: ReadDocument, change: TextChange): void {
    this.#edited = { from: from.#number, change };
  }

  /** The change of its text by which the document came of `other`; undefined where that was not noted. */
  editedSince(other: ReadDocument): TextChange | undefined {
    return this.#edited?.from === other.#number ? this.#edited.change : undefined;
  }

  /** Whether somebody found out that the tree is all right, as far as its nodes can be. */
  get isTreeSound(): boolean {
    return this.#treeProblems?.length === 0;
  }
}

let lastNumber = 0;

function joinProblems(faults: readonly YamlProblem[], treeProblems: readonly YamlProblem[]): readonly YamlProblem[] {
  if (faults.length === 0) return treeProblems;
  const more = treeProblems.filter((one) => faults.every((other) => one.start !== other.start));
  return faults.concat(more).sort((a, b) => a.start - b.start);
}

function* parseTemplate(text: string): Steps<YamlDocument> {
  return { text, tree: (yield* guess(maskTemplate(text), text)).tree, problems: [], isTemplate: true };
}

/** About so many characters of a manifest make one node. */
const CHARACTERS_PER_NODE = 10;

function builderFor(text: string): TreeBuilder {
  return new TreeBuilder(Math.ceil(text.length / CHARACTERS_PER_NODE));
}

/** Reads the structure of `shape`, whatever is wrong with it; the tree is over `text`, of the same length. */
function* guess(shape: string, text = shape): Steps<Result> {
  return (yield* read(shape, 'guess', text))!;
}

/** The same; undefined where a text is refused. */
function* read(shape: string, atFault: 'guess' | 'refuse', text = shape): Steps<Result | undefined> {
  const builder = builderFor(shape);
  try {
    const reading = new Reading(shape, builder, { atFault });
    let state = reading.goOn(STEP);
    for (; state === 'more'; state = reading.goOn(STEP)) yield;
    if (state === 'refused') return undefined;
    const { faults, recoveries, declaresHandles } = reading;
    return {
      tree: treeOf(builder, { text, shape }),
      faults: faults.problems,
      recoveries,
      declaresHandles,
      marks: Marks.of(reading.marks),
    };
  } finally {
    builder.abandon();
  }
}

/** The tree of all that a builder holds, over `text`, whose lines are indented as those of `shape`. */
export function treeOf(builder: TreeBuilder, source: Source): YamlTree {
  return treeOver(builder.finish(), builder, source);
}

/** A text, and another one of the same length and lines that is read for its structure. */
interface Source {
  readonly text: string;
  readonly shape: string;
}

function treeOver(
  columns: TreeColumns,
  { anchors, tags, size }: Pick<TreeBuilder, 'anchors' | 'tags' | 'size'>,
  { text, shape }: Source,
): YamlTree {
  const source = { text, shape, columns };
  const decode = (node: NodeId) => decodeScalar(source, node);
  const extras = anchors.size > 0 ? { anchors, tags, decode, isBomb: isAliasBomb } : { anchors, tags, decode };
  return new YamlTree(text, columns, extras, size);
}
