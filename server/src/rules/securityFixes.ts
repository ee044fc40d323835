import { addEntry } from '../manifest/edits.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { Fix } from '../manifest/problem.ts';

/** Writes one more field of the security context of a Pod or container; nothing where what stands there is no mapping. */
export function setSecurityField(holder: FieldView, name: string, value: number): Fix[] {
  const context = holder.field('securityContext');
  if (context.hasValue && !context.isMapping()) return [];
  const edit = context.exists
    ? addEntry(context.tree, context.node, [`${name}: ${value}`])
    : addEntry(holder.tree, holder.node, ['securityContext:', `  ${name}: ${value}`]);
  return edit ? [{ title: `Set ${name} to ${value}`, isSafe: false, edits: [edit] }] : [];
}
