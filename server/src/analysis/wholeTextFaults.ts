import { lineEndOf, lineStartOf, nextLineOf } from '../text/textLines.ts';
import { keyTextOf } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlDocument, type YamlProblem } from '../yaml/tree.ts';

/** A mistake that makes another thing of the whole text behind it, so that nothing that is found there means anything. */
export interface WholeTextFault {
  /** What is told: one sentence for each place. */
  readonly faults: readonly YamlProblem[];
  /** From here on nothing else is told; in front of it nothing of what is missing. */
  readonly from: number;
}

/** A merge that was not finished, or objects without `---` between them; undefined for a text without such a mistake. */
export function wholeTextFault(document: YamlDocument): WholeTextFault | undefined {
  const { problems } = document;
  if (problems.some(({ code }) => code === 'yaml-syntax')) {
    const merge = unfinishedMerge(document.text);
    if (merge) return merge;
  }
  return problems.some(({ code }) => code === 'yaml-duplicate-key') ? gluedObjects(document) : undefined;
}

/** One place at which two versions stand one behind the other, as Git leaves them. */
export interface MergeConflict {
  /** Where the lines of marks begin: `<<<<<<<`, where it is there `|||||||`, `=======` and `>>>>>>>`. */
  readonly ours: number;
  readonly base: number | undefined;
  readonly middle: number;
  readonly theirs: number;
}

/** The conflicts of a text, in their order. */
export function mergeConflicts(text: string): readonly MergeConflict[] {
  const found: MergeConflict[] = [];
  let ours = text.startsWith('<<<<<<<') ? 0 : behindBreak(text, text.indexOf('\n<<<<<<<'));
  while (ours >= 0) {
    const theirs = behindBreak(text, text.indexOf('\n>>>>>>>', ours));
    const middle = behindBreak(text, text.indexOf('\n=======', ours));
    if (middle < 0 || theirs < middle) break;
    const base = behindBreak(text, text.indexOf('\n|||||||', ours));
    found.push({ ours, base: base >= 0 && base < middle ? base : undefined, middle, theirs });
    ours = behindBreak(text, text.indexOf('\n<<<<<<<', theirs));
  }
  return found;
}

function behindBreak(text: string, at: number): number {
  return at < 0 || at >= text.length ? -1 : at + 1;
}

function unfinishedMerge(text: string): WholeTextFault | undefined {
  const conflicts = mergeConflicts(text);
  if (conflicts.length === 0) return undefined;
  const message = 'A merge was not finished here; keep one of the two versions, and remove the lines of marks';
  return {
    faults: conflicts.map(({ ours }) => ({ code: 'yaml-syntax', start: ours, end: lineEndOf(text, ours), message })),
    from: 0,
  };
}

/** Where the second and each further object of a mapping begins whose author forgot `---`. */
function gluedObjects({ text, tree }: YamlDocument): WholeTextFault | undefined {
  const { root } = tree;
  if (root === NO_NODE || tree.kind(root) !== NodeKind.mapping || tree.style(root) !== NodeStyle.block)
    return undefined;
  const starts: NodeId[] = [];
  let names = new Set<string>();
  for (let key = tree.firstChild(root); key !== NO_NODE; key = tree.nextSibling(tree.next(key))) {
    const name = keyTextOf(tree, key);
    const behind = tree.next(tree.next(key));
    const other = name === 'kind' ? 'apiVersion' : 'kind';
    // Twice the head alone is one object whose head is there twice
    const isHead = (name === 'apiVersion' || name === 'kind') && names.size > 2 && names.has(name) && names.has(other);
    if (isHead && behind < tree.next(root) && keyTextOf(tree, behind) === other) {
      starts.push(key);
      names = new Set();
    }
    names.add(name);
  }
  const [first] = starts;
  if (first === undefined) return undefined;
  const message = 'A second object begins here; write "---" on a line of its own above it';
  const at = (key: NodeId) => ({ start: tree.start(key), end: tree.end(key) });
  return {
    faults: starts.map((key) => ({ code: 'yaml-duplicate-key', ...at(key), message })),
    from: lineStartOf(text, tree.start(first)),
  };
}

/** Where a line above an object goes: above the comments that stand right above it. */
export function aboveComments(text: string, offset: number): number {
  let at = lineStartOf(text, offset);
  while (at > 0) {
    const above = lineStartOf(text, at - 1);
    if (text[above] !== '#' || nextLineOf(text, above) !== at) break;
    at = above;
  }
  return at;
}
