import { addItem, yamlString } from '../manifest/edits.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { DocumentEdit } from '../manifest/problem.ts';

/** The edit that gives a container a variable more; undefined where its list is empty or in flow style. */
export function addVariable(container: FieldView, name: string, value: string): DocumentEdit | undefined {
  const list = container.field('env').node;
  const lines = [`- name: ${name}`, `  value: ${yamlString(value)}`];
  return addItem(container.tree, container.node, { name: 'env', list, lines });
}
