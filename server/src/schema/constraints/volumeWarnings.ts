import { trimEndOf } from '../../base/trim.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixByRemoval } from '../fixes.ts';
import { isAtLeast } from '../minor.ts';

/**
 * Files of one volume that are in each other's way, and projected volumes of nothing: the server warns since 1.33.
 * Kubernetes: `pkg/api/pod/warnings.go`, `warningsForOverlappingVirtualPaths`.
 */
export function warnOfVolumePaths(cx: CheckContext, pod: NodeId): void {
  if (!isAtLeast(cx.minor, '1.33')) return;
  for (const volume of cx.itemsOf(pod, 'volumes')) {
    for (const source of ['configMap', 'secret', 'downwardAPI']) {
      warnOfOverlaps(cx, pathsOf(cx, cx.value(volume, source)));
    }
    const projected = cx.value(volume, 'projected');
    if (projected === NO_NODE) continue;
    const sources = cx.itemsOf(projected, 'sources');
    for (const source of sources) {
      if (projections.some((name) => cx.has(source, name))) continue;
      const message = 'The source is empty, so it adds nothing to the volume; leave it out';
      cx.report('value-ignored', cx.at(source), message, fixByRemoval(cx, source, 'safe'));
    }
    warnOfOverlaps(
      cx,
      sources.flatMap((source) => projectedPaths(cx, source)),
    );
  }
}

const projections = [
  'secret',
  'configMap',
  'downwardAPI',
  'serviceAccountToken',
  'clusterTrustBundle',
  'podCertificate',
];

interface FilePath {
  readonly node: NodeId;
  readonly text: string;
  /** Two of these with one path are refused, so nothing needs to be warned of. */
  readonly isRefusedTwice: boolean;
}

function pathsOf(cx: CheckContext, source: NodeId): FilePath[] {
  return cx.itemsOf(source, 'items').map((item) => filePath(cx, cx.value(item, 'path'), false));
}

function projectedPaths(cx: CheckContext, source: NodeId): FilePath[] {
  const listed = ['secret', 'configMap', 'downwardAPI'].flatMap((name) =>
    pathsOf(cx, cx.value(source, name)).map((path) => ({ ...path, isRefusedTwice: true })),
  );
  const token = cx.value(cx.value(source, 'serviceAccountToken'), 'path');
  const bundle = cx.value(cx.value(source, 'clusterTrustBundle'), 'path');
  return [...listed, ...[token, bundle].map((node) => filePath(cx, node, false))];
}

function filePath(cx: CheckContext, node: NodeId, isRefusedTwice: boolean): FilePath {
  return { node, text: trimEndOf(cx.stringOf(node), '/'), isRefusedTwice };
}

function warnOfOverlaps(cx: CheckContext, paths: readonly FilePath[]): void {
  const written = paths.filter((path) => path.text !== '');
  for (const [index, path] of written.entries()) {
    const other = written.slice(0, index).find((before) => overlaps(before.text, path.text));
    if (!other || (other.text === path.text && other.isRefusedTwice && path.isRefusedTwice)) continue;
    const related = [{ message: 'The other file', range: cx.at(other.node).range }];
    const message = `Path ${quoted(path.text)} is in the way of ${quoted(other.text)} in the same volume; change one`;
    cx.report('duplicate-ignored', cx.at(path.node), message, { related });
  }
}

function overlaps(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}
