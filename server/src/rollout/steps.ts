import { messageOf } from '../base/failure.ts';
import {
  changePod,
  claimNamed,
  deleteClaim,
  deletePod,
  note,
  orphanPod,
  podNamed,
  podRef,
  type Run,
  setOwner,
} from './cluster.ts';
import { isObject, type Json, type JsonObject, mergePatch, textAt, toJson, valueAt } from './json.ts';
import type { PodState, StoredSet } from './model.ts';
import { type FieldProblem, refusalText } from './problem.ts';
import { readSpec, storedObject } from './storedSet.ts';
import { problemsOfChange, problemsOfSet } from './validation.ts';

/** Something that somebody, or bad luck, does to the set. A manifest is YAML text or the decoded object. */
export type Step =
  | { readonly create: unknown }
  /** Puts a whole manifest in the place of the stored one. */
  | { readonly replace: unknown }
  /** A JSON merge patch. */
  | { readonly patch: unknown }
  | { readonly deletePod: string }
  /** All containers of the Pod end for good. */
  | { readonly failPod: string }
  /** The Pod runs on but fails its readiness probe. */
  | { readonly unreadyPod: string }
  | { readonly deleteClaim: string }
  /** How `kubectl delete --cascade` is set; `Orphan` leaves the Pods. */
  | { readonly deleteSet: 'Background' | 'Foreground' | 'Orphan' };

/** The API server's no. */
export interface Refusal {
  readonly reason: 'invalid' | 'notFound' | 'alreadyExists' | 'malformed';
  /** As the server words it. */
  readonly message: string;
  /** Where the object is invalid. */
  readonly problems: readonly FieldProblem[];
}

/** Reads manifests that are given as text; what it throws is a refusal of the step. */
export type DecodeYaml = (text: string) => unknown;

/** Does one step, up to the point where the controller sees it. Returns why not, and then nothing has changed. */
export function applyStep(run: Run, step: Step, decodeYaml: DecodeYaml): Refusal | undefined {
  if ('create' in step) return createSet(run, readManifest(step.create, decodeYaml));
  if ('replace' in step) return changeSet(run, () => readManifest(step.replace, decodeYaml));
  if ('patch' in step) {
    const patch = toJson(step.patch);
    return changeSet(run, (object) => asManifest(mergePatch(object, patch)));
  }
  if ('deleteSet' in step) return deleteSet(run, step.deleteSet);
  if ('deleteClaim' in step) return removeClaimByHand(run, step.deleteClaim);
  if ('deletePod' in step) return onPod(run, step.deletePod, () => deletePod(run, step.deletePod, 'user'));
  if ('failPod' in step) return onPod(run, step.failPod, (pod) => fail(run, pod));
  if ('unreadyPod' in step) return onPod(run, step.unreadyPod, (pod) => makeUnready(run, pod));
  return malformed('the step is not one of those that are known');
}

type Manifest = { readonly object: JsonObject } | { readonly refusal: Refusal };

/** There is no set, or no more. */
function noSet({ formerName }: Run['world']): Refusal {
  return formerName === undefined
    ? { reason: 'notFound', message: 'there is no StatefulSet', problems: [] }
    : notFound('statefulsets.apps', formerName);
}

const noStatus = {
  replicas: 0,
  readyReplicas: 0,
  availableReplicas: 0,
  currentReplicas: 0,
  updatedReplicas: 0,
  currentRevision: '',
  updateRevision: '',
} as const;

function createSet(run: Run, manifest: Manifest): Refusal | undefined {
  if ('refusal' in manifest) return manifest.refusal;
  const { world, platform } = run;
  const name = textAt(manifest.object, 'metadata', 'name');
  const object = storedObject(manifest.object, platform);
  const problems = problemsOfSet(object, platform);
  if (problems.length > 0) return invalid(name, problems);
  if (world.set !== undefined)
    return { reason: 'alreadyExists', message: `statefulsets.apps "${name}" already exists`, problems: [] };
  const set: StoredSet = { uid: world.nextUid, object, spec: readSpec(object), status: noStatus };
  run.world = { ...world, nextUid: world.nextUid + 1, set };
  return undefined;
}

function changeSet(run: Run, change: (object: JsonObject) => Manifest): Refusal | undefined {
  const { platform } = run;
  const { set } = run.world;
  if (set === undefined) return noSet(run.world);
  const manifest = change(set.object);
  if ('refusal' in manifest) return manifest.refusal;
  const name = textAt(manifest.object, 'metadata', 'name');
  if (name !== set.spec.name) return malformed(`the name "${name}" is not the name of the set, "${set.spec.name}"`);
  const object = storedObject(manifest.object, platform, set.object);
  const problems = problemsOfChange(set.object, object, platform);
  if (problems.length > 0) return invalid(name, problems);
  run.world = { ...run.world, set: { ...set, object, spec: readSpec(object) } };
  return undefined;
}

/** Foreground and background differ in when the set itself is gone, which no Pod notices. */
function deleteSet(run: Run, cascade: 'Background' | 'Foreground' | 'Orphan'): Refusal | undefined {
  const { set } = run.world;
  if (set === undefined) return noSet(run.world);
  if (cascade === 'Orphan') orphanAll(run, set);
  const { set: _gone, ...rest } = run.world;
  run.world = { ...rest, formerName: set.spec.name };
  return undefined;
}

function orphanAll(run: Run, set: StoredSet): void {
  for (const pod of run.world.pods) if (pod.owner === set.uid) orphanPod(run, pod);
  for (const claim of run.world.claims) {
    if (claim.owner?.uid === set.uid) setOwner(run, claim, undefined);
  }
  const revisions = run.world.revisions.map(({ owner, ...revision }) =>
    owner === undefined || owner === set.uid ? revision : { ...revision, owner },
  );
  run.world = { ...run.world, revisions };
}

function onPod(run: Run, name: string, act: (pod: PodState) => void): Refusal | undefined {
  const pod = podNamed(run.world, name);
  if (pod === undefined) return notFound('pods', name);
  act(pod);
  return undefined;
}

function fail(run: Run, pod: PodState): void {
  const { readySince: _since, ...rest } = pod;
  run.world = {
    ...run.world,
    pods: run.world.pods.map((each) => (each === pod ? { ...rest, phase: 'Failed', isReady: false } : each)),
  };
  note(run, { kind: 'failed', why: 'kubelet', ...podRef(pod) });
}

/** A Pod that is not ready yet runs without being ready from then on. */
function makeUnready(run: Run, pod: PodState): void {
  if (pod.phase === 'Failed') return;
  changePod(run, pod, { phase: 'Running', isReady: false });
  if (pod.isReady) note(run, { kind: 'unready', why: 'kubelet', ...podRef(pod) });
}

function removeClaimByHand(run: Run, name: string): Refusal | undefined {
  const claim = claimNamed(run.world, name);
  if (claim === undefined) return notFound('persistentvolumeclaims', name);
  deleteClaim(run, claim, 'user');
  return undefined;
}

function readManifest(written: unknown, decodeYaml: DecodeYaml): Manifest {
  if (typeof written !== 'string') return asManifest(toJson(written));
  try {
    return asManifest(toJson(decodeYaml(written)));
  } catch (error) {
    return { refusal: malformed(messageOf(error)) };
  }
}

function asManifest(value: Json): Manifest {
  if (!isObject(value)) return { refusal: malformed('the manifest is not an object') };
  const kind = valueAt(value, 'kind') ?? 'StatefulSet';
  if (kind !== 'StatefulSet') return { refusal: malformed('the manifest is not a StatefulSet') };
  const wrong = wholeNumbers.find((path) => !isWholeNumber(valueAt(value, 'spec', ...path)));
  if (wrong !== undefined) return { refusal: malformed(`spec.${wrong.join('.')} is not a whole number`) };
  return { object: value };
}

const wholeNumbers = [
  ['replicas'],
  ['minReadySeconds'],
  ['revisionHistoryLimit'],
  ['ordinals', 'start'],
  ['updateStrategy', 'rollingUpdate', 'partition'],
] as const;

function isWholeNumber(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'number' && Number.isSafeInteger(value));
}

function invalid(name: string, problems: readonly FieldProblem[]): Refusal {
  return { reason: 'invalid', message: refusalText(name, problems), problems };
}

function notFound(resource: string, name: string): Refusal {
  return { reason: 'notFound', message: `${resource} "${name}" not found`, problems: [] };
}

function malformed(message: string): Refusal {
  return { reason: 'malformed', message, problems: [] };
}
