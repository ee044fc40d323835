import { own } from '../../base/own.ts';
import type { NodeId } from '../../yaml/tree.ts';
import { type CheckContext, quoted } from '../context.ts';

/** Labels of nodes that were renamed. Kubernetes: `pkg/api/node/util.go`. */
const renamed: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
};

/** The server's warning of an old name of a node label, where the label is a value. */
export function warnOfOldNodeLabel(cx: CheckContext, value: NodeId): void {
  const name = cx.stringOf(value);
  const newName = own(renamed, name);
  if (newName !== undefined) warn(cx, value, name, newName);
}

/** The same where labels are keys. */
export function warnOfOldNodeLabels(cx: CheckContext, map: NodeId): void {
  for (const key of cx.keys(map)) {
    const name = cx.keyText(key);
    const newName = own(renamed, name);
    if (newName !== undefined) warn(cx, key, name, newName);
  }
}

function warn(cx: CheckContext, node: NodeId, name: string, newName: string): void {
  cx.report('field-deprecated', cx.at(node), `Node label ${quoted(name)} is deprecated; write ${quoted(newName)}`);
}
