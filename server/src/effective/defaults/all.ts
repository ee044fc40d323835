import { autoscalerDefaults } from './autoscaler.ts';
import { containerDefaults } from './container.ts';
import { podDefaults } from './pod.ts';
import type { TypeDefaults } from './rule.ts';
import { serviceDefaults } from './service.ts';
import { statefulSetDefaults } from './statefulSet.ts';
import { storageDefaults } from './storage.ts';
import { volumeDefaults } from './volume.ts';

const groups = [
  statefulSetDefaults,
  podDefaults,
  containerDefaults,
  volumeDefaults,
  storageDefaults,
  serviceDefaults,
  autoscalerDefaults,
];

/** The defaults of every type that has any, by type name. */
export const defaultTables: ReadonlyMap<string, TypeDefaults> = new Map(
  groups.flatMap((group) => Object.entries(group)),
);
