import { isOn } from '../gates.ts';
import { type JsonObject, objectAt, textAt } from '../json.ts';
import type { DropContext } from './gates.ts';

/**
 * The two ways to name what a new claim is filled from, brought together: a source that is neither claim nor snapshot
 * is dropped, and either field is copied to the other. Not done to the claims of a StatefulSet before they are made.
 * Kubernetes: `pkg/registry/core/persistentvolumeclaim/strategy.go`, `pkg/api/persistentvolumeclaim`.
 */
export function createClaim(claim: JsonObject, cx: DropContext): void {
  const spec = objectAt(claim, 'spec');
  if (!spec) return;
  const crossing = textAt(objectAt(spec, 'dataSourceRef'), 'namespace') !== '';
  if (crossing && !isOn('CrossNamespaceVolumeDataSource', cx.options)) {
    delete spec.dataSourceRef;
    cx.dropped.gated('spec.dataSourceRef', 'CrossNamespaceVolumeDataSource');
  }
  const written = objectAt(spec, 'dataSource');
  if (written && !isClaimOrSnapshot(written)) {
    delete spec.dataSource;
    cx.dropped.because('spec.dataSource', 'neither a claim nor a snapshot');
  }
  const source = objectAt(spec, 'dataSource');
  const reference = objectAt(spec, 'dataSourceRef');
  if (source && !reference) spec.dataSourceRef = sourceOf(source);
  if (reference && !source && textAt(reference, 'namespace') === '') spec.dataSource = sourceOf(reference);
}

function isClaimOrSnapshot(source: JsonObject): boolean {
  const group = textAt(source, 'apiGroup');
  const kind = textAt(source, 'kind');
  return group === ''
    ? kind === 'PersistentVolumeClaim'
    : group === 'snapshot.storage.k8s.io' && kind === 'VolumeSnapshot';
}

function sourceOf({ apiGroup, kind, name }: JsonObject): JsonObject {
  return { ...(apiGroup === undefined ? {} : { apiGroup }), kind: kind ?? '', name: name ?? '' };
}
