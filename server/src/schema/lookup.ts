import { own } from '../base/own.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { groupOf, isBuiltInGroup, type RemovedVersion, removedVersions, servedKinds } from './apiVersions.ts';
import { type FieldInfo, rootTypeNames, type TypeInfo, typeByName, type ValueInfo } from './structure.ts';

export { type FieldInfo, type TypeInfo, typeByName, type ValueInfo } from './structure.ts';

/** A kind that the schema describes. */
export interface KindInfo {
  readonly apiVersion: string;
  readonly kind: string;
  readonly type: TypeInfo;
}

/** The kinds that the schema describes, each in the version to write first. */
export function kinds(): readonly KindInfo[] {
  known ??= allRoots().filter(({ kind }, at, all) => all.findIndex((other) => other.kind === kind) === at);
  return known;
}

/** The kinds in every version that the schema describes. */
function allRoots(): readonly KindInfo[] {
  roots ??= rootTypeNames.map(kindOf);
  return roots;
}

/**
 * The type of objects of that kind; undefined when the schema does not describe it (old versions included). The server
 * reads a group without a name (`/v1`) as none.
 */
export function rootType(apiVersion: string, kind: string): TypeInfo | undefined {
  const version = apiVersion.startsWith('/') ? apiVersion.slice(1) : apiVersion;
  rootTypes ??= new Map(allRoots().map((candidate) => [`${candidate.apiVersion} ${candidate.kind}`, candidate.type]));
  return rootTypes.get(`${version} ${kind}`);
}

/** The API versions that are served today for a kind of ours, the one to write first; empty for other kinds. */
export function versionsOfKind(kind: string): readonly string[] {
  let versions = versionsByKind.get(kind);
  if (!versions) {
    versions = readVersions(kind);
    if (versions.length > 0) versionsByKind.set(kind, versions);
  }
  return versions;
}

const versionsByKind = new Map<string, readonly string[]>();
let rootTypes: ReadonlyMap<string, TypeInfo> | undefined;

function readVersions(kind: string): readonly string[] {
  const described = kinds().find((candidate) => candidate.kind === kind);
  if (!described) return [];
  const others = Object.keys(servedKinds).filter(
    (version) => version !== described.apiVersion && servedKinds[version]!.includes(kind),
  );
  return [described.apiVersion, ...others];
}

/** What replaced an API version that is served no more, or undefined when this is none that we know. */
export function removedVersion(apiVersion: string, kind: string): RemovedVersion | undefined {
  return removedVersions.find((removed) => removed.apiVersion === apiVersion && removed.kind === kind);
}

/**
 * Whether `checkSchema` has anything to say about an object: it is of a kind of ours, in whatever version of
 * Kubernetes' own, or it was meant to be (a kind that its API version does not have, or `kind` or `apiVersion` left out).
 */
export function isOurs(manifest: Manifest): boolean {
  const { apiVersion, kind } = manifest;
  if (versionsOfKind(kind).length > 0) return apiVersion === '' || isBuiltInGroup(groupOf(apiVersion));
  if (kind !== '') return own(servedKinds, apiVersion)?.includes(kind) === false;
  return apiVersion in servedKinds && manifest.view.field('metadata').exists;
}

/**
 * What may stand one step below a value: an item of a list, an entry of a map, a field of an object. Undefined where the
 * schema ends or the step leaves it.
 */
export function valueBelow(value: ValueInfo, step: string | number): ValueInfo | FieldInfo | undefined {
  return value.items ?? value.values ?? typeOf(value)?.fields.get(String(step));
}

/** The named type of a value, or undefined when it is a plain string, list, map, …. */
export function typeOf(value: ValueInfo): TypeInfo | undefined {
  return value.ref === undefined ? undefined : typeByName(value.ref);
}

let known: readonly KindInfo[] | undefined;
let roots: readonly KindInfo[] | undefined;

function kindOf(typeName: string): KindInfo {
  const [group, version, kind] = typeName.split('.') as [string, string, string];
  const apiVersion = Object.keys(servedKinds).find((candidate) => {
    const candidateGroup = groupOf(candidate) || 'core';
    return (
      candidateGroup.split('.')[0] === group && candidate.endsWith(version) && servedKinds[candidate]!.includes(kind)
    );
  });
  return { apiVersion: apiVersion ?? version, kind, type: typeByName(typeName)! };
}
