import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { CheckContext } from '../context.ts';
import type { GateName } from '../gates.ts';
import { isAtLeast } from '../minor.ts';

/** What the Pod of a named operating system must not have. Kubernetes: core validation, `validateLinux`, `validateWindows`. */
const linuxOnly = {
  pod: ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'],
  podSecurity: [
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'fsGroup',
    'fsGroupChangePolicy',
    'sysctls',
    'runAsUser',
    'runAsGroup',
    'supplementalGroups',
    'supplementalGroupsPolicy',
    'seLinuxChangePolicy',
  ],
  containerSecurity: [
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'capabilities',
    'readOnlyRootFilesystem',
    'privileged',
    'allowPrivilegeEscalation',
    'procMount',
    'runAsUser',
    'runAsGroup',
  ],
};

/** Settings that are dropped before anything is checked, while their gate is off. */
const gates: Readonly<Record<string, GateName>> = {
  hostUsers: 'UserNamespacesSupport',
  appArmorProfile: 'AppArmorFields',
  supplementalGroupsPolicy: 'SupplementalGroupsPolicy',
  seLinuxChangePolicy: 'SELinuxChangePolicy',
};

/** Settings that the named operating system does not know, and Windows' HostProcess containers. */
export function checkOperatingSystem(cx: CheckContext, pod: NodeId): void {
  const os = cx.string(cx.value(pod, 'os'), 'name');
  const securities = containers(cx, pod).map((container) => cx.value(container, 'securityContext'));
  const podSecurity = cx.value(pod, 'securityContext');
  if (os === 'linux') {
    for (const security of [podSecurity, ...securities]) forbid(cx, security, ['windowsOptions'], 'linux');
  } else if (os === 'windows') {
    forbid(cx, pod, linuxOnly.pod, 'windows');
    forbid(cx, podSecurity, linuxOnly.podSecurity, 'windows');
    for (const security of securities) forbid(cx, security, linuxOnly.containerSecurity, 'windows');
  }
  checkHostProcess(cx, pod, securities);
}

function forbid(cx: CheckContext, holder: NodeId, names: readonly string[], os: string): void {
  for (const name of names) {
    const value = cx.value(holder, name);
    const gate = gates[name];
    if (value === NO_NODE || (gate !== undefined && !cx.isOn(gate))) continue;
    // Until 1.33 only the Pod was looked at, whose template is stored without lists that are empty
    const isStored = !cx.isList(value) || !cx.isEmpty(value) || isAtLeast(cx.minor, '1.34');
    if (!isStored || (name === 'sysctls' && cx.isEmpty(value))) continue;
    // Plain booleans of the Pod are not pointers: false is not set
    if ((name === 'hostPID' || name === 'hostIPC') && cx.jsonOf(value) !== true) continue;
    cx.report('field-forbidden', cx.at(value), `${name} does not exist for os ${os}; leave it out`);
  }
}

/** Kubernetes: core validation, `validateWindowsHostProcessPod`: all containers or none, and in the node's network. */
function checkHostProcess(cx: CheckContext, pod: NodeId, securities: readonly NodeId[]): void {
  const ofPod = hostProcess(cx, cx.value(pod, 'securityContext'));
  const ofContainers = securities.map((security) => hostProcess(cx, security));
  const count = ofContainers.filter((own) => own ?? ofPod ?? false).length;
  for (const [index, own] of ofContainers.entries()) {
    if (own === undefined || ofPod === undefined || own === ofPod) continue;
    const place = cx.atField(cx.value(securities[index]!, 'windowsOptions'), 'hostProcess');
    cx.report('fields-conflict', place, `hostProcess contradicts that of the Pod (${ofPod}); make them equal`);
  }
  if (count === 0) return;
  if (count !== ofContainers.length) {
    cx.report('fields-conflict', cx.at(pod), 'Either all containers are hostProcess or none; make them equal');
  }
  if (!cx.isTrue(pod, 'hostNetwork')) {
    cx.report(
      'fields-conflict',
      cx.atField(pod, 'hostNetwork'),
      'hostProcess containers need hostNetwork: true; write it',
    );
  }
}

function hostProcess(cx: CheckContext, security: NodeId): boolean | undefined {
  const json = cx.jsonOf(cx.written(cx.value(security, 'windowsOptions'), 'hostProcess'));
  return typeof json === 'boolean' ? json : undefined;
}

function containers(cx: CheckContext, pod: NodeId): NodeId[] {
  return [...cx.itemsOf(pod, 'initContainers'), ...cx.itemsOf(pod, 'containers')];
}
