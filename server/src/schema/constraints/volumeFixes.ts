import { addEntry, columnOf, lineBreak, yamlString } from '../../manifest/edits.ts';
import type { DocumentEdit } from '../../manifest/problem.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../../yaml/tree.ts';
import type { CheckContext, ReportDetails } from '../context.ts';
import { fixBy } from '../fixes.ts';

/** Repairs that define a volume which a container uses: a claim template in a StatefulSet, else an emptyDir. */
export function defineVolume(cx: CheckContext, use: NodeId, name: string): Pick<ReportDetails, 'fixes'> {
  const isDevice = cx.has(use, 'devicePath');
  const isSet = cx.string(cx.root, 'kind') === 'StatefulSet';
  const spec = cx.value(cx.root, 'spec');
  const pod = isSet ? cx.value(cx.value(spec, 'template'), 'spec') : NO_NODE;
  if (pod === NO_NODE || !/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) return {};
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
    addItem(tree, spec, { list: cx.key(spec, 'volumeClaimTemplates'), name: 'volumeClaimTemplates', lines: claim }),
  );
  if (isDevice) return template;
  const directory = fixBy(
    cx,
    { title: `Add volume "${name}" as an emptyDir, lost with the Pod`, isSafe: false },
    (tree) =>
      addItem(tree, pod, {
        list: cx.key(pod, 'volumes'),
        name: 'volumes',
        lines: [`- name: ${text}`, '  emptyDir: {}'],
      }),
  );
  return { fixes: () => [...(template.fixes?.() ?? []), ...(directory.fixes?.() ?? [])] };
}

/** Adds an item to a list under a key; makes the list where there is none. Undefined where it is in brackets. */
function addItem(
  tree: YamlTree,
  mapping: NodeId,
  { list: key, name, lines }: { list: NodeId; name: string; lines: readonly string[] },
): DocumentEdit | undefined {
  if (key === NO_NODE) return addEntry(tree, mapping, [`${name}:`, ...lines.map((line) => `  ${line}`)]);
  const list = tree.next(key);
  if (tree.kind(list) !== NodeKind.sequence || tree.style(list) === NodeStyle.flow) return undefined;
  const { text } = tree;
  let last = NO_NODE;
  for (let item = tree.firstChild(list); item !== NO_NODE; item = tree.nextSibling(item)) last = item;
  const dash = last === NO_NODE ? -1 : text.lastIndexOf('-', tree.start(last) - 1);
  if (dash < 0) return undefined;
  const indent = ' '.repeat(columnOf(text, dash));
  if (text.slice(dash - indent.length, dash) !== indent) return undefined;
  const newline = text.indexOf('\n', tree.end(last) - 1);
  const line = lineBreak(text);
  const added = lines.map((each) => indent + each).join(line);
  if (newline < 0) return { start: text.length, end: text.length, newText: line + added };
  return { start: newline + 1, end: newline + 1, newText: added + line };
}
