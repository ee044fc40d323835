import { type ObjectSummary, sameNamespace } from '../../../analysis/workspaceView.ts';
import { baseName } from '../../../base/uri.ts';
import { type ValueOffer, valueOffer } from '../offers.ts';
import { isKnown } from '../readable.ts';
import { knownText } from '../request.ts';
import type { ValueContext, ValueSource, ValueSources } from './context.ts';

/** Names of objects of a kind in the same namespace. */
function namesOf(kind: string): ValueSource {
  return function* ({ request, manifest }) {
    for (const object of inNamespace(request.workspace.objects(kind), manifest.namespace)) {
      const { keys } = object.details;
      const held = keys && keys.length > 0 ? keys.slice(0, 3).join(', ') + (keys.length > 3 ? ' …' : '') : undefined;
      yield valueOffer(object.name, {
        kind: 'reference',
        detail: [held, baseName(object.uri)].filter(Boolean).join(' · '),
      });
    }
  };
}

function inNamespace(objects: readonly ObjectSummary[], namespace: string | undefined): readonly ObjectSummary[] {
  return objects.filter((object) => isKnown(object.name) && sameNamespace(object.namespace, namespace));
}

/** Keys of the ConfigMap or Secret that is named beside the field; without a name, those of all. */
function keysOf(kind: string): ValueSource {
  return function* ({ request, manifest, holder }) {
    const name = knownText(holder.field('name'));
    yield* keys(inNamespace(request.workspace.objects(kind), manifest.namespace), name);
  };
}

function* keys(objects: readonly ObjectSummary[], name: string | undefined): Generator<ValueOffer> {
  const seen = new Set<string>();
  for (const object of objects) {
    if (name !== undefined && object.name !== name) continue;
    for (const key of object.details.keys ?? []) {
      if (seen.has(key)) continue;
      seen.add(key);
      yield valueOffer(key, { kind: 'reference', detail: object.name });
    }
  }
}

/** Keys for the items of a volume; which object it is for stands beside the list. */
function* itemKeys(context: ValueContext): Generator<ValueOffer> {
  const { request, manifest, holder, path } = context;
  // holder is the item, above it the list, above that the source.
  const source = holder.parent?.parent;
  if (!source) return;
  const isSecret = path.includes('secret');
  const name = knownText(source.field('secretName')) ?? knownText(source.field('name'));
  yield* keys(inNamespace(request.workspace.objects(isSecret ? 'Secret' : 'ConfigMap'), manifest.namespace), name);
}

/** A plain reference by name: the path says to what. */
function* localReference(context: ValueContext): Generator<ValueOffer> {
  if (context.path.includes('imagePullSecrets')) yield* namesOf('Secret')(context);
}

export const configSources: ValueSources = {
  'core.v1.ConfigMapVolumeSource.name': namesOf('ConfigMap'),
  'core.v1.ConfigMapProjection.name': namesOf('ConfigMap'),
  'core.v1.ConfigMapKeySelector.name': namesOf('ConfigMap'),
  'core.v1.ConfigMapEnvSource.name': namesOf('ConfigMap'),
  'core.v1.SecretVolumeSource.secretName': namesOf('Secret'),
  'core.v1.SecretProjection.name': namesOf('Secret'),
  'core.v1.SecretKeySelector.name': namesOf('Secret'),
  'core.v1.SecretEnvSource.name': namesOf('Secret'),
  'core.v1.ConfigMapKeySelector.key': keysOf('ConfigMap'),
  'core.v1.SecretKeySelector.key': keysOf('Secret'),
  'core.v1.KeyToPath.key': itemKeys,
  'core.v1.LocalObjectReference.name': localReference,
  'core.v1.PodSpec.serviceAccountName': namesOf('ServiceAccount'),
  'core.v1.PodSpec.priorityClassName': namesOf('PriorityClass'),
  'core.v1.PodSpec.runtimeClassName': namesOf('RuntimeClass'),
  'VolumeSnapshot:spec.volumeSnapshotClassName': namesOf('VolumeSnapshotClass'),
};
