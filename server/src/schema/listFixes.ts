import { quoted } from '../base/visible.ts';
import { argumentWords, commandText } from '../manifest/commandText.ts';
import { asItem } from '../manifest/edits.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { lineStartOf } from '../text/textLines.ts';
import { resolvePlain } from '../yaml/resolve.ts';
import { type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import { acceptedText } from './acceptance.ts';
import type { CheckContext, ReportDetails } from './context.ts';
import { type FixLabel, fixBy } from './fixes.ts';
import { ValueKind, type ValueTable } from './tables.ts';

/** How a value that is written without a list around it becomes one. */
export function asList(cx: CheckContext, node: NodeId, inner: ValueTable | undefined): Pick<ReportDetails, 'fixes'> {
  if (cx.tree.kind(node) === NodeKind.scalar) {
    return inner?.kind === ValueKind.string ? { fixes: () => listsFor(cx, node, inner) } : {};
  }
  const fields = inner?.kind === ValueKind.object ? inner.object?.fields : undefined;
  if (cx.tree.style(node) !== NodeStyle.block || !cx.keys(node).every((key) => fields?.has(cx.keyText(key)))) return {};
  return fixBy(cx, certain, (tree) => asItem(tree, node));
}

const certain: FixLabel = { title: 'Make it a list', isSafe: true };
const guessed: FixLabel = { title: 'Make it a list', isSafe: false, isPreferred: false };
const split: FixLabel = { title: 'Make it a list of its words', isSafe: false, isPreferred: false };
const inShell: FixLabel = { title: 'Make it a list that lets sh read the line', isSafe: false, isPreferred: false };

/** One way to read a text as a list. */
interface Reading {
  readonly label: FixLabel;
  readonly items: readonly string[];
}

function listsFor(cx: CheckContext, node: NodeId, inner: ValueTable) {
  const { tree } = cx;
  if (tree.tag(node) !== undefined) return [];
  const text = tree.scalarText(node);
  return readings(text.trim(), cx.labelOf(node), canBeDash(tree, node)).flatMap(({ label, items }) => {
    const isCertain = label.isSafe && !isBlockText(tree, node) && items[0] === text;
    const accepted = items.flatMap((item) => acceptedText(cx, inner, item) ?? []);
    if (accepted.length < items.length) return [];
    const edit = (): DocumentEdit => replaceByList(tree, node, accepted);
    return fixBy(cx, label.isSafe && !isCertain ? guessed : label, edit).fixes?.() ?? [];
  });
}

/**
 * What may be meant by a text where a list of strings is wanted. One word is one item. More words would make an item
 * that no program, host or mode is called by, and that Kubernetes takes for a program all the same.
 */
function readings(text: string, field: string, isDashLikely: boolean): readonly Reading[] {
  if (text === '') return [];
  const inText = listInText(text);
  if (inText) return [{ label: guessed, items: inText }];
  // A list or mapping in quotes, or a dash without the blank behind it
  if (/^[[{]/.test(text) || (text.startsWith('-') && (field !== 'args' || isDashLikely))) return [];
  if (field === 'command') return commandReadings(text);
  if (field === 'args') return argsReadings(text);
  const items = text.split(/[\s,]/).filter((item) => item !== '');
  return [{ label: items.length === 1 && items[0] === text ? certain : split, items }];
}

function commandReadings(text: string): readonly Reading[] {
  const { words, needsShell } = commandText(text);
  const forShell: Reading = { label: inShell, items: ['sh', '-c', text] };
  if (needsShell) return [forShell];
  return words.length === 1 ? [{ label: certain, items: words }] : [{ label: split, items: words }, forShell];
}

function argsReadings(text: string): readonly Reading[] {
  const items = argumentWords(text);
  return items ? [{ label: items.length === 1 ? certain : split, items }] : [];
}

/** The list that stands in the quotes: `'["sh", "-c"]'`. */
function listInText(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const list = JSON.parse(text) as unknown;
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a text begins its line with one dash, which may be that of a list's item: `-name`. */
function canBeDash(tree: YamlTree, node: NodeId): boolean {
  const start = tree.start(node);
  const before = tree.text.slice(lineStartOf(tree.text, start), start);
  return before.trim() === '' && tree.style(node) === NodeStyle.plain && tree.text.charAt(start + 1) !== '-';
}

function isBlockText(tree: YamlTree, node: NodeId): boolean {
  return tree.style(node) === NodeStyle.literal || tree.style(node) === NodeStyle.folded;
}

/** Writes a list in brackets, each item in the quotes that are there, in double quotes where it needs some. */
function replaceByList(tree: YamlTree, node: NodeId, items: readonly string[]): DocumentEdit {
  const start = tree.start(node);
  const end = start + tree.text.slice(start, tree.end(node)).trimEnd().length;
  if (items.length === 1 && tree.scalarText(node) === items[0] && isQuoted(tree, node)) {
    return { start, end, newText: `[${tree.text.slice(start, end)}]` };
  }
  const isJson = tree.style(tree.parent(node)) === NodeStyle.flow && tree.style(node) === NodeStyle.doubleQuoted;
  return { start, end, newText: `[${items.map((item) => (isJson ? quoted(item) : inBrackets(item))).join(', ')}]` };
}

function isQuoted(tree: YamlTree, node: NodeId): boolean {
  return tree.style(node) === NodeStyle.singleQuoted || tree.style(node) === NodeStyle.doubleQuoted;
}

/** A text as an item between brackets: plain where every reader takes it for that string. */
function inBrackets(text: string): string {
  const isPlain = /^-{0,2}[a-zA-Z/.][-a-zA-Z0-9_./=+@%:]*$/.test(text) && !text.endsWith(':');
  return isPlain && resolvePlain(text).type === 'string' ? text : quoted(text);
}
