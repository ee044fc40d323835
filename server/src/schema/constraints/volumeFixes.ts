import { addItem, yamlString } from '../../manifest/edits.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { CheckContext, ReportDetails } from '../context.ts';
import { fixBy } from '../fixes.ts';
import { formatFault } from '../formats.ts';

/** Repairs that define a volume which a container uses: a claim template in a StatefulSet, else an emptyDir. */
export function defineVolume(cx: CheckContext, use: NodeId, name: string): Pick<ReportDetails, 'fixes'> {
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
