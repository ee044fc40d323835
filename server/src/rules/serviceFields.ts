import { addEntry, addFirstEntry } from '../manifest/edits.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { replaceValue } from '../manifest/replaceValue.ts';

/** The edit that gives a field of a Service's `spec` a plain value; undefined where it would change more than that. */
export function setServiceField(spec: FieldView, name: string, value: string): DocumentEdit | undefined {
  const { tree, node } = spec;
  if (!spec.isMapping() || spec.written !== node) return undefined;
  const field = spec.field(name);
  const isJson = /^\s*\{/.test(tree.text);
  const text = isJson && !isLiteral(value) ? JSON.stringify(value) : value;
  if (field.exists) {
    const isOwn = field.written === field.node && tree.parent(field.key) === node && field.isScalar();
    if (!isOwn || hasAnchor(field)) return undefined;
    return field.hasValue ? replaceValue(tree, field.node, text) : undefined;
  }
  const entry = [`${isJson ? JSON.stringify(name) : name}: ${text}`];
  // A comment above the first field belongs to that one.
  const between = tree.text.slice(tree.end(spec.key), tree.start(node));
  return between.includes('#') ? addEntry(tree, node, entry) : addFirstEntry(tree, node, entry);
}

function isLiteral(value: string): boolean {
  return value === 'true' || value === 'false';
}

/** What an anchor marks is meant elsewhere, too. */
function hasAnchor({ tree, key, node }: FieldView): boolean {
  return tree.text.slice(tree.end(key), tree.start(node) + 1).includes('&');
}
