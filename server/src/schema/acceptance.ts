import { jsonScalarOf } from '../yaml/scalars.ts';
import { type NodeId, NodeKind } from '../yaml/tree.ts';
import type { CheckContext } from './context.ts';
import { isReadable } from './decoding.ts';
import { type FormatName, formatFault } from './formats.ts';
import { ValueKind, type ValueTable } from './tables.ts';

/** The words of which a text must be one, those that a check of its own knows included; undefined where any may be written. */
export function wordsOf({ words, constraints }: ValueTable): readonly string[] | undefined {
  return words ?? constraints.examples;
}

/** Whether a field of strings takes a text, by its words and its format. */
export function acceptsText(cx: CheckContext, table: ValueTable, text: string): boolean {
  if (cx.isOpen(text)) return true;
  const words = wordsOf(table);
  if (words?.includes(text)) return true;
  const format = spellingOf(table);
  return format === undefined ? words === undefined : formatFault(format, text, cx.minor) === undefined;
}

/** How a text must be spelled, whoever reports it; undefined where words are all that counts. */
export function spellingOf({ words, constraints }: ValueTable): FormatName | undefined {
  return words === undefined ? (constraints.format ?? constraints.spelling) : undefined;
}

/** The text that a field takes for one that is written there: itself, or the word that is certainly meant. */
export function acceptedText(cx: CheckContext, table: ValueTable, text: string): string | undefined {
  if (acceptsText(cx, table, text)) return text;
  const words = wordsOf(table);
  return words && sureWord(text, words);
}

/** The word that a text is in other letters, or a usual abbreviation of. */
export function sureWord(text: string, words: readonly string[]): string | undefined {
  const short = abbreviated[text.toUpperCase()];
  if (short !== undefined && words.includes(short)) return short;
  return words.find((word) => word.toLowerCase() === text.toLowerCase());
}

/** What kubectl prints of access modes. */
const abbreviated: Readonly<Record<string, string>> = {
  ROX: 'ReadOnlyMany',
  RWO: 'ReadWriteOnce',
  RWOP: 'ReadWriteOncePod',
  RWX: 'ReadWriteMany',
};

/** Whether a value that is written could stand where that table holds: its type fits, its words and the names of its fields. */
export function acceptsValue(cx: CheckContext, node: NodeId, table: ValueTable): boolean {
  const { tree } = cx;
  const kind = tree.kind(node);
  switch (table.kind) {
    case ValueKind.any:
      return true;
    case ValueKind.object:
      return kind === NodeKind.mapping && cx.keys(node).every((key) => table.object?.fields.has(cx.keyText(key)));
    case ValueKind.map:
      return kind === NodeKind.mapping && cx.keys(node).every((key) => acceptsValue(cx, tree.next(key), table.inner!));
    case ValueKind.list:
      return kind === NodeKind.sequence && cx.items(node).every((item) => acceptsValue(cx, item, table.inner!));
    default: {
      const scalar = kind === NodeKind.scalar ? jsonScalarOf(tree, node) : undefined;
      if (scalar === undefined || scalar.type === 'null' || !isReadable(scalar, table.kind)) return false;
      const { min, max } = table.constraints;
      if (typeof scalar.value === 'number' && (scalar.value < (min ?? -Infinity) || scalar.value > (max ?? Infinity)))
        return false;
      return table.kind !== ValueKind.string || acceptsText(cx, table, scalar.value as string);
    }
  }
}
