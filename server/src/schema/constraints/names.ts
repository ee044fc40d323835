import type { NodeId } from '../../yaml/tree.ts';
import { type CheckContext, quoted } from '../context.ts';

/** Reports each of these objects whose name another one before it has; `noun` is what they are. */
export function checkNamedOnce(cx: CheckContext, objects: readonly NodeId[], noun: string): void {
  const first = new Map<string, NodeId>();
  for (const object of objects) {
    const node = cx.value(object, 'name');
    const name = cx.stringOf(node);
    if (name === '' || cx.isOpen(name)) continue;
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, node);
      continue;
    }
    const related = [{ message: 'First used here', range: cx.at(before).range }];
    cx.report('duplicate-name', cx.at(node), `${noun} name ${quoted(name)} is used twice; rename one`, { related });
  }
}
