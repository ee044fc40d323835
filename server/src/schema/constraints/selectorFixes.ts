import { addEntry } from '../../manifest/edits.ts';
import { columnOf } from '../../manifest/places.ts';
import { lineBreak } from '../../text/textLines.ts';
import { NO_NODE, type NodeId, NodeKind, type YamlTree } from '../../yaml/tree.ts';
import type { CheckContext, ReportDetails } from '../context.ts';
import { fixBy } from '../fixes.ts';
import { selectorOfTemplate } from '../migration.ts';

/** A selector with the labels of the template where there is none, or one with nothing in it. */
export function writeSelector(cx: CheckContext, spec: NodeId): Pick<ReportDetails, 'fixes'> {
  const label = { title: 'Add a selector with the labels of the template', isSafe: false };
  return fixBy(cx, label, (tree) => {
    const [name, ...lines] = selectorOfTemplate(cx, tree, spec);
    if (name === undefined) return undefined;
    const key = cx.key(spec, 'selector');
    if (key === NO_NODE) return addEntry(tree, spec, [name, ...lines]);
    const { text } = tree;
    const written = tree.next(key);
    const behind = text.slice(tree.end(key), tree.start(written));
    if ((!cx.isNull(written) && !isBraces(tree, written)) || !behind.startsWith(':') || behind.trim() !== ':')
      return undefined;
    if (columnOf(text, tree.start(key)) !== columnOf(text, tree.start(spec))) return undefined;
    const indent = lineBreak(text) + ' '.repeat(columnOf(text, tree.start(key)));
    return { start: tree.end(key) + 1, end: tree.end(written), newText: lines.map((line) => indent + line).join('') };
  });
}

function isBraces(tree: YamlTree, node: NodeId): boolean {
  return tree.kind(node) === NodeKind.mapping && tree.text.slice(tree.start(node), tree.end(node)) === '{}';
}
