import { quotedLike, removeEntry, removeItem, renameKey } from '../manifest/edits.ts';
import type { DocumentEdit, Fix } from '../manifest/problem.ts';
import { replaceValue } from '../manifest/replaceValue.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import type { CheckContext, ReportDetails } from './context.ts';

/** How a repair is called and whether it guesses nothing. */
export interface FixLabel {
  readonly title: string;
  readonly isSafe: boolean;
  /** `false`: somebody has to think first, even where it is the only repair. */
  readonly isPreferred?: false;
}

/** `safe`: keeps the meaning and guesses nothing. */
type Certainty = 'safe' | 'guess';

type Fixes = Pick<ReportDetails, 'fixes'>;

/**
 * A repair whose edits are worked out when asked for; none where the edits cannot be made, or what stands beside them
 * is a copy for an alias, whose place in the text is elsewhere.
 */
export function fixBy(
  cx: CheckContext,
  label: FixLabel,
  edits: (tree: YamlTree) => DocumentEdit | readonly DocumentEdit[] | undefined,
): Fixes {
  const { tree } = cx;
  return {
    fixes: (): readonly Fix[] => {
      const made = edits(tree);
      if (made === undefined) return [];
      const list: readonly DocumentEdit[] = Array.isArray(made) ? made : [made as DocumentEdit];
      return list.every((edit) => !isShared(cx, edit) && (cx.isAsWritten || isAmongOwn(cx, cx.root, edit)))
        ? [{ ...label, edits: list }]
        : [];
    },
  };
}

/** Whether an edit changes what aliases stand for: elsewhere the text may be right as it is. */
function isShared(cx: CheckContext, edit: DocumentEdit): boolean {
  return cx.shared.some(({ start, end }) => start <= edit.start && edit.end <= end);
}

/**
 * Whether an edit replaces one node that is written there, or the innermost list or mapping around it is written there
 * with all that is in it.
 */
function isAmongOwn(cx: CheckContext, around: NodeId, edit: DocumentEdit): boolean {
  const { tree } = cx;
  let isOwn = true;
  for (let child = tree.firstChild(around); child !== NO_NODE; child = tree.nextSibling(child)) {
    if (!cx.isOwn(child)) isOwn = false;
    else if (tree.start(child) === edit.start && tree.end(child) === edit.end) return true;
    else if (tree.kind(child) !== NodeKind.scalar && tree.start(child) <= edit.start && edit.end <= tree.end(child)) {
      return isAmongOwn(cx, child, edit);
    }
  }
  return isOwn;
}

/** Writes another text for a string, in the quotes that are there. */
export function fixText(cx: CheckContext, node: NodeId, text: string, certainty: Certainty): Fixes {
  if (node < 0 || cx.tree.style(node) === NodeStyle.empty) return {};
  return fixBy(cx, label(`Write ${text}`, certainty), (tree) => replaceValue(tree, node, quotedLike(tree, node, text)));
}

/** Replaces a value by YAML as it is given. */
export function fixValue(cx: CheckContext, node: NodeId, newText: string, certainty: Certainty): Fixes {
  if (node < 0 || cx.tree.style(node) === NodeStyle.empty) return {};
  return fixBy(cx, label(`Write ${newText}`, certainty), (tree) => replaceValue(tree, node, newText));
}

/** Gives a key another name. */
export function fixKey(cx: CheckContext, key: NodeId, name: string, certainty: Certainty): Fixes {
  return fixBy(cx, label(`Rename to ${name}`, certainty), (tree) => renameKey(tree, key, name));
}

/** Takes out a value with its key, or an item of a list. */
export function fixByRemoval(cx: CheckContext, node: NodeId, certainty: Certainty): Fixes {
  if (node < 0) return {};
  const key = cx.keyOf(node);
  const title = key === NO_NODE ? 'Remove this item' : `Remove ${cx.keyText(key)}`;
  return fixBy(cx, label(title, certainty), (tree) =>
    key === NO_NODE ? removeItem(tree, node) : removeEntry(tree, key),
  );
}

function label(title: string, certainty: Certainty): FixLabel {
  return { title, isSafe: certainty === 'safe' };
}
