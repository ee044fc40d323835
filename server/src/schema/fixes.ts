import { quotedLike, removeEntry, removeItem, renameKey, replaceValue } from '../manifest/edits.ts';
import type { DocumentEdit, Fix } from '../manifest/problem.ts';
import { NO_NODE, type NodeId, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import type { CheckContext, ReportDetails } from './context.ts';

/** How a repair is called and whether it guesses nothing. */
export interface FixLabel {
  readonly title: string;
  readonly isSafe: boolean;
}

type Fixes = Pick<ReportDetails, 'fixes'>;

/**
 * A repair whose edits are worked out when asked for; none where the tree is not the document's own (aliases were
 * replaced by copies) or the edits cannot be made.
 */
export function fixBy(
  cx: CheckContext,
  label: FixLabel,
  edits: (tree: YamlTree) => DocumentEdit | readonly DocumentEdit[] | undefined,
): Fixes {
  if (!cx.isOriginal) return {};
  const { tree } = cx;
  return {
    fixes: (): readonly Fix[] => {
      const made = edits(tree);
      if (made === undefined) return [];
      return [{ ...label, edits: Array.isArray(made) ? made : [made as DocumentEdit] }];
    },
  };
}

/** Writes another text for a string, in the quotes that are there. */
export function fixText(cx: CheckContext, node: NodeId, text: string, isSafe: boolean): Fixes {
  if (node < 0 || cx.tree.style(node) === NodeStyle.empty) return {};
  return fixBy(cx, { title: `Write ${text}`, isSafe }, (tree) =>
    replaceValue(tree, node, quotedLike(tree, node, text)),
  );
}

/** Replaces a value by YAML as it is given. */
export function fixValue(cx: CheckContext, node: NodeId, newText: string, isSafe: boolean): Fixes {
  if (node < 0 || cx.tree.style(node) === NodeStyle.empty) return {};
  return fixBy(cx, { title: `Write ${newText}`, isSafe }, (tree) => replaceValue(tree, node, newText));
}

/** Gives a key another name. */
export function fixKey(cx: CheckContext, key: NodeId, name: string, isSafe: boolean): Fixes {
  return fixBy(cx, { title: `Rename to ${name}`, isSafe }, (tree) => renameKey(tree, key, name));
}

/** Takes out a value with its key, or an item of a list. */
export function fixByRemoval(cx: CheckContext, node: NodeId, isSafe: boolean): Fixes {
  if (node < 0) return {};
  const key = cx.keyOf(node);
  const title = key === NO_NODE ? 'Remove this item' : `Remove ${cx.keyText(key)}`;
  return fixBy(cx, { title, isSafe }, (tree) => (key === NO_NODE ? removeItem(tree, node) : removeEntry(tree, key)));
}
