import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables, FieldConstraints } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { podAround } from './podAround.ts';

const id: FieldConstraints = { min: 0, max: 2147483647 };

const profileType: FieldConstraints = {
  required: 'write RuntimeDefault, Localhost or Unconfined',
  sample: 'RuntimeDefault',
  words: ['RuntimeDefault', 'Localhost', 'Unconfined'],
};

/** Security contexts of Pods and containers. Kubernetes: core validation, `ValidateSecurityContext`, `validatePodSpecSecurityContext`. */
export const securityConstraints: ConstraintTables = {
  'core.v1.SecurityContext': {
    noun: 'security context',
    fields: {
      runAsUser: id,
      runAsGroup: id,
      procMount: { since: '1.33', words: ['Default', 'Unmasked'], empty: 'word', check: checkProcMount },
    },
    checks: [checkEscalation],
    checksOfPatches: [checkEscalation],
  },
  'core.v1.PodSecurityContext': {
    noun: 'security context of the Pod',
    fields: {
      fsGroup: id,
      runAsUser: id,
      runAsGroup: id,
      supplementalGroups: { items: id },
      fsGroupChangePolicy: { words: ['OnRootMismatch', 'Always'], empty: 'word' },
      supplementalGroupsPolicy: { words: ['Merge', 'Strict'], empty: 'word', gate: 'SupplementalGroupsPolicy' },
      seLinuxChangePolicy: {
        words: { '1.32': ['Recursive'], '1.37': ['Recursive', 'MountOption'] },
        empty: 'word',
        gate: 'SELinuxChangePolicy',
      },
      sysctls: { uniqueBy: 'name' },
    },
  },
  'core.v1.Sysctl': {
    noun: 'kernel parameter',
    fields: {
      name: { required: 'write its name, as in net.core.somaxconn', format: 'sysctl', check: checkSysctl },
    },
  },
  'core.v1.SeccompProfile': {
    noun: 'seccomp profile',
    fields: {
      type: profileType,
      localhostProfile: { format: 'descendingPath' },
    },
    checks: [(cx, node) => checkLocalhost(cx, node, 'seccomp')],
  },
  'core.v1.AppArmorProfile': {
    noun: 'AppArmor profile',
    fields: {
      type: profileType,
      localhostProfile: { check: checkAppArmorName },
    },
    checks: [(cx, node) => checkLocalhost(cx, node, 'AppArmor')],
  },
  // validateWindowsSecurityContextOptions
  'core.v1.WindowsSecurityContextOptions': {
    noun: 'Windows options',
    fields: {
      gmsaCredentialSpecName: { format: 'dnsSubdomain', empty: 'word' },
      gmsaCredentialSpec: { empty: 'word', check: checkCredentialSpec },
      runAsUserName: { empty: 'word', check: checkWindowsUser },
    },
  },
};

function checkProcMount(cx: CheckContext, value: NodeId): void {
  if (cx.stringOf(value) !== 'Unmasked') return;
  const pod = podAround(cx, value);
  if (pod === NO_NODE || cx.jsonOf(cx.value(pod, 'hostUsers')) === false) return;
  const message = 'procMount Unmasked needs hostUsers: false in the Pod; write it, or Default here';
  cx.report('fields-conflict', cx.at(value), message);
}

function checkEscalation(cx: CheckContext, node: NodeId): void {
  if (cx.jsonOf(cx.written(node, 'allowPrivilegeEscalation')) !== false) return;
  const field = cx.pathOf(node);
  if (cx.isTrue(node, 'privileged')) {
    const message = 'privileged contradicts allowPrivilegeEscalation: false; leave one of the two out';
    cx.report('fields-conflict', cx.atField(node, 'privileged'), message, { field });
  }
  const added = cx.itemsOf(cx.value(node, 'capabilities'), 'add');
  const admin = added.find((item) => cx.stringOf(item) === 'CAP_SYS_ADMIN');
  if (admin === undefined) return;
  const message = 'CAP_SYS_ADMIN contradicts allowPrivilegeEscalation: false; leave one of the two out';
  cx.report('fields-conflict', cx.at(admin), message, { field });
}

/** Kubernetes: `validateSeccompProfileField`, `ValidateAppArmorProfileField`: a local profile has a name, others have none. */
function checkLocalhost(cx: CheckContext, node: NodeId, what: string): void {
  const type = cx.string(node, 'type');
  const profile = cx.value(node, 'localhostProfile');
  if (type === 'Localhost') {
    const isMissing = profile === NO_NODE || (what === 'AppArmor' && cx.stringOf(profile) === '');
    if (!isMissing) return;
    const message = `The ${what} type Localhost needs localhostProfile; write the name of the profile`;
    cx.report('required-field-missing', cx.atField(node, 'localhostProfile'), message);
  } else if (profile !== NO_NODE && (what === 'seccomp' || type === 'RuntimeDefault' || type === 'Unconfined')) {
    const message = 'localhostProfile goes with type Localhost only; leave it out';
    cx.report('fields-conflict', cx.at(profile), message);
  }
}

function checkAppArmorName(cx: CheckContext, value: NodeId): void {
  const name = cx.stringOf(value);
  if (name.trim() !== name) {
    cx.report(
      'value-invalid',
      cx.at(value),
      `localhostProfile ${quoted(name)} begins or ends with a blank; leave it out`,
    );
  } else if (name.length > 4095) {
    cx.report('value-invalid', cx.at(value), `localhostProfile has ${name.length} characters; use at most 4095`);
  }
}

/** Kubernetes: `ValidateHostSysctl`: parameters of a namespace that the Pod shares with the node. */
function checkSysctl(cx: CheckContext, value: NodeId): void {
  const name = cx.stringOf(value).replaceAll('/', '.');
  const isNetwork = name.startsWith('net.');
  const isIpc =
    ipcParameters.has(name) ||
    name.startsWith('kernel.shm') ||
    name.startsWith('kernel.msg') ||
    name.startsWith('fs.mqueue.');
  if (!isNetwork && !isIpc) {
    checkNodeSysctl(cx, value, name);
    return;
  }
  const host = isNetwork ? 'hostNetwork' : 'hostIPC';
  const pod = podAround(cx, value);
  if (pod === NO_NODE || !cx.isTrue(pod, host)) return;
  const message = `Kernel parameter ${quoted(name)} belongs to the node with ${host}; leave one of the two out`;
  cx.report('fields-conflict', cx.at(value), message);
}

/** `pkg/kubelet/sysctl/allowlist.go`: what has no namespace of its own can be allowed on no node. */
function checkNodeSysctl(cx: CheckContext, value: NodeId, name: string): void {
  if (!/^(?:vm|fs|kernel)\.[a-z0-9_.-]+$/.test(name)) return;
  const message = `${quoted(name)} is one for the whole node, so the kubelet refuses the Pod; set it on the node`;
  cx.report('value-not-supported', cx.at(value), message, { severity: 'warning' });
}

const ipcParameters: ReadonlySet<string> = new Set(['kernel.sem']);

function checkCredentialSpec(cx: CheckContext, value: NodeId): void {
  const { length } = cx.stringOf(value);
  if (length > 0 && length <= 65536) return;
  const message =
    length === 0 ? 'gmsaCredentialSpec is empty; leave it out' : 'gmsaCredentialSpec is above 64 KiB; shorten it';
  cx.report('value-invalid', cx.at(value), message);
}

/** `DOMAIN\user`, the domain being a NetBIOS or DNS name. */
function checkWindowsUser(cx: CheckContext, value: NodeId): void {
  const fault = windowsUserFault(cx.stringOf(value));
  if (fault !== undefined)
    cx.report('value-invalid', cx.at(value), `runAsUserName ${quoted(cx.stringOf(value))} ${fault}`);
}

function windowsUserFault(text: string): string | undefined {
  if (text === '') return 'is empty; leave it out';
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 32 || text.charCodeAt(i) === 127) return 'has control characters; leave them out';
  }
  const parts = text.split('\\');
  if (parts.length > 2) return 'has more than one backslash; write DOMAIN\\user';
  const user = parts[parts.length - 1]!;
  if (parts.length === 2 && !isWindowsDomain(parts[0]!))
    return 'has no domain before the backslash; write DOMAIN\\user';
  if (user === '') return 'has no user; write DOMAIN\\user';
  if (user.length > 104) return 'is too long; use at most 104 characters for the user';
  if (/^[. ]+$/.test(user)) return 'is all dots or blanks; write a user';
  return /["/\\:;|=,+*?<>@[\]]/.test(user) ? 'has characters that no user name may have; leave them out' : undefined;
}

function isWindowsDomain(text: string): boolean {
  if (text.length >= 256) return false;
  if (/^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/.test(text)) return true;
  return text.split('.').every((label) => /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/.test(label));
}
