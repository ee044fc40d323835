import { nearest } from '../base/nearest.ts';
import type { PlainFields } from './plainFields.ts';

/** Whether the number of a set's Pods was likely meant by a field that StatefulSets do not have there: `replica`, or in the Pod. */
export function isCountMisplaced(object: PlainFields, spec = object.field('spec')): boolean {
  if (!spec.field('replicas').isWritten) {
    const template = spec.field('template');
    const others = [object, object.field('metadata'), template, template.field('spec')];
    if (others.some((other) => other.field('replicas').isWritten)) return true;
    if (spec.names().some((name) => /^replica/i.test(name) || nearest(name, ['replicas']) !== undefined)) return true;
  }
  const ordinals = spec.field('ordinals');
  if (!ordinals.isWritten) return spec.names().some((name) => nearest(name, ['ordinals']) !== undefined);
  return !ordinals.field('start').isWritten && ordinals.names().some((name) => nearest(name, ['start']) !== undefined);
}
