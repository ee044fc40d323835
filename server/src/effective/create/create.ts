import type { ObjectTable } from '../../schema/tables.ts';
import { type JsonObject, objectAt, stringsAt } from '../json.ts';
import { createClaim } from './claim.ts';
import { type DropContext, dropGatedFields } from './gates.ts';
import { createPod } from './pod.ts';
import { dropFromPodSpec } from './podSpec.ts';
import { createService } from './service.ts';

/** What the registry and built-in admission do, in place, to an object that is created, once it has its defaults. */
export function prepareForCreate(object: JsonObject, table: ObjectTable, cx: DropContext): void {
  dropGatedFields(object, table, '', cx);
  creators[table.type.name]?.(object, cx);
}

const creators: Readonly<Record<string, (object: JsonObject, cx: DropContext) => void>> = {
  'apps.v1.StatefulSet': (set, cx) => {
    const spec = objectAt(objectAt(objectAt(set, 'spec'), 'template'), 'spec');
    if (spec) dropFromPodSpec(spec, 'spec.template.spec', cx);
  },
  'core.v1.Pod': (pod, cx) => {
    const spec = objectAt(pod, 'spec');
    if (spec) dropFromPodSpec(spec, 'spec', cx);
    createPod(pod, cx.options);
  },
  'core.v1.Service': createService,
  'core.v1.PersistentVolumeClaim': (claim, cx) => {
    createClaim(claim, cx);
    addFinalizer(claim, 'kubernetes.io/pvc-protection');
  },
  'core.v1.PersistentVolume': (volume) => addFinalizer(volume, 'kubernetes.io/pv-protection'),
};

/** Kubernetes: `plugin/pkg/admission/storage/storageobjectinuseprotection`. */
function addFinalizer(object: JsonObject, finalizer: string): void {
  const metadata = objectAt(object, 'metadata');
  if (!metadata) return;
  const finalizers = stringsAt(metadata, 'finalizers');
  if (!finalizers.includes(finalizer)) metadata.finalizers = [...finalizers, finalizer];
}
