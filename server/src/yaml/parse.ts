import { limits } from '../base/limits.ts';
import { decodeScalar } from './decode.ts';
import { Faults, REFUSED, TooDeep } from './parser/faults.ts';
import { readDocument } from './parser/parser.ts';
import { hasPlaceholders, hasTemplateMarks, maskTemplate, mayBeTemplate } from './template.ts';
import { type YamlDocument, type YamlProblem, YamlTree } from './tree.ts';
import { TreeBuilder } from './treeBuilder.ts';
import { findTreeProblems } from './treeProblems.ts';

/**
 * The tree and the faults of one YAML document. Never throws: a text that Kubernetes refuses is read a second time,
 * guessing what was meant, and gives the best tree there is. A template (`{{ … }}`, `${…}`) has no faults; its tree is
 * that of the text with the placeholders taken for words.
 */
export function parseDocument(text: string): YamlDocument {
  try {
    return parse(text);
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

function parse(text: string): YamlDocument {
  const strict = new Faults(text, 'strict');
  const tree = read(text, strict);
  if (tree !== undefined && !mayBeTemplate(text)) return new PlainDocument(text, tree);
  const problems = tree === undefined ? strict.problems : findTreeProblems(tree);
  if (mayBeTemplate(text)) {
    const isPlain = tree !== undefined && problems.length === 0;
    if (isPlain ? hasPlaceholders(tree) : hasTemplateMarks(text)) return parseTemplate(text);
    if (!isPlain && isReadableMasked(text)) return parseTemplate(text);
  }
  if (tree !== undefined) return { text, tree, problems, isTemplate: false };
  return recover(text, strict);
}

/** A document whose syntax is sound. Nobody asks for the problems of files that are only indexed. */
class PlainDocument implements YamlDocument {
  readonly text: string;
  readonly tree: YamlTree;
  readonly isTemplate = false;
  #problems: readonly YamlProblem[] | undefined;

  constructor(text: string, tree: YamlTree) {
    this.text = text;
    this.tree = tree;
  }

  get problems(): readonly YamlProblem[] {
    this.#problems ??= findTreeProblems(this.tree);
    return this.#problems;
  }
}

/** The tree of a text, or undefined when its syntax is refused. Looks for nothing else that may be wrong with it. */
export function readStrictly(text: string): YamlTree | undefined {
  try {
    return read(text, new Faults(text, 'strict'));
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return undefined;
  }
}

/** About so many characters of a manifest make one node. */
const CHARACTERS_PER_NODE = 10;

function recover(text: string, strict: Faults): YamlDocument {
  const faults = new Faults(text, 'recovering');
  const tree = read(text, faults)!;
  const problems = faults.problems.length > 0 ? faults.problems : strict.problems;
  const more = findTreeProblems(tree).filter((one) => problems.every((other) => one.start !== other.start));
  const all = problems.concat(more).sort((a, b) => a.start - b.start);
  return { text, tree, problems: all, isTemplate: mayBeTemplate(text) && hasPlaceholders(tree) };
}

/** Whether a text that cannot be read as it is can be when its `${…}` are taken for words. */
function isReadableMasked(text: string): boolean {
  const masked = maskTemplate(text);
  return read(masked, new Faults(masked, 'strict')) !== undefined;
}

function parseTemplate(text: string): YamlDocument {
  const shape = maskTemplate(text);
  const tree = read(shape, new Faults(shape, 'strict'), text) ?? read(shape, new Faults(shape, 'recovering'), text)!;
  return { text, tree, problems: [], isTemplate: true };
}

/** Reads the structure of `shape`; the tree is over `text`, of the same length. Undefined when a strict reading refuses. */
function read(shape: string, faults: Faults, text = shape): YamlTree | undefined {
  const builder = new TreeBuilder(Math.ceil(shape.length / CHARACTERS_PER_NODE));
  try {
    readDocument(shape, builder, faults);
  } catch (error) {
    builder.abandon();
    if (error !== REFUSED) throw error;
    return undefined;
  }
  const columns = builder.finish();
  const { anchors, tags } = builder;
  const source = { text, shape, columns };
  return new YamlTree(text, columns, { anchors, tags, decode: (node) => decodeScalar(source, node) });
}
