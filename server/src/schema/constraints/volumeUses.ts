import { didYouMean, nearest } from '../../base/nearest.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixText } from '../fixes.ts';
import { formatFault } from '../formats.ts';
import { isAtLeast } from '../minor.ts';
import { checkFormat } from '../valueChecks.ts';
import { allContainers } from './containers.ts';
import { checkNamedOnce } from './names.ts';
import { defineOrName } from './volumeFixes.ts';
import { unusedVolume } from './volumeNames.ts';

/** How containers use volumes. Kubernetes: core validation, `ValidateVolumeMounts`, `ValidateVolumeDevices`. */
export const volumeUseConstraints: ConstraintTables = {
  'core.v1.VolumeMount': {
    noun: 'volume mount',
    fields: {
      name: { required: 'write the name of a volume', sample: unusedVolume },
      mountPath: { required: 'write where the volume appears in the container' },
      subPath: { format: 'descendingPath' },
      subPathExpr: { check: checkSubPathExpr },
      mountPropagation: {
        words: ['None', 'HostToContainer', 'Bidirectional'],
        empty: 'word',
        check: checkPropagation,
      },
      recursiveReadOnly: {
        gate: 'RecursiveReadOnlyMounts',
        words: ['Disabled', 'IfPossible', 'Enabled'],
        empty: 'word',
        check: checkRecursive,
      },
      bindMountOptions: { gate: 'VolumeBindMountOptions' },
    },
  },
  'core.v1.VolumeDevice': {
    noun: 'volume device',
    fields: {
      name: { required: 'write the name of a volume', sample: unusedVolume },
      devicePath: { required: 'write the path of the device in the container', format: 'noBacksteps' },
    },
  },
};

/** What a name stands for in a Pod. */
interface NamedVolume {
  /** The volume's node, NO_NODE for claim templates. */
  readonly node: NodeId;
  readonly isClaim: boolean;
}

/** Kubernetes: `ValidateVolumes`: one name for one volume; in a StatefulSet a claim template takes the place of a volume. */
export function checkVolumeNames(cx: CheckContext, pod: NodeId): void {
  const templates = claimTemplates(cx, pod);
  const volumes = cx.itemsOf(pod, 'volumes').filter((volume) => !templates.has(cx.string(volume, 'name')));
  checkNamedOnce(cx, volumes, 'Volume');
}

/**
 * While the gate is off, image volumes are dropped, and with them whatever mounts them.
 * Kubernetes: `pkg/api/pod/util.go`, `dropImageVolumes`.
 */
function withdrawDropped(cx: CheckContext, pod: NodeId): void {
  if (cx.isOn('ImageVolume')) return;
  const dropped = cx.itemsOf(pod, 'volumes').filter((volume) => cx.has(volume, 'image'));
  if (dropped.length === 0) return;
  const names = new Set(dropped.map((volume) => cx.string(volume, 'name')));
  const mounts = allContainers(cx, pod).flatMap((container) => cx.itemsOf(container, 'volumeMounts'));
  for (const node of [...dropped, ...mounts.filter((mount) => names.has(cx.string(mount, 'name')))]) {
    cx.withdraw(cx.tree.start(node), cx.tree.end(node), 'error');
  }
}

/** Mounts and devices name volumes that exist, and no path or volume twice. */
export function checkVolumeUses(cx: CheckContext, pod: NodeId): void {
  checkUses(cx, pod);
  withdrawDropped(cx, pod);
}

function checkUses(cx: CheckContext, pod: NodeId): void {
  const volumes = namedVolumes(cx, pod);
  if (!volumes) return;
  for (const container of allContainers(cx, pod)) {
    checkMounts(cx, container, volumes);
    checkDevices(cx, container, volumes);
    checkFileReferences(cx, container, volumes);
  }
}

function claimTemplates(cx: CheckContext, pod: NodeId): ReadonlySet<string> {
  if (pod === NO_NODE || cx.string(cx.root, 'kind') !== 'StatefulSet') return new Set();
  const templates = cx.itemsOf(cx.value(cx.root, 'spec'), 'volumeClaimTemplates');
  return new Set(templates.map((template) => cx.string(cx.value(template, 'metadata'), 'name')));
}

/** By name; undefined where a placeholder stands for a name, so that any name may be there. */
function namedVolumes(cx: CheckContext, pod: NodeId): ReadonlyMap<string, NamedVolume> | undefined {
  const volumes = new Map<string, NamedVolume>();
  for (const volume of cx.itemsOf(pod, 'volumes')) {
    const name = cx.string(volume, 'name');
    if (name !== '' && !volumes.has(name))
      volumes.set(name, {
        node: volume,
        isClaim: cx.has(volume, 'persistentVolumeClaim') || cx.has(volume, 'ephemeral'),
      });
  }
  for (const name of claimTemplates(cx, pod)) if (name !== '') volumes.set(name, { node: NO_NODE, isClaim: true });
  for (const name of volumes.keys()) if (cx.isOpen(name)) return undefined;
  return volumes;
}

function checkMounts(cx: CheckContext, container: NodeId, volumes: ReadonlyMap<string, NamedVolume>): void {
  const paths = new Map<string, NodeId>();
  for (const mount of cx.itemsOf(container, 'volumeMounts')) {
    const name = cx.string(mount, 'name');
    const volume = volumes.get(name);
    if (name !== '' && !volume && !cx.isOpen(name)) reportUndefined(cx, mount, name, volumes);
    if (volume && volume.node !== NO_NODE) checkImageMount(cx, mount, volume.node);
    const path = cx.string(mount, 'mountPath');
    if (path === '' || cx.isOpen(path)) continue;
    const before = paths.get(path);
    if (before !== undefined) {
      const related = [{ message: 'First used here', range: cx.atField(before, 'mountPath').range }];
      const message = `mountPath ${quoted(path)} is used twice in the container; change one`;
      cx.report('duplicate-value', cx.atField(mount, 'mountPath'), message, { related });
    }
    paths.set(path, mount);
  }
}

function reportUndefined(cx: CheckContext, use: NodeId, name: string, volumes: ReadonlyMap<string, NamedVolume>): void {
  const rule = cx.has(use, 'devicePath') ? 'volume-device-undefined' : 'volume-mount-undefined';
  const near = nearest(name, volumes.keys());
  const likely = near ?? holderOf(cx, name, volumes);
  const at = cx.atField(use, 'name');
  // That name is refused itself
  if (near !== undefined && formatFault('dnsLabel', near, cx.minor) !== undefined) {
    const isNameRight = formatFault('dnsLabel', name, cx.minor) === undefined;
    const advice = isNameRight ? `give ${quoted(near)} that name` : 'write the name of a volume';
    cx.report(rule, at, `No volume is called ${quoted(name)}; ${advice}`);
    return;
  }
  const advice = likely === undefined ? 'add it to volumes or volumeClaimTemplates' : didYouMean(likely);
  const fix = likely === undefined ? defineOrName(cx, use, name) : fixText(cx, cx.value(use, 'name'), likely, 'guess');
  cx.report(rule, at, `No volume is called ${quoted(name)}; ${advice}`, fix);
}

/** The only volume that shows the ConfigMap, Secret or claim of that name, which is often taken for the volume's own. */
function holderOf(cx: CheckContext, name: string, volumes: ReadonlyMap<string, NamedVolume>): string | undefined {
  const holders = [...volumes].filter(([, { node }]) =>
    sources.some(([source, field]) => cx.string(cx.value(node, source), field) === name),
  );
  return holders.length === 1 ? holders[0]![0] : undefined;
}

const sources = [
  ['configMap', 'name'],
  ['secret', 'secretName'],
  ['persistentVolumeClaim', 'claimName'],
] as const;

/** Until 1.32 an image volume was mounted whole. */
function checkImageMount(cx: CheckContext, mount: NodeId, volume: NodeId): void {
  if (isAtLeast(cx.minor, '1.33') || !cx.isOn('ImageVolume') || !cx.has(volume, 'image')) return;
  for (const name of ['subPath', 'subPathExpr']) {
    if (cx.string(mount, name) === '') continue;
    cx.report('field-forbidden', cx.atField(mount, name), `${name} does not go with an image volume; leave it out`);
  }
}

function checkDevices(cx: CheckContext, container: NodeId, volumes: ReadonlyMap<string, NamedVolume>): void {
  const mounts = cx.itemsOf(container, 'volumeMounts');
  const mountPaths = new Set(mounts.map((mount) => cx.string(mount, 'mountPath')));
  const names = new Set<string>();
  const paths = new Set<string>();
  for (const device of cx.itemsOf(container, 'volumeDevices')) {
    const name = cx.string(device, 'name');
    const path = cx.string(device, 'devicePath');
    if (name !== '' && !cx.isOpen(name)) {
      const volume = volumes.get(name);
      if (!volume) reportUndefined(cx, device, name, volumes);
      else if (!volume.isClaim) {
        const message = `Volume ${quoted(name)} is no claim; only claims can be block devices`;
        cx.report('fields-conflict', cx.atField(device, 'name'), message);
      }
      if (names.has(name)) reportTwice(cx, device, 'name', name);
      reportMountedDevice(cx, device, mounts);
    }
    if (path !== '' && paths.has(path)) reportTwice(cx, device, 'devicePath', path);
    if (path !== '' && mountPaths.has(path)) {
      const message = `devicePath ${quoted(path)} is the mountPath of a volume, too; change one`;
      cx.report('duplicate-value', cx.atField(device, 'devicePath'), message);
    }
    names.add(name);
    paths.add(path);
  }
}

/** Kubernetes names both ends, as either may be the wrong one. */
function reportMountedDevice(cx: CheckContext, device: NodeId, mounts: readonly NodeId[]): void {
  const name = cx.string(device, 'name');
  const same = mounts.filter((mount) => cx.string(mount, 'name') === name);
  const places = [device, ...same].map((use) => cx.atField(use, 'name'));
  const message = `Volume ${quoted(name)} is mounted and a device in one container; leave one of the two out`;
  const words = ['The device', ...same.map(() => 'The mount')];
  for (const place of same.length > 0 ? places : []) {
    const related = places.flatMap((other, i) => (other === place ? [] : [{ message: words[i]!, range: other.range }]));
    cx.report('fields-conflict', place, message, { related });
  }
}

function reportTwice(cx: CheckContext, device: NodeId, field: string, text: string): void {
  const message = `${field} ${quoted(text)} is used twice in volumeDevices; change one`;
  cx.report('duplicate-value', cx.atField(device, field), message);
}

/** Kubernetes: `validateFileKeyRefVolumes`: variables are read from files of emptyDir volumes. */
function checkFileReferences(cx: CheckContext, container: NodeId, volumes: ReadonlyMap<string, NamedVolume>): void {
  if (!cx.isOn('EnvFiles')) return;
  for (const variable of cx.itemsOf(container, 'env')) {
    const reference = cx.value(cx.value(variable, 'valueFrom'), 'fileKeyRef');
    const name = cx.string(reference, 'volumeName');
    if (name === '' || cx.isOpen(name)) continue;
    const volume = volumes.get(name);
    if (volume && volume.node !== NO_NODE && isEmptyDir(cx, volume.node)) continue;
    const what = volume ? 'is no emptyDir; use one that is' : 'is not defined; add it to volumes as an emptyDir';
    cx.report('volume-mount-undefined', cx.atField(reference, 'volumeName'), `Volume ${quoted(name)} ${what}`);
  }
}

/** A volume without any source becomes an emptyDir. */
function isEmptyDir(cx: CheckContext, volume: NodeId): boolean {
  return (
    cx.has(volume, 'emptyDir') ||
    cx.keys(volume).every((key) => cx.keyText(key) === 'name' || cx.isNull(cx.tree.next(key)))
  );
}

function checkSubPathExpr(cx: CheckContext, value: NodeId, mount: NodeId): void {
  if (cx.string(mount, 'subPath') !== '') {
    cx.report('choice-conflict', cx.at(value), 'subPath and subPathExpr cannot both be set; leave one of them out');
  }
  const field = `${cx.pathOf(cx.parent(mount))}.subPathExpr`;
  checkFormat(cx, value, { text: cx.stringOf(value), format: 'descendingPath', field });
}

/** Kubernetes: `validateMountPropagation`. */
function checkPropagation(cx: CheckContext, value: NodeId, mount: NodeId): void {
  if (cx.stringOf(value) !== 'Bidirectional') return;
  const container = cx.parent(cx.parent(mount));
  if (cx.isTrue(cx.value(container, 'securityContext'), 'privileged')) return;
  const message = 'Bidirectional needs a privileged container; write HostToContainer or make it privileged';
  cx.report('fields-conflict', cx.at(value), message);
}

/** Kubernetes: `validateMountRecursiveReadOnly`. */
function checkRecursive(cx: CheckContext, value: NodeId, mount: NodeId): void {
  if (cx.stringOf(value) === 'Disabled') return;
  if (!cx.isTrue(mount, 'readOnly')) {
    cx.report('fields-conflict', cx.at(value), 'recursiveReadOnly needs readOnly: true; write it or leave this out');
  }
  const propagation = cx.string(mount, 'mountPropagation');
  if (propagation === '' || propagation === 'None') return;
  cx.report('fields-conflict', cx.at(value), 'recursiveReadOnly goes with mountPropagation None only; leave one out');
}
