import { addItem, yamlString } from '../manifest/edits.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { DocumentEdit } from '../manifest/problem.ts';

/** The edit that gives a container a variable more; undefined where its list is empty or in flow style. */
export function addVariable(container: FieldView, name: string, value: string): DocumentEdit | undefined {
  const list = container.field('env').node;
  const lines = [`- name: ${name}`, `  value: ${yamlString(value)}`];
  return addItem(container.tree, container.node, { name: 'env', list, lines });
}

/**
 * References in a text, the name of each in its first group. Kubernetes: `third_party/forked/golang/expansion`: `$$`
 * stands for a dollar, so that `$$(NAME)` is no reference.
 */
export const references = /\$\$|\$\(([-._a-zA-Z][-._a-zA-Z0-9]{0,252})\)/g;
