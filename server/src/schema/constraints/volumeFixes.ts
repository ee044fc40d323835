import { addAtPath, addItem, yamlString } from '../../manifest/edits.ts';
import { replaceValue } from '../../manifest/replaceValue.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { CheckContext, ReportDetails } from '../context.ts';
import { fixBy } from '../fixes.ts';
import { formatFault } from '../formats.ts';
import { podAround } from './podAround.ts';
import { namelessVolumes, nameWanted } from './volumeNames.ts';

/** The name for a volume that has none where that must be the one that is used, else a volume of that name. */
export function defineOrName(cx: CheckContext, use: NodeId, name: string): Pick<ReportDetails, 'fixes'> {
  return { fixes: () => nameVolume(cx, use, name).fixes?.() ?? defineVolume(cx, use, name).fixes?.() ?? [] };
}

function nameVolume(cx: CheckContext, use: NodeId, name: string): Pick<ReportDetails, 'fixes'> {
  const pod = podAround(cx, use);
  const nameless = pod === NO_NODE ? [] : namelessVolumes(cx, pod);
  const volume = nameless.find((candidate) => nameWanted(cx, candidate) === name);
  if (!volume) return {};
  const { node, isTemplate } = volume;
  const text = yamlString(name);
  const holder = isTemplate ? cx.written(node, 'metadata') : node;
  const written = cx.written(holder, 'name');
  const label = {
    title: `Add name: ${text} to the ${isTemplate ? 'claim template' : 'volume'} without one`,
    isSafe: false,
  };
  return fixBy(cx, label, (tree) => {
    if (written === NO_NODE) return addAtPath(tree, node, isTemplate ? ['metadata'] : [], [`name: ${text}`]);
    return replaceValue(tree, written, text);
  });
}

/** Repairs that define a volume which a container uses: a claim template in a StatefulSet, else an emptyDir. */
function defineVolume(cx: CheckContext, use: NodeId, name: string): Pick<ReportDetails, 'fixes'> {
  const isDevice = cx.has(use, 'devicePath');
  const isSet = cx.string(cx.root, 'kind') === 'StatefulSet';
  const spec = cx.value(cx.root, 'spec');
  const pod = isSet ? cx.value(cx.value(spec, 'template'), 'spec') : NO_NODE;
  if (pod === NO_NODE || formatFault('dnsLabel', name, cx.minor) !== undefined) return {};
  const text = yamlString(name);
  const mode = isDevice ? ['    volumeMode: Block'] : [];
  const claim = [
    '- metadata:',
    `    name: ${text}`,
    '  spec:',
    '    accessModes: [ReadWriteOnce]',
    ...mode,
    '    resources:',
    '      requests:',
    '        storage: 10Gi',
  ];
  const template = fixBy(cx, { title: `Add claim template "${name}" of 10Gi`, isSafe: false }, (tree) =>
    addItem(tree, spec, { list: cx.written(spec, 'volumeClaimTemplates'), name: 'volumeClaimTemplates', lines: claim }),
  );
  if (isDevice) return template;
  const directory = fixBy(
    cx,
    { title: `Add volume "${name}" as an emptyDir, lost with the Pod`, isSafe: false },
    (tree) =>
      addItem(tree, pod, {
        list: cx.written(pod, 'volumes'),
        name: 'volumes',
        lines: [`- name: ${text}`, '  emptyDir: {}'],
      }),
  );
  return { fixes: () => [...(template.fixes?.() ?? []), ...(directory.fixes?.() ?? [])] };
}
