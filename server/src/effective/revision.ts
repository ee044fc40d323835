import type { Manifest } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import { platformOf } from '../rollout/platform.ts';
import { revisionName } from '../rollout/revision.ts';
import { longestSetName } from '../schema/formats.ts';
import type { Minor } from '../schema/minor.ts';
import { effectiveObject } from './effectiveObject.ts';
import { type JsonObject, objectAt } from './json.ts';

/** The Pod template of a set as the server stores it; undefined where it cannot read the set, or there is none. */
export function storedTemplateOf(manifest: Manifest, minor: Minor): JsonObject | undefined {
  const effective = effectiveObject(manifest, { minor });
  return effective?.isReadable ? objectAt(objectAt(effective.object, 'spec'), 'template') : undefined;
}

/**
 * What is told of a set whose name is too long for some hashes: an error with one that does not fit behind it, else a
 * warning, as the next change of the template brings another. Every other problem is what it was.
 */
export function judgedByRevision(problem: Problem, manifest: Manifest, minor: Minor): Problem {
  const { name } = manifest;
  if (problem.rule !== 'stateful-set-name-too-long' || name.length + shortestTail > longestLabel) return problem;
  const template = storedTemplateOf(manifest, minor);
  if (!template) return { ...problem, severity: 'warning' };
  const { length } = revisionName(name, template, platformOf(minor));
  const start = `The name has ${name.length} characters`;
  if (length <= longestLabel) {
    const message = `${start}: the hash of this template fits behind it, those of most others do not; write at most ${longestSetName}`;
    return { ...problem, severity: 'warning', message };
  }
  const message = `${start}: with the hash of the template a label of its Pods gets ${length} of at most 63; write at most ${longestSetName}`;
  return { ...problem, message };
}

/** Kubernetes: `pkg/apis/core/validation`, the value of a label. */
const longestLabel = 63;
/** A dash and a hash of one digit. */
const shortestTail = 2;
