import { nearest } from '../base/nearest.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { groupOf, isBuiltInGroup, servedKinds } from './apiVersions.ts';
import { type CheckContext, quoted } from './context.ts';
import { removedVersion, versionsOfKind } from './lookup.ts';

/**
 * What is said of an object that the schema does not describe: kind or API version left out, or not to be found.
 * Other people's kinds and versions are not looked at.
 */
export function checkIdentity(cx: CheckContext, manifest: Manifest): void {
  const { apiVersion, kind } = manifest;
  if (apiVersion === '') reportApiVersion(cx, kind);
  if (kind === '') reportKind(cx);
  if (apiVersion === '' || kind === '') return;
  const removed = removedVersion(apiVersion, kind);
  if (removed) {
    const message = `${apiVersion} is gone since Kubernetes ${removed.removedIn}; write ${removed.use}`;
    cx.reportUnreadable('api-version-removed', cx.atField(cx.root, 'apiVersion'), message);
    return;
  }
  const versions = versionsOfKind(kind);
  if (versions.includes(apiVersion)) return;
  if (versions.length > 0 && isBuiltInGroup(groupOf(apiVersion))) {
    const message = `apiVersion ${quoted(apiVersion)} has no ${kind}; write ${versions[0]}`;
    cx.reportUnreadable('api-version-unknown', cx.atField(cx.root, 'apiVersion'), message);
    return;
  }
  const kindsThere = servedKinds[apiVersion];
  if (!kindsThere || kindsThere.includes(kind)) return;
  const likely = nearest(kind, kindsThere);
  const advice = likely === undefined ? 'check kind and apiVersion' : `did you mean "${likely}"?`;
  cx.reportUnreadable(
    'kind-unknown',
    cx.atField(cx.root, 'kind'),
    `${apiVersion} has no kind ${quoted(kind)}; ${advice}`,
  );
}

function reportApiVersion(cx: CheckContext, kind: string): void {
  const advice = `write apiVersion: ${versionsOfKind(kind)[0] ?? 'apps/v1'}`;
  const isWritten = cx.has(cx.root, 'apiVersion');
  const message = isWritten ? `apiVersion must be a string; ${advice}` : `The object has no apiVersion; ${advice}`;
  cx.reportUnreadable('api-version-missing', cx.atField(cx.root, 'apiVersion'), message);
}

function reportKind(cx: CheckContext): void {
  const isWritten = cx.has(cx.root, 'kind');
  const advice = 'write what it is, as in kind: StatefulSet';
  const message = isWritten ? `kind must be a string; ${advice}` : `The object has no kind; ${advice}`;
  cx.reportUnreadable('kind-missing', cx.atField(cx.root, 'kind'), message);
}
