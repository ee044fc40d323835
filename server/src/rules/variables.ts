import { addEntry, columnOf, lineBreak } from '../manifest/edits.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { NodeStyle } from '../yaml/tree.ts';

/** The edit that gives a container a variable more; undefined where its list is empty or in flow style. */
export function addVariable(container: FieldView, name: string, value: string): DocumentEdit | undefined {
  const { tree } = container;
  const { text } = tree;
  const variables = container.field('env');
  if (!variables.exists) return addEntry(tree, container.node, ['env:', `  - name: ${name}`, `    value: ${value}`]);
  const last = variables.items().at(-1);
  if (!last || tree.style(variables.node) === NodeStyle.flow) return undefined;
  const indent = ' '.repeat(columnOf(text, text.lastIndexOf('-', last.range.start - 1)));
  const end = text.indexOf('\n', tree.end(last.written) - 1);
  const line = lineBreak(text);
  const item = `${indent}- name: ${name}${line}${indent}  value: ${value}`;
  if (end < 0) return { start: text.length, end: text.length, newText: line + item };
  return { start: end + 1, end: end + 1, newText: item + line };
}
