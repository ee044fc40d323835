import { quoted } from '../base/visible.ts';
import { commandText } from '../manifest/commandText.ts';
import { hasJsonKeys, indentStep, yamlString } from '../manifest/edits.ts';
import { columnOf } from '../manifest/places.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { lineBreak } from '../text/textLines.ts';
import { NO_NODE, type NodeId, NodeStyle } from '../yaml/tree.ts';
import type { CheckContext, ReportDetails } from './context.ts';
import { fixBy } from './fixes.ts';
import type { Written } from './shorthands.ts';
import { ValueKind, type ValueTable } from './tables.ts';

/** What people write as one word, and what it says in full: probes and hooks. The port is that of the container around. */
export function requestIn(text: string, cx: CheckContext, node: NodeId): Written | undefined {
  const found = /^(?:(https?):\/\/(?:localhost|127\.0\.0\.1))?(?::?(\d{1,5}))?(\/\S{0,500})?$/i.exec(text);
  if (!found) return undefined;
  const [, scheme, number, path] = found;
  const port = number ?? (scheme === undefined ? likelyPort(cx, node) : undefined);
  if (port === undefined && path === undefined) return undefined;
  return {
    ...(path === undefined ? {} : { path: yamlString(path) }),
    ...(port === undefined ? {} : { port }),
    ...(scheme?.toLowerCase() === 'https' ? { scheme: 'HTTPS' } : {}),
  };
}

/** The one port that the container of a probe or hook declares, by its name if it has one; of several that called http. */
function likelyPort(cx: CheckContext, node: NodeId): string | undefined {
  let around = node;
  for (let level = 0; level < mostLevels && around !== cx.root; level++) {
    around = cx.parent(around);
    if (!cx.has(around, 'ports')) continue;
    const ports = cx.itemsOf(around, 'ports');
    const port = ports.length === 1 ? ports[0] : ports.find((each) => cx.string(each, 'name') === 'http');
    if (port === undefined) return undefined;
    const name = cx.string(port, 'name');
    return name === '' ? cx.number(port, 'containerPort')?.toString() : yamlString(name);
  }
  return undefined;
}

/** A handler of a hook lies two steps below its container. */
const mostLevels = 3;

/** A command as the list of its words; of one that only a shell takes apart, what runs it in one. */
export function commandIn(text: string): Written | undefined {
  if (text.length > mostCharacters) return undefined;
  const { words, needsShell } = commandText(text);
  return { command: `[${(needsShell ? ['sh', '-c', text] : words).map(quoted).join(', ')}]` };
}

const mostCharacters = 300;

/** The key that a list of words lacks which stands where a command is wanted: `exec: [a, b]`. */
export function underCommand(cx: CheckContext, list: NodeId, table: ValueTable): Pick<ReportDetails, 'fixes'> {
  const key = cx.keyOf(list);
  const isOfWords = cx.items(list).every((item) => cx.stringOf(item) !== '');
  if (!isCommand(table) || key === NO_NODE || cx.isEmpty(list) || !isOfWords) return {};
  return fixBy(cx, { title: 'Write command in front of it', isSafe: false }, () => write(cx, key, list));
}

/** Whether what runs a command is wanted. */
export function isCommand(table: ValueTable): boolean {
  return table.kind === ValueKind.object && table.object?.type.name === 'core.v1.ExecAction';
}

function write({ tree }: CheckContext, key: NodeId, list: NodeId): readonly DocumentEdit[] | undefined {
  const { text } = tree;
  const [start, end] = [tree.start(list), tree.end(list)];
  const around = tree.parent(key);
  if (tree.style(around) === NodeStyle.flow) {
    const name = hasJsonKeys(tree, around) ? '"command"' : 'command';
    return [
      { start, end: start, newText: `{ ${name}: ` },
      { start: end, end, newText: ' }' },
    ];
  }
  const column = columnOf(text, tree.start(key)) + indentStep(tree);
  const colon = tree.end(key);
  const isBlock = tree.style(list) === NodeStyle.block;
  const isFarEnough = !isBlock || columnOf(text, start) >= column;
  if (text[colon] !== ':' || !isFarEnough) return undefined;
  return [{ start: colon + 1, end: colon + 1, newText: `${lineBreak(text)}${' '.repeat(column)}command:` }];
}
