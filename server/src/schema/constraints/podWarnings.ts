import { own } from '../../base/own.ts';
import type { NodeId } from '../../yaml/tree.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixText } from '../fixes.ts';
import { imageFault } from '../imageReference.ts';
import { isAtLeast, type Minor } from '../minor.ts';
import { containersAsRun } from './containers.ts';

/** Volume sources that are on their way out, with the minor from which on they no longer work (undefined: they do). */
const oldSources: Readonly<Record<string, string | undefined>> = {
  photonPersistentDisk: '1.16',
  gitRepo: undefined,
  scaleIO: '1.22',
  flocker: '1.25',
  storageos: '1.25',
  quobyte: '1.25',
  glusterfs: '1.26',
  cephfs: '1.31',
  rbd: '1.31',
};

/** The server's warnings of old volume sources. Kubernetes: `pkg/api/pod/warnings.go`. */
export function warnOfOldVolumes(cx: CheckContext, pod: NodeId): void {
  for (const volume of cx.itemsOf(pod, 'volumes')) warnOfOldSource(cx, volume);
}

/** The same of what holds one source among its fields. */
export function warnOfOldSource(cx: CheckContext, volume: NodeId): void {
  for (const key of cx.keys(volume)) {
    const name = cx.keyText(key);
    if (!(name in oldSources) || cx.isNull(cx.tree.next(key))) continue;
    const gone = own(oldSources, name);
    const isGone = gone !== undefined && (gone < '1.29' || isAtLeast(cx.minor, gone as Minor));
    const what = isGone ? `does not work since Kubernetes ${gone}` : 'is deprecated';
    cx.report(
      isGone ? 'value-ignored' : 'field-deprecated',
      cx.atKey(key),
      `${name} ${what}; use a CSI driver or another source`,
    );
  }
}

/** Images that the server takes and the kubelet does not. Kubernetes: kubelet, `applyDefaultImageTag`. */
export function warnOfImage(cx: CheckContext, value: NodeId): void {
  const image = cx.stringOf(value);
  const fault = imageFault(image);
  if (fault === undefined) return;
  const fix = fault.better === undefined ? {} : fixText(cx, value, fault.better, 'guess');
  cx.report('image-invalid', cx.at(value), `The kubelet takes no image ${quoted(image)}: ${fault.advice}`, fix);
}

/** Host aliases and pull secrets that are there twice or not named. */
export function warnOfDuplicates(cx: CheckContext, pod: NodeId): void {
  warnOfTwice(cx, cx.itemsOf(pod, 'hostAliases'), 'ip');
  const secrets = cx.itemsOf(pod, 'imagePullSecrets');
  warnOfTwice(cx, secrets, 'name');
  for (const secret of secrets) {
    if (cx.string(secret, 'name') !== '') continue;
    const message = 'The pull secret has no name, so nothing is used; write the name of a Secret';
    cx.report('value-ignored', cx.atField(secret, 'name'), message);
  }
}

function warnOfTwice(cx: CheckContext, items: readonly NodeId[], field: string): void {
  const seen = new Set<string>();
  for (const item of items) {
    const text = cx.string(item, field);
    if (text !== '' && seen.has(text)) {
      const list = cx.labelOf(item);
      const message = `${field} ${quoted(text)} is there twice in ${list}; leave one out`;
      cx.report('duplicate-ignored', cx.atField(item, field), message);
    }
    seen.add(text);
  }
}

/** A variable that is defined twice, the second not building on the first. */
export function warnOfHiddenVariables(cx: CheckContext, pod: NodeId): void {
  for (const container of containersAsRun(cx, pod)) {
    const first = new Map<string, NodeId>();
    for (const variable of cx.itemsOf(container, 'env')) {
      const name = cx.string(variable, 'name');
      const before = first.get(name);
      if (before === undefined) {
        first.set(name, variable);
        continue;
      }
      const value = cx.string(variable, 'value');
      const reference = `$(${name})`;
      const isBuiltUpon = !cx.has(variable, 'valueFrom') && value !== reference && value.includes(reference);
      if (isBuiltUpon || name === '') continue;
      const related = [{ message: 'First defined here', range: cx.atField(before, 'name').range }];
      const message = `Variable ${quoted(name)} hides the one defined before; leave one of the two out`;
      cx.report('duplicate-ignored', cx.atField(variable, 'name'), message, { field: cx.pathOf(variable), related });
    }
  }
}

/** Ports that are declared twice, or that differ in what of the node they take. */
export function warnOfPorts(cx: CheckContext, pod: NodeId): void {
  const known = new Map<string, NodeId[]>();
  for (const container of containersAsRun(cx, pod)) {
    for (const port of cx.itemsOf(container, 'ports')) {
      const hostPort = cx.number(port, 'hostPort') ?? 0;
      if (cx.string(port, 'hostIP') !== '' && hostPort === 0) {
        cx.report('value-ignored', cx.atField(port, 'hostIP'), 'hostIP has no effect without hostPort; leave it out');
      }
      const number = cx.number(port, 'containerPort');
      if (number === undefined) continue;
      const id = `${number}/${cx.string(port, 'protocol') || 'TCP'}`;
      const others = known.get(id) ?? [];
      for (const other of others) warnOfPair(cx, port, other, number);
      // Of many equal ports each is told with the first ones, not with all.
      if (others.length < mostCompared) known.set(id, [...others, port]);
    }
  }
  if (isAtLeast(cx.minor, '1.33')) warnOfPortNames(cx, pod);
}

const mostCompared = 8;

function warnOfPair(cx: CheckContext, port: NodeId, other: NodeId, number: number): void {
  const hostPort = cx.number(port, 'hostPort') ?? 0;
  const otherPort = cx.number(other, 'hostPort') ?? 0;
  const ip = cx.string(port, 'hostIP');
  const otherIp = cx.string(other, 'hostIP');
  const isSame = hostPort === otherPort && ip === otherIp;
  const isOverlap = hostPort === 0 || otherPort === 0;
  const isUnclear = hostPort === otherPort && (ip === '') !== (otherIp === '');
  if (!isSame && !isOverlap && !isUnclear) return;
  // Two equal ports of the node are refused
  if (isSame && hostPort !== 0) return;
  const related = [{ message: 'First declared here', range: cx.atField(other, 'containerPort').range }];
  const message = `Port ${number} is declared twice in the Pod; leave one of the two out`;
  cx.report('duplicate-ignored', cx.atField(port, 'containerPort'), message, { field: cx.pathOf(port), related });
}

/** Who looks a port up by name finds the first of several containers. */
function warnOfPortNames(cx: CheckContext, pod: NodeId): void {
  const first = new Map<string, { port: NodeId; container: NodeId }>();
  for (const container of containersAsRun(cx, pod)) {
    for (const port of cx.itemsOf(container, 'ports')) {
      const name = cx.string(port, 'name');
      if (name === '') continue;
      const before = first.get(name);
      if (before === undefined) {
        first.set(name, { port, container });
        continue;
      }
      if (before.container === container) continue;
      const related = [{ message: 'First used here', range: cx.atField(before.port, 'name').range }];
      const message = `Port name ${quoted(name)} is in two containers; Services find only the first one; rename one`;
      cx.report('duplicate-ignored', cx.atField(port, 'name'), message, { field: cx.pathOf(port), related });
    }
  }
}
