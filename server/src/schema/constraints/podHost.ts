import { addAtPath } from '../../manifest/edits.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixBy } from '../fixes.ts';
import { isAtLeast } from '../minor.ts';
import { allContainers } from './containers.ts';

/**
 * Ports of the node: each can be taken once, and in the node's network a port is what it is.
 * Kubernetes: core validation, `checkHostPortConflicts`, `validatePodHostNetworkDeps`; core defaults, `SetDefaults_Pod`.
 */
export function checkHostPorts(cx: CheckContext, pod: NodeId): void {
  const isHostNetwork = cx.isTrue(pod, 'hostNetwork');
  const taken = new Map<string, NodeId>();
  for (const container of cx.itemsOf(pod, 'containers')) {
    if (isHostNetwork) checkSamePorts(cx, container);
    checkPorts(cx, container, { isHostNetwork, taken, path: () => cx.pathOf(container) });
  }
  for (const container of cx.itemsOf(pod, 'initContainers')) {
    // Each is looked at alone, and so reported as the first
    const path = () => `${cx.pathOf(pod)}.initContainers[0]`;
    checkPorts(cx, container, { isHostNetwork, taken: new Map(), path });
  }
}

function checkSamePorts(cx: CheckContext, container: NodeId): void {
  for (const port of cx.itemsOf(container, 'ports')) {
    const containerPort = cx.number(port, 'containerPort') ?? 0;
    const hostPort = cx.number(port, 'hostPort') ?? 0;
    if (hostPort === 0 || hostPort === containerPort) continue;
    const message = `hostPort ${hostPort} must be containerPort ${containerPort} with hostNetwork; leave it out`;
    cx.report('fields-conflict', cx.atField(port, 'hostPort'), message);
  }
}

function checkPorts(
  cx: CheckContext,
  container: NodeId,
  { isHostNetwork, taken, path }: { isHostNetwork: boolean; taken: Map<string, NodeId>; path: () => string },
): void {
  for (const [index, port] of cx.itemsOf(container, 'ports').entries()) {
    const containerPort = cx.number(port, 'containerPort') ?? 0;
    const written = cx.number(port, 'hostPort') ?? 0;
    const hostPort = written === 0 && isHostNetwork ? containerPort : written;
    if (hostPort === 0) continue;
    const id = `${cx.string(port, 'protocol') || 'TCP'}/${cx.string(port, 'hostIP')}/${hostPort}`;
    const before = taken.get(id);
    if (before === undefined) {
      taken.set(id, port);
      continue;
    }
    const related = [{ message: 'First used here', range: cx.atField(before, 'hostPort').range }];
    const message = `Port ${hostPort} of the node is taken twice by the Pod; change one`;
    const field = `${path()}.ports[${index}].hostPort`;
    const place = cx.atField(port, written === 0 ? 'containerPort' : 'hostPort');
    cx.report('duplicate-value', place, message, { field, related });
  }
}

/** Kubernetes: core validation, `validateHostUsers`: own users and the node's namespaces exclude each other. */
export function checkHostUsers(cx: CheckContext, pod: NodeId): void {
  const hostUsers = cx.value(pod, 'hostUsers');
  if (hostUsers === NO_NODE || cx.jsonOf(hostUsers) !== false || !cx.isOn('UserNamespacesSupport')) return;
  checkOwnUsersWithDevices(cx, pod);
  const reported = { hostNetwork: 'hostNetwork', hostPID: 'HostPID', hostIPC: 'HostIPC' };
  for (const [name, step] of Object.entries(reported)) {
    if (!cx.isTrue(pod, name)) continue;
    const message = `${name} does not go with hostUsers: false; leave one of the two out`;
    cx.report('fields-conflict', cx.atField(pod, name), message, { field: `${cx.pathOf(pod)}.${step}` });
  }
}

/** Kubernetes: core validation: block devices belong to the node's users. */
function checkOwnUsersWithDevices(cx: CheckContext, pod: NodeId): void {
  if (!isAtLeast(cx.minor, '1.35')) return;
  for (const container of allContainers(cx, pod)) {
    const devices = cx.value(container, 'volumeDevices');
    if (devices === NO_NODE || cx.isEmpty(devices)) continue;
    const message = 'volumeDevices do not go with hostUsers: false; leave one of the two out';
    cx.report('fields-conflict', cx.atKey(cx.key(container, 'volumeDevices')), message);
  }
}

/**
 * Kubernetes: core validation, `validatePodMetadataAndSpec`: a token is made for a service account. The admission plugin
 * ServiceAccount, where it is on, writes the name before that is looked at; an API server can be without it.
 */
export function checkTokenNeedsAccount(cx: CheckContext, pod: NodeId): void {
  if (cx.string(pod, 'serviceAccountName') !== '' || cx.string(pod, 'serviceAccount') !== '') return;
  for (const volume of cx.itemsOf(pod, 'volumes')) {
    for (const source of cx.itemsOf(cx.value(volume, 'projected'), 'sources')) {
      if (!cx.has(source, 'serviceAccountToken')) continue;
      const place = cx.atKey(cx.key(source, 'serviceAccountToken'));
      const message = `A token needs serviceAccountName, or the Pod is refused where admission does not add it; write ${quoted('default')}`;
      const label = { title: 'Add serviceAccountName: default', isSafe: false };
      const fix = fixBy(cx, label, (tree) => addAtPath(tree, pod, [], ['serviceAccountName: default']));
      cx.report('required-field-missing', place, message, fix);
    }
  }
}
