import { storedTemplateOf } from '../effective/revision.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { isObject, type Json, objectAt } from '../rollout/json.ts';
import type { Minor } from '../schema/minor.ts';
import { plainJson } from './plainJson.ts';

/**
 * What the simulated controller gets of a set: as it is written, but with the Pod template as the server stores it, whose
 * hash is part of the Pods' labels. Undefined where `plainJson` is.
 */
export function playedObject(manifest: Manifest, minor: Minor): Json | undefined {
  const json = plainJson(manifest.view);
  const template = json === undefined ? undefined : storedTemplateOf(manifest, minor);
  return isObject(json) && template ? { ...json, spec: { ...objectAt(json, 'spec'), template } } : json;
}
