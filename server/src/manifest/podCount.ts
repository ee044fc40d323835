import { nearest } from '../base/nearest.ts';
import type { PlainFields } from './plainFields.ts';

/** Where a set's number of Pods is written. */
interface CountFields {
  readonly spec: PlainFields;
  readonly replicas: PlainFields;
  readonly ordinals: PlainFields;
}

/** Whether the number of a set's Pods was likely meant by a field that StatefulSets do not have there: `replica`, or in the Pod. */
export function isCountMisplaced(object: PlainFields, fields = countFieldsOf(object)): boolean {
  const { spec, replicas, ordinals } = fields;
  if (!replicas.isWritten) {
    const template = spec.field('template');
    const others = [object, object.field('metadata'), template, template.field('spec')];
    if (others.some((other) => other.field('replicas').isWritten)) return true;
    if (spec.hasName((name) => /^replica/i.test(name) || isMisspelt(name, 'replicas'))) return true;
  }
  if (!ordinals.isWritten) return spec.hasName((name) => isMisspelt(name, 'ordinals'));
  return !ordinals.field('start').isWritten && ordinals.hasName((name) => isMisspelt(name, 'start'));
}

function countFieldsOf(object: PlainFields): CountFields {
  const spec = object.field('spec');
  return { spec, replicas: spec.field('replicas'), ordinals: spec.field('ordinals') };
}

function isMisspelt(name: string, meant: string): boolean {
  return !otherFields.has(name) && nearest(name, [meant]) !== undefined;
}

/** What most sets have in their `spec`, where it means itself: far from every name that is looked for. */
const otherFields: ReadonlySet<string> = new Set([
  'minReadySeconds',
  'ordinals',
  'persistentVolumeClaimRetentionPolicy',
  'podManagementPolicy',
  'replicas',
  'revisionHistoryLimit',
  'selector',
  'serviceName',
  'template',
  'updateStrategy',
  'volumeClaimTemplates',
]);
