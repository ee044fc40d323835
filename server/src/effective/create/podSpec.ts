import { isAtLeast } from '../../schema/minor.ts';
import { isOn } from '../gates.ts';
import { isObject, type JsonObject, joinPath, objectAt, textAt } from '../json.ts';
import type { DropContext } from './gates.ts';

/**
 * Drops from the spec of a Pod or a template what goes together with its surroundings while a gate is off: images as
 * volumes with all their mounts, hooks that are left with nothing to do.
 * Kubernetes: `pkg/api/pod/util.go`, `dropDisabledFields`.
 */
export function dropFromPodSpec(spec: JsonObject, path: string, cx: DropContext): void {
  for (const list of ['containers', 'initContainers', 'ephemeralContainers']) {
    forEachItem(spec, list, path, (container, place) => {
      settleProcMount(container, cx);
      dropRestartRules(container, place, list === 'initContainers', cx);
      dropHooks(container, place, cx);
    });
  }
  dropImageVolumes(spec, path, cx);
}

function forEachItem(
  owner: JsonObject,
  field: string,
  path: string,
  visit: (item: JsonObject, path: string) => void,
): void {
  const list = owner[field];
  if (!Array.isArray(list)) return;
  list.forEach((item, index) => {
    if (isObject(item)) visit(item, joinPath(joinPath(path, field), index));
  });
}

/** Not dropped but set back, as older servers wrote it everywhere. */
function settleProcMount(container: JsonObject, { options }: DropContext): void {
  const context = objectAt(container, 'securityContext');
  if (context?.procMount !== undefined && !isOn('ProcMountType', options)) context.procMount = 'Default';
}

/** Before 1.34 there is no such gate: then a policy of a plain container is refused when the Pod is made. */
function dropRestartRules(container: JsonObject, path: string, isInit: boolean, cx: DropContext): void {
  const gate = 'ContainerRestartRules';
  if (!isAtLeast(cx.options.minor, '1.34') || isOn(gate, cx.options)) return;
  const keepsPolicy = isInit && textAt(container, 'restartPolicy') === 'Always';
  for (const field of keepsPolicy ? ['restartPolicyRules'] : ['restartPolicy', 'restartPolicyRules']) {
    if (container[field] === undefined) continue;
    delete container[field];
    cx.dropped.gated(joinPath(path, field), gate);
  }
}

function dropHooks(container: JsonObject, path: string, cx: DropContext): void {
  const lifecycle = objectAt(container, 'lifecycle');
  if (!lifecycle) return;
  const place = joinPath(path, 'lifecycle');
  if (!isOn('ContainerStopSignals', cx.options) && lifecycle.stopSignal !== undefined) {
    delete lifecycle.stopSignal;
    if (Object.keys(lifecycle).length > 0) cx.dropped.gated(joinPath(place, 'stopSignal'), 'ContainerStopSignals');
    else {
      delete container.lifecycle;
      cx.dropped.gated(place, 'ContainerStopSignals');
    }
  }
  if (!isOn('PodLifecycleSleepAction', cx.options)) dropSleep(container, lifecycle, place, cx);
}

/** A hook that only sleeps goes with it, and with the last hook the lifecycle. */
function dropSleep(container: JsonObject, lifecycle: JsonObject, path: string, cx: DropContext): void {
  for (const name of ['preStop', 'postStart']) {
    const hook = objectAt(lifecycle, name);
    if (hook?.sleep === undefined) continue;
    delete hook.sleep;
    const place = joinPath(path, name);
    if (Object.keys(hook).length > 0) cx.dropped.gated(joinPath(place, 'sleep'), 'PodLifecycleSleepAction');
    else {
      delete lifecycle[name];
      cx.dropped.gated(place, 'PodLifecycleSleepAction');
    }
  }
  if (Object.keys(lifecycle).length > 0 || container.lifecycle === undefined) return;
  delete container.lifecycle;
  cx.dropped.gated(path, 'PodLifecycleSleepAction');
}

function dropImageVolumes(spec: JsonObject, path: string, cx: DropContext): void {
  if (isOn('ImageVolume', cx.options)) return;
  const names = new Set<string>();
  removeItems(spec, 'volumes', path, cx, (volume) => {
    if (volume.image === undefined) return false;
    names.add(textAt(volume, 'name'));
    return true;
  });
  if (names.size === 0) return;
  for (const list of ['containers', 'initContainers', 'ephemeralContainers']) {
    forEachItem(spec, list, path, (container, place) => {
      removeItems(container, 'volumeMounts', place, cx, (mount) => names.has(textAt(mount, 'name')));
    });
  }
}

function removeItems(
  owner: JsonObject,
  field: string,
  path: string,
  cx: DropContext,
  isGone: (item: JsonObject) => boolean,
): void {
  const list = owner[field];
  if (!Array.isArray(list)) return;
  owner[field] = list.filter((item, index) => {
    if (!isObject(item) || !isGone(item)) return true;
    cx.dropped.gated(joinPath(joinPath(path, field), index), 'ImageVolume');
    return false;
  });
}
