import { own } from '../../base/own.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import { type CheckContext, quoted } from '../context.ts';
import { formatFault } from '../formats.ts';
import { isAtLeast } from '../minor.ts';
import { allContainers } from './containers.ts';

const seccompOfPod = 'seccomp.security.alpha.kubernetes.io/pod';
const seccompOfContainer = 'container.seccomp.security.alpha.kubernetes.io/';
const appArmorOfContainer = 'container.apparmor.security.beta.kubernetes.io/';

/** Annotations without any effect today, with what took their place. Kubernetes: `pkg/api/pod/warnings.go`. */
const deprecated: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'priorityClassName',
  'security.alpha.kubernetes.io/sysctls': 'sysctls of the security context',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'sysctls of the security context',
};

/**
 * Annotations of Pods that Kubernetes reads: profiles of seccomp and AppArmor (older than the fields), the cost of
 * deletion, mirror Pods. Kubernetes: core validation, `ValidatePodSpecificAnnotations`, `validateSeccompAnnotationsAndFields`,
 * `validateAppArmorAnnotationsAndFieldsMatchOnCreate`.
 */
export function checkAnnotatedProfiles(cx: CheckContext, pod: NodeId): void {
  const annotations = annotationsBeside(cx, pod);
  if (annotations === NO_NODE) return;
  for (const key of cx.keys(annotations)) {
    const name = cx.keyText(key);
    const value = cx.tree.next(key);
    const text = cx.stringOf(value);
    if (cx.isOpen(text)) continue;
    if (name === seccompOfPod || name.startsWith(seccompOfContainer)) checkSeccomp(cx, pod, name, value);
    else if (name.startsWith(appArmorOfContainer)) checkAppArmor(cx, pod, name, value);
    else if (name === 'controller.kubernetes.io/pod-deletion-cost') checkCost(cx, value, text);
    else if (name === 'kubernetes.io/config.mirror') checkMirror(cx, pod, value);
    else if (own(deprecated, name) !== undefined) {
      const message = `Annotation ${quoted(name)} has no effect; use ${own(deprecated, name)}`;
      cx.report('field-deprecated', cx.atKey(key), message);
    }
  }
}

function annotationsBeside(cx: CheckContext, pod: NodeId): NodeId {
  if (pod < 0) return NO_NODE;
  return cx.value(cx.value(cx.parent(pod), 'metadata'), 'annotations');
}

function checkSeccomp(cx: CheckContext, pod: NodeId, name: string, value: NodeId): void {
  const text = cx.stringOf(value);
  const local = text.startsWith('localhost/') ? text.slice('localhost/'.length) : undefined;
  const isKnown = ['runtime/default', 'docker/default', 'unconfined'].includes(text);
  const isLocal = local !== undefined && formatFault('descendingPath', local, cx.minor) === undefined;
  if (!isKnown && !isLocal) {
    const message = `${quoted(text)} is no seccomp profile; write runtime/default, unconfined or localhost/path`;
    cx.report('value-invalid', cx.at(value), message);
    return;
  }
  const holder = name === seccompOfPod ? pod : containerNamed(cx, pod, name.slice(seccompOfContainer.length));
  if (holder === NO_NODE) return;
  const profile = cx.value(cx.value(holder, 'securityContext'), 'seccompProfile');
  if (profile === NO_NODE) {
    const message = 'The annotation has no effect without seccompProfile in the security context; write that instead';
    cx.report('value-ignored', cx.at(value), message);
  } else checkProfileMatch(cx, profile, text, { alias: 'docker/default' });
}

function checkAppArmor(cx: CheckContext, pod: NodeId, name: string, value: NodeId): void {
  const text = cx.stringOf(value);
  const container = containerNamed(cx, pod, name.slice(appArmorOfContainer.length));
  if (container === NO_NODE) {
    const message = `No container is called ${quoted(name.slice(appArmorOfContainer.length))}; correct the annotation`;
    cx.report('value-invalid', cx.at(value), message);
  }
  if (!['', 'runtime/default', 'unconfined'].includes(text) && !text.startsWith('localhost/')) {
    const message = `${quoted(text)} is no AppArmor profile; write runtime/default, unconfined or localhost/name`;
    cx.report('value-invalid', cx.at(value), message);
  }
  if (container === NO_NODE || !cx.isOn('AppArmorFields')) return;
  const own = cx.value(cx.value(container, 'securityContext'), 'appArmorProfile');
  const profile = own === NO_NODE ? cx.value(cx.value(pod, 'securityContext'), 'appArmorProfile') : own;
  if (profile !== NO_NODE) {
    // Until 1.33 only the Pod was looked at, which has profiles made of the annotations
    if (own === NO_NODE && !isAtLeast(cx.minor, '1.34')) return;
    if (cx.string(cx.value(pod, 'os'), 'name') !== 'windows')
      checkProfileMatch(cx, profile, text, { path: `${cx.pathOf(container)}.securityContext.appArmorProfile` });
    return;
  }
  const message = 'The annotation is deprecated since 1.30; write appArmorProfile in the security context';
  cx.report('field-deprecated', cx.at(value), message);
}

/** Annotation and field must say the same. */
function checkProfileMatch(
  cx: CheckContext,
  profile: NodeId,
  text: string,
  { alias, path }: { alias?: string; path?: string },
): void {
  const type = cx.string(profile, 'type');
  const words: Readonly<Record<string, readonly (string | undefined)[]>> = {
    Unconfined: ['unconfined'],
    RuntimeDefault: ['runtime/default', alias],
  };
  const isSame =
    type === 'Localhost'
      ? text === `localhost/${cx.string(profile, 'localhostProfile')}`
      : own(words, type)?.includes(text);
  if (isSame !== false) return;
  const isNameOther = type === 'Localhost' && text.startsWith('localhost/');
  const name = isNameOther ? 'localhostProfile' : 'type';
  const field = path === undefined ? {} : { field: `${path}.${name}` };
  cx.report(
    'fields-conflict',
    cx.atField(profile, name),
    `The annotation says ${quoted(text)}; make both equal or leave the annotation out`,
    field,
  );
}

/** Kubernetes: `GetDeletionCostFromPodAnnotations`: a whole number of 32 bits, no plus, no leading zeros. */
function checkCost(cx: CheckContext, value: NodeId, text: string): void {
  const fits = /^(?:0|-?[1-9][0-9]{0,9}|-[0-9]{1,10})$/.test(text) && Math.abs(Number(text) + 0.5) < 2147483648;
  if (fits) return;
  cx.report('value-invalid', cx.at(value), `Deletion cost ${quoted(text)} is no whole number of 32 bits; write one`);
}

function checkMirror(cx: CheckContext, pod: NodeId, value: NodeId): void {
  if (!cx.isEmpty(cx.value(pod, 'resourceClaims')) && cx.isOn('DynamicResourceAllocation')) {
    const message = 'A mirror Pod takes no resourceClaims; leave the annotation out';
    cx.report('fields-conflict', cx.at(value), message);
  }
  if (cx.string(pod, 'nodeName') !== '') return;
  cx.report('fields-conflict', cx.at(value), 'A mirror Pod needs nodeName; leave the annotation out');
}

function containerNamed(cx: CheckContext, pod: NodeId, name: string): NodeId {
  return allContainers(cx, pod).find((container) => cx.string(container, 'name') === name) ?? NO_NODE;
}
