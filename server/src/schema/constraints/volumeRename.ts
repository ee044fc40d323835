import { quotedLike } from '../../manifest/edits.ts';
import { replaceValue } from '../../manifest/replaceValue.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { CheckContext, ReportDetails } from '../context.ts';
import { fixBy } from '../fixes.ts';

/**
 * Another name for a volume or claim template, in the containers that use it, too; undefined where the value is no such
 * name or nothing uses it.
 */
export function renameVolume(cx: CheckContext, node: NodeId, name: string): Pick<ReportDetails, 'fixes'> | undefined {
  const place = volumeName.exec(cx.pathOf(node));
  if (!place) return undefined;
  const spec = cx.value(cx.root, 'spec');
  const pod = place[1] === 'volumes' ? spec : cx.value(cx.value(spec, 'template'), 'spec');
  const old = cx.stringOf(node);
  const uses = containerLists
    .flatMap((list) => cx.itemsOf(pod, list))
    .flatMap((container) => [...cx.itemsOf(container, 'volumeMounts'), ...cx.itemsOf(container, 'volumeDevices')])
    .map((use) => cx.value(use, 'name'))
    .filter((use) => use !== NO_NODE && cx.stringOf(use) === old);
  if (uses.length === 0) return undefined;
  const label = { title: `Write ${name}, and where it is mounted`, isSafe: false };
  return fixBy(cx, label, (tree) => [node, ...uses].map((at) => replaceValue(tree, at, quotedLike(tree, at, name))));
}

const volumeName =
  /^spec\.(?:(volumes)\[\d+\]\.name|template\.spec\.volumes\[\d+\]\.name|volumeClaimTemplates\[\d+\]\.metadata\.name)$/;

const containerLists = ['initContainers', 'containers', 'ephemeralContainers'] as const;
