import { own } from '../../base/own.ts';
import type { NodeId } from '../../yaml/tree.ts';
import type { CheckContext } from '../context.ts';
import { isAtLeast, type Minor } from '../minor.ts';

/** Annotations of volumes and claims that a field has replaced, and since when the server says so. */
const replaced = {
  'storage-class': { field: 'spec.storageClassName', since: '1.29' },
  'mount-options': { field: 'spec.mountOptions', since: '1.31' },
} as const satisfies Readonly<Record<string, { field: string; since: Minor }>>;

/** The server's warnings of such annotations; which of them it looks at depends on the kind. */
export function warnOfOldAnnotations(
  cx: CheckContext,
  object: NodeId,
  names: readonly (keyof typeof replaced)[],
): void {
  const annotations = cx.value(cx.value(object, 'metadata'), 'annotations');
  for (const key of cx.keys(annotations)) {
    const text = cx.keyText(key);
    const name = names.find((one) => text === `volume.beta.kubernetes.io/${one}`);
    const by = name && own(replaced, name);
    if (!by || !isAtLeast(cx.minor, by.since)) continue;
    cx.report('field-deprecated', cx.atKey(key), `The annotation is deprecated; write ${by.field} instead`);
  }
}
