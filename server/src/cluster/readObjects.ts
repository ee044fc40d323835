import { isRecord } from '../base/record.ts';
import type { ClusterList, ClusterReading } from '../runtime/ports.ts';
import { defaultClassAnnotations } from '../storage/defaultClass.ts';
import type { DeclaredClass } from '../storage/resolveClass.ts';
import type { ClusterAttributesClass, ClusterDriver, ClusterFacts } from './facts.ts';

// A cluster's answer is data of any shape: what is no object of the kind is left out, what a field cannot be is ignored.

/** What a reading says, as plain data, and in one sentence each what could not be read. */
export function readFacts(
  reading: ClusterReading,
  context: string,
): { facts: Omit<ClusterFacts, 'age'>; faults: readonly string[] } {
  const { storageClasses, csiDrivers, volumeAttributesClasses } = reading;
  const lists = [storageClasses, csiDrivers, volumeAttributesClasses];
  return {
    facts: {
      context,
      storageClasses: listed(storageClasses, readStorageClasses),
      drivers: listed(csiDrivers, readDrivers),
      attributesClasses: listed(volumeAttributesClasses, readAttributesClasses),
    },
    faults: [...new Set(lists.flatMap((list) => ('fault' in list ? [list.fault] : [])))],
  };
}

function listed<T>(list: ClusterList, read: (items: readonly unknown[]) => readonly T[]): readonly T[] | undefined {
  return 'fault' in list ? undefined : read(list);
}

/**
 * The StorageClasses of a list. Of several default ones the one made last counts, of those made in the same second the
 * first by name (pkg/volume/util/storageclass.go, GetDefaultClass): it comes first.
 */
export function readStorageClasses(items: readonly unknown[]): readonly DeclaredClass[] {
  const read = items.flatMap((item) => {
    const name = nameOf(item);
    const provisioner = text(record(item).provisioner);
    if (name === undefined || provisioner === undefined) return [];
    const madeAt = text(record(record(item).metadata).creationTimestamp) ?? '';
    return [{ madeAt, found: storageClass(record(item), name, provisioner) }];
  });
  const byAge = (a: (typeof read)[number], b: (typeof read)[number]) =>
    compare(b.madeAt, a.madeAt) || compare(a.found.name, b.found.name);
  const defaults = read.filter(({ found }) => found.isDefault).sort(byAge);
  const others = read.filter(({ found }) => !found.isDefault).sort((a, b) => compare(a.found.name, b.found.name));
  return [...defaults, ...others].map(({ found }) => found);
}

/** The CSIDrivers of a list, with the defaults of Kubernetes where a field is not there. */
export function readDrivers(items: readonly unknown[]): readonly ClusterDriver[] {
  return items.flatMap((item) => {
    const name = nameOf(item);
    if (name === undefined) return [];
    const spec = record(record(item).spec);
    const modes = Array.isArray(spec.volumeLifecycleModes) ? spec.volumeLifecycleModes : [];
    const lifecycleModes = modes.filter((mode) => typeof mode === 'string');
    return [
      {
        name,
        attachRequired: spec.attachRequired !== false,
        fsGroupPolicy: text(spec.fsGroupPolicy) ?? 'ReadWriteOnceWithFSType',
        lifecycleModes: lifecycleModes.length > 0 ? lifecycleModes : ['Persistent'],
      },
    ];
  });
}

/** The VolumeAttributesClasses of a list, by name. */
export function readAttributesClasses(items: readonly unknown[]): readonly ClusterAttributesClass[] {
  return items
    .flatMap((item) => {
      const name = nameOf(item);
      const driver = text(record(item).driverName);
      return name === undefined || driver === undefined
        ? []
        : [{ name, driver, parameters: texts(record(item).parameters) }];
    })
    .sort((a, b) => compare(a.name, b.name));
}

function storageClass(item: Readonly<Record<string, unknown>>, name: string, provisioner: string): DeclaredClass {
  const annotations = record(record(item.metadata).annotations);
  return {
    name,
    provisioner,
    isDefault: defaultClassAnnotations.some((annotation) => annotations[annotation] === 'true'),
    bindingMode: text(item.volumeBindingMode),
    allowsExpansion: item.allowVolumeExpansion === true,
    reclaimPolicy: text(item.reclaimPolicy),
    parameters: texts(item.parameters),
  };
}

/** A name that the API server would take; a text with line ends or quotes must not get into a manifest. */
function nameOf(item: unknown): string | undefined {
  const name = text(record(record(item).metadata).name);
  return name !== undefined && name.length <= 253 && /^[a-z0-9.-]+$/.test(name) ? name : undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(record(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
