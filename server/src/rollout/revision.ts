import { memoize } from '../base/memoize.ts';
import { canonicalJson, isObject, type Json, type JsonObject, listAt, textsOf, valueAt } from './json.ts';
import type { Revision, StoredSet, World } from './model.ts';
import type { Platform } from './platform.ts';
import { matchesSelector } from './selector.ts';

/** What became of a set's revisions in one pass of the controller. */
export interface Resolved {
  readonly revisions: readonly Revision[];
  /** The template that Pods below the partition keep. */
  readonly current: Revision;
  /** The template that is written now. */
  readonly update: Revision;
  /** Set when the update revision is new in this pass, or an old one came back. */
  readonly change?: 'created' | 'changed' | 'rolledBack';
}

/**
 * The revisions of a set after the controller looked at its template: an equal last one stays, an equal older one gets
 * the next number, anything else is added. Kubernetes: `getStatefulSetRevisions`.
 */
export function resolveRevisions(world: World, set: StoredSet, platform: Platform): Resolved {
  const mine = world.revisions.filter((revision) => belongsTo(revision, set));
  const others = world.revisions.filter((revision) => !mine.includes(revision));
  const known = mine.map((revision) => (revision.owner === set.uid ? revision : { ...revision, owner: set.uid }));
  const template = templateText(set.spec.template);
  const equal = known.findLast((revision) => templateText(revision.template) === template);
  const last = known.at(-1);
  const number = (last?.number ?? 0) + 1;
  const fresh = (): Revision => {
    const name = revisionName(set.spec.name, set.spec.template, platform);
    return { name, number, template: set.spec.template, owner: set.uid };
  };
  const update = equal === undefined ? fresh() : equal === last ? equal : { ...equal, number };
  const kept = known.filter((revision) => revision !== equal && revision.name !== update.name);
  const revisions = [...others, ...kept, update];
  const current = revisions.find((revision) => revision.name === set.status.currentRevision) ?? update;
  const change = equal === undefined ? (last === undefined ? 'created' : 'changed') : 'rolledBack';
  return { revisions, current, update, ...(update !== equal && { change }) };
}

/** The revisions without those that nothing uses and the history limit leaves no room for, oldest first to go. */
export function truncateHistory(
  revisions: readonly Revision[],
  live: ReadonlySet<string>,
  set: StoredSet,
): readonly Revision[] {
  const limit = set.spec.revisionHistoryLimit;
  const history = revisions.filter((revision) => revision.owner === set.uid && !live.has(revision.name));
  if (limit < 0 || history.length <= limit) return revisions;
  const doomed = new Set(history.slice(0, history.length - limit));
  return revisions.filter((revision) => !doomed.has(revision));
}

/**
 * `<set>-<hash>`: what Kubernetes calls the revision of a stored template. The hash is what a label of every Pod ends
 * in, so it decides whether a long set name still works. Kubernetes: `pkg/controller/history/controller_history.go`.
 */
export function revisionName(setName: string, template: JsonObject, platform: Platform): string {
  const hashed = platform.storesEmptyTimestamps ? withEmptyTimestamps(template) : template;
  const patch: JsonObject = { spec: { template: { ...hashed, $patch: 'replace' } } };
  const collisions = '0';
  const sum = String(fnv32(utf8(escapeAsGo(canonicalJson(patch)) + collisions)));
  const hash = [...sum].map((digit) => safeLetters.charAt(digit.charCodeAt(0) % safeLetters.length)).join('');
  return `${setName.slice(0, longestPrefix)}-${hash}`;
}

const templateText = memoize((template: JsonObject) => canonicalJson(template));

/** Letters and digits that make no words. */
const safeLetters = 'bcdfghjklmnpqrstvwxz2456789';
const longestPrefix = 223;

/** Whether a revision is the set's own, or an orphan that its selector finds. */
function belongsTo(revision: Revision, set: StoredSet): boolean {
  if (revision.owner !== undefined) return revision.owner === set.uid;
  return matchesSelector(set.spec.selector, textsOf(valueAt(revision.template, 'metadata', 'labels')));
}

/** Metadata used to be written with a creation timestamp of null. */
function withEmptyTimestamps(template: JsonObject): JsonObject {
  const spec = valueAt(template, 'spec');
  const stamp = (value: Json | undefined): JsonObject => ({
    ...(isObject(value) ? value : {}),
    creationTimestamp: null,
  });
  const volumes = listAt(spec, 'volumes').map((volume) => {
    const claim = valueAt(volume, 'ephemeral', 'volumeClaimTemplate');
    if (!isObject(volume) || !isObject(claim)) return volume;
    const stamped = { ...claim, metadata: stamp(claim.metadata) };
    return {
      ...volume,
      ephemeral: { ...(isObject(volume.ephemeral) ? volume.ephemeral : {}), volumeClaimTemplate: stamped },
    };
  });
  return {
    ...template,
    metadata: stamp(template.metadata),
    ...(isObject(spec) && { spec: volumes.length > 0 ? { ...spec, volumes } : spec }),
  };
}

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** Go writes these characters as escapes, which changes the hash. */
function escapeAsGo(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (char) => escapes[char] ?? char);
}

function fnv32(bytes: Iterable<number>): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = (Math.imul(hash, 0x01000193) ^ byte) >>> 0;
  return hash;
}

function* utf8(text: string): Generator<number> {
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) yield code;
    else if (code < 0x800) yield* [0xc0 | (code >> 6), tail(code)];
    else if (code < 0x10000) yield* [0xe0 | (code >> 12), tail(code >> 6), tail(code)];
    else yield* [0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code)];
  }
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
