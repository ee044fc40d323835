import { noteKey } from '../base/reads.ts';
import { isSame } from './sameness.ts';
import type { ObjectDetails } from './summaries.ts';
import type { ObjectSummary } from './workspaceView.ts';

// What a summary shows has parts, each a bit: who looked at some of them need not care when others change.

/** That there is the object, in its place, and what all objects have: API version, namespace, whether it is a template. */
export const selfPart = 1;

/** All parts: of what is not known better. */
export const allParts = -1;

const labelsPart = 2;

const detailParts = {
  service: 1 << 2,
  statefulSet: 1 << 3,
  storageClass: 1 << 4,
  claim: 1 << 5,
  volume: 1 << 6,
  budget: 1 << 7,
  autoscaler: 1 << 8,
  podLabels: 1 << 9,
  podPorts: 1 << 10,
  driver: 1 << 11,
  scales: 1 << 12,
  priority: 1 << 13,
  keys: 1 << 14,
  isFilledByOthers: 1 << 15,
  configs: 1 << 16,
  changes: 1 << 17,
  unrequested: 1 << 18,
  makes: 1 << 19,
  topologies: 1 << 20,
  claims: 1 << 21,
  vars: 1 << 22,
  directories: 1 << 23,
} as const satisfies Record<keyof ObjectDetails, number>;

/** Parts that decide under which keys of the index an object is found, beside its kind and name. */
export const keyedParts =
  detailParts.podLabels | detailParts.autoscaler | detailParts.storageClass | detailParts.claims;

const detailNames = Object.keys(detailParts) as (keyof ObjectDetails)[];

/** The parts in which two summaries of one kind and name differ; 0 where they say the same. */
export function differingParts(old: ObjectSummary, now: ObjectSummary): number {
  if (old === now) return 0;
  const isSameSelf =
    old.uri === now.uri &&
    old.apiVersion === now.apiVersion &&
    old.namespace === now.namespace &&
    old.isTemplate === now.isTemplate;
  let parts = isSameSelf ? 0 : selfPart;
  if (!isSame(old.labels, now.labels)) parts |= labelsPart;
  for (const name of detailNames) if (!isSame(old.details[name], now.details[name])) parts |= detailParts[name];
  return parts;
}

/**
 * Summaries that note which of their parts are looked at, for the key by which they were found. Of a list that the index
 * gives again the same ones: what was worked out from them before is known then.
 */
export function notingSummaries(objects: readonly ObjectSummary[], key: string): readonly ObjectSummary[] {
  let known = notingLists.get(objects);
  if (known?.key !== key) {
    known = { key, list: objects.map((object) => notingSummary(object, key)) };
    notingLists.set(objects, known);
  }
  return known.list;
}

const notingLists = new WeakMap<readonly ObjectSummary[], { key: string; list: readonly ObjectSummary[] }>();

function notingSummary(object: ObjectSummary, key: string): ObjectSummary {
  let noting = notings.get(object);
  if (noting?.key !== key) {
    noting = new NotingSummary(object, key);
    notings.set(object, noting);
  }
  return noting;
}

const notings = new WeakMap<ObjectSummary, NotingSummary>();

/** The summary itself, which the index knows. */
export function plainSummary(object: ObjectSummary): ObjectSummary {
  return object instanceof NotingSummary ? object.object : object;
}

class NotingSummary implements ObjectSummary {
  readonly object: ObjectSummary;
  readonly uri: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly isTemplate: boolean;
  readonly details: ObjectDetails;
  readonly key: string;

  constructor(object: ObjectSummary, key: string) {
    this.object = object;
    this.key = key;
    this.uri = object.uri;
    this.apiVersion = object.apiVersion;
    this.kind = object.kind;
    this.name = object.name;
    this.namespace = object.namespace;
    this.isTemplate = object.isTemplate;
    this.details = new NotingDetails(object.details, key) as unknown as ObjectDetails;
  }

  get labels(): Readonly<Record<string, string>> {
    noteKey(this.key, labelsPart);
    return this.object.labels;
  }
}

/** Has a property for each part, which notes that it was looked at. */
class NotingDetails {
  readonly details: ObjectDetails;
  readonly key: string;

  constructor(details: ObjectDetails, key: string) {
    this.details = details;
    this.key = key;
  }
}

for (const name of detailNames) {
  Object.defineProperty(NotingDetails.prototype, name, {
    get(this: NotingDetails): unknown {
      noteKey(this.key, detailParts[name]);
      return this.details[name];
    },
  });
}
