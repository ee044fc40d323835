import { didYouMean, nearest } from '../base/nearest.ts';
import { own } from '../base/own.ts';
import { addFirstEntry } from '../manifest/edits.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { replaceValue } from '../manifest/replaceValue.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle } from '../yaml/tree.ts';
import { groupOf, isBuiltInGroup, servedKinds } from './apiVersions.ts';
import { type CheckContext, quoted } from './context.ts';
import { fixBy, fixKey, fixText } from './fixes.ts';
import { removedVersion, versionsOfKind } from './lookup.ts';
import { fixVersion } from './migration.ts';

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
    cx.reportUnreadable('api-version-removed', cx.atField(cx.root, 'apiVersion'), message, fixVersion(cx, removed));
    return;
  }
  const versions = versionsOfKind(kind);
  if (versions.includes(apiVersion)) return;
  if (versions.length > 0 && isBuiltInGroup(groupOf(apiVersion))) {
    const message = `apiVersion ${quoted(apiVersion)} has no ${kind}; write ${versions[0]}`;
    const fix = fixText(cx, cx.value(cx.root, 'apiVersion'), versions[0]!, 'safe');
    cx.reportUnreadable('api-version-unknown', cx.atField(cx.root, 'apiVersion'), message, fix);
    return;
  }
  const kindsThere = own(servedKinds, apiVersion);
  if (!kindsThere || kindsThere.includes(kind)) return;
  const likely = nearest(kind, kindsThere);
  const advice = likely === undefined ? 'check kind and apiVersion' : didYouMean(likely);
  const isOtherCase = likely?.toLowerCase() === kind.toLowerCase();
  const fix =
    likely === undefined ? {} : fixText(cx, cx.value(cx.root, 'kind'), likely, isOtherCase ? 'safe' : 'guess');
  cx.reportUnreadable(
    'kind-unknown',
    cx.atField(cx.root, 'kind'),
    `${apiVersion} has no kind ${quoted(kind)}; ${advice}`,
    fix,
  );
}

function reportApiVersion(cx: CheckContext, kind: string): void {
  const version = versionsOfKind(kind)[0];
  const advice = `write apiVersion: ${version ?? 'apps/v1'}`;
  const isWritten = cx.has(cx.root, 'apiVersion');
  const message = isWritten ? `apiVersion must be a string; ${advice}` : `The object has no apiVersion; ${advice}`;
  const added = version === undefined ? {} : writeField(cx, 'apiVersion', version);
  const fix = fixMisspelt(cx, 'apiVersion') ?? added;
  cx.reportUnreadable('api-version-missing', cx.atField(cx.root, 'apiVersion'), message, fix);
}

function reportKind(cx: CheckContext): void {
  const isWritten = cx.has(cx.root, 'kind');
  const advice = 'write what it is, as in kind: StatefulSet';
  const message = isWritten ? `kind must be a string; ${advice}` : `The object has no kind; ${advice}`;
  const added = looksLikeStatefulSet(cx) ? writeField(cx, 'kind', 'StatefulSet') : {};
  cx.reportUnreadable('kind-missing', cx.atField(cx.root, 'kind'), message, fixMisspelt(cx, 'kind') ?? added);
}

/** Whether it has fields that no other kind of its group has. */
function looksLikeStatefulSet(cx: CheckContext): boolean {
  const spec = cx.value(cx.root, 'spec');
  const own = ['serviceName', 'volumeClaimTemplates', 'podManagementPolicy', 'persistentVolumeClaimRetentionPolicy'];
  return cx.string(cx.root, 'apiVersion') === 'apps/v1' && own.some((name) => cx.key(spec, name) !== NO_NODE);
}

/** The field where it is left out, has no value, or one that is no text. */
function writeField(cx: CheckContext, name: string, text: string): ReturnType<typeof fixBy> {
  const written = cx.written(cx.root, name);
  const label = { title: `${written === NO_NODE ? 'Add' : 'Write'} ${name}: ${text}`, isSafe: name === 'apiVersion' };
  return fixBy(cx, label, (tree) => {
    if (written === NO_NODE) return addFirstEntry(tree, cx.root, [`${name}: ${text}`]);
    if (tree.kind(written) !== NodeKind.scalar) return undefined;
    return replaceValue(tree, written, text);
  });
}

/** Where a key is near the one that is missing, that was meant; one without a value would still be missing. */
function fixMisspelt(cx: CheckContext, name: string): ReturnType<typeof fixKey> | undefined {
  if (cx.key(cx.root, name) !== NO_NODE) return undefined;
  const hasValue = (key: NodeId) => cx.tree.style(cx.tree.next(key)) !== NodeStyle.empty;
  const meant = cx.keys(cx.root).find((key) => nearest(cx.keyText(key), [name]) === name && hasValue(key));
  return meant === undefined ? undefined : fixKey(cx, meant, name, 'safe');
}
