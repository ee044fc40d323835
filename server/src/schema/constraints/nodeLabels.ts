import { didYouMean, nearest } from '../../base/nearest.ts';
import { own } from '../../base/own.ts';
import type { NodeId } from '../../yaml/tree.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixKey, fixValue } from '../fixes.ts';

/** Labels of nodes that were renamed. Kubernetes: `pkg/api/node/util.go`. */
const renamed: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
};

/**
 * Labels that Kubernetes and its kubelets give to nodes; no others of these domains are in use.
 * Kubernetes: reference, "Well-Known Labels, Annotations and Taints".
 */
const known: readonly string[] = [
  'kubernetes.io/arch',
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'node.kubernetes.io/instance-type',
  'node.kubernetes.io/windows-build',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
];

/** What is to be said of the name of a node label, where it is a value. */
export function checkNodeLabel(cx: CheckContext, value: NodeId): void {
  const name = cx.stringOf(value);
  const newName = own(renamed, name);
  if (newName !== undefined) warn(cx, value, name, newName);
  else checkLabelSlip(cx, value);
}

/** The same where labels are keys. */
export function checkNodeLabels(cx: CheckContext, map: NodeId): void {
  for (const key of cx.keys(map)) {
    const name = cx.keyText(key);
    const newName = own(renamed, name);
    if (newName !== undefined) {
      warn(cx, key, name, newName);
      continue;
    }
    const meant = meantLabel(name);
    if (meant === undefined) continue;
    cx.report('node-label-misspelt', cx.at(key), slip(name, meant), fixKey(cx, key, meant, 'guess'));
  }
}

/** A slip in the name of a label, where Kubernetes warns of no old name. */
export function checkLabelSlip(cx: CheckContext, value: NodeId): void {
  const name = cx.stringOf(value);
  const meant = meantLabel(name);
  if (meant === undefined) return;
  cx.report('node-label-misspelt', cx.at(value), slip(name, meant), fixValue(cx, value, meant, 'guess'));
}

/** Of a name with a domain, one that is known and differs a little in the domain or behind it. */
function meantLabel(name: string): string | undefined {
  if (!name.includes('kube')) return undefined;
  const [domain, label, more] = name.split('/');
  if (label === undefined || more !== undefined || known.includes(name)) return undefined;
  return known.find((each) => {
    const [own, word] = each.split('/') as [string, string];
    return (
      (own === domain && nearest(label, [word]) !== undefined) ||
      (word === label && nearest(domain!, [own]) !== undefined)
    );
  });
}

function slip(name: string, meant: string): string {
  return `No node has the label ${quoted(name)} by itself; ${didYouMean(meant)}`;
}

function warn(cx: CheckContext, node: NodeId, name: string, newName: string): void {
  cx.report('field-deprecated', cx.at(node), `Node label ${quoted(name)} is deprecated; write ${quoted(newName)}`);
}
