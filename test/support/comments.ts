import type { Range } from '../../server/src/base/range.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { isBreak, lineEndOf } from '../../server/src/text/textLines.ts';
import { YamlStream } from '../../server/src/yaml/stream.ts';
import { type NodeId, NodeKind, NodeStyle, type YamlTree } from '../../server/src/yaml/tree.ts';

/** The comments of a text without faults, from the `#` to the end of the line: what begins with one outside of scalars. */
export function commentsOf(text: string): string[] {
  const comments: string[] = [];
  let at = 0;
  for (const { start, end } of scalarsOf(text)) {
    addComments(comments, { text, start: at, end: start });
    // A `|` with nothing below it ends in front of the comment behind it, which has been read.
    at = Math.max(start, end);
  }
  addComments(comments, { text, start: at, end: text.length });
  return comments;
}

function scalarsOf(text: string): Range[] {
  return [...YamlStream.parse(new SourceText(text))].flatMap(({ start, document: { tree } }) => {
    const own = Array.from({ length: tree.size }, (_, node) => node)
      .filter((node) => tree.kind(node) === NodeKind.scalar)
      .map((node) => ({ start: contentStart(tree, node), end: tree.end(node) }));
    return [...own, ...behindEndMark(tree.text, own.at(-1)?.end ?? 0)].map((range) => moved(range, start));
  });
}

/** The scalars behind `...`, which Kubernetes does not read and a formatter does. */
function behindEndMark(text: string, from: number): Range[] {
  const mark = /^\.\.\.(?=\s|$)/m.exec(text.slice(from));
  if (!mark) return [];
  const start = from + mark.index + mark[0].length;
  return scalarsOf(text.slice(start)).map((range) => moved(range, start));
}

function moved({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

/** Where the text of a scalar begins; behind the line of a `|` or `>`, which a comment may end. */
function contentStart(tree: YamlTree, node: NodeId): number {
  const isBlock = tree.style(node) === NodeStyle.literal || tree.style(node) === NodeStyle.folded;
  return isBlock ? lineEndOf(tree.text, tree.start(node)) : tree.start(node);
}

function addComments(comments: string[], { text, start, end }: { text: string; start: number; end: number }): void {
  let at = text.indexOf('#', start);
  while (at >= 0 && at < end) {
    const isComment = at === 0 || ' \t\ufeff'.includes(text[at - 1]!) || isBreak(text.charCodeAt(at - 1));
    const behind = isComment ? lineEndOf(text, at) : at + 1;
    if (isComment) comments.push(text.slice(at, behind));
    at = text.indexOf('#', behind);
  }
}
