import { isOn, type StoreOptions } from '../gates.ts';
import { clone, isObject, type JsonObject, objectAt, objectsAt, textAt } from '../json.ts';
import { addAmounts, amountsAt, maxAmounts } from '../quantities.ts';
import type { DefaultTables } from './rule.ts';

/**
 * Pods and their spec. What stands under `core.v1.Pod` is done to Pods alone, not to the template of a StatefulSet.
 * Kubernetes: `pkg/apis/core/v1/defaults.go` and `conversion.go`.
 */
export const podDefaults: DefaultTables = {
  // SetDefaults_Pod
  'core.v1.Pod': { prepare: preparePod },
  // SetDefaults_PodSpec
  'core.v1.PodSpec': {
    prepare: equateServiceAccounts,
    fields: {
      dnsPolicy: { value: 'ClusterFirst' },
      restartPolicy: { value: 'Always' },
      securityContext: { value: {} },
      terminationGracePeriodSeconds: { value: 30 },
      schedulerName: { value: 'default-scheduler' },
    },
  },
};

/** The older field is always a copy of the newer one, and its only source where that is missing. */
function equateServiceAccounts(spec: JsonObject): void {
  const name = textAt(spec, 'serviceAccountName') || textAt(spec, 'serviceAccount');
  if (name === '') return;
  spec.serviceAccountName = name;
  spec.serviceAccount = name;
}

function preparePod(pod: JsonObject, options: StoreOptions): void {
  const spec = objectAt(pod, 'spec');
  if (!spec) return;
  const containers = [...objectsAt(spec, 'containers'), ...objectsAt(spec, 'initContainers')];
  for (const container of containers) requestLimits(container);
  if (isOn('PodLevelResources', options)) {
    limitHugePages(spec);
    requestPodResources(spec);
  }
  spec.enableServiceLinks ??= true;
  if (typeof spec.terminationGracePeriodSeconds === 'number' && spec.terminationGracePeriodSeconds < 0) {
    spec.terminationGracePeriodSeconds = 1;
  }
  if (spec.hostNetwork !== true) return;
  for (const container of containers) {
    for (const port of objectsAt(container, 'ports')) {
      if (!port.hostPort && port.containerPort) port.hostPort = port.containerPort;
    }
  }
}

/** What is limited and not requested is requested to the limit. */
function requestLimits(container: JsonObject): void {
  const resources = objectAt(container, 'resources');
  const limits = amountsAt(resources, 'limits');
  if (!resources || !limits) return;
  const requests = amountsAt(resources, 'requests') ?? {};
  resources.requests = { ...requests, ...withoutKeys(limits, requests) };
}

/** `defaultHugePagePodLimits`: huge pages that containers limit are limited for the Pod, too. */
function limitHugePages(spec: JsonObject): void {
  const resources = objectAt(spec, 'resources');
  const limits = amountsAt(resources, 'limits') ?? {};
  const requests = amountsAt(resources, 'requests') ?? {};
  if (!resources || (isEmpty(limits) && isEmpty(requests))) return;
  const added = withoutKeys(withoutKeys(aggregate(spec, 'limits'), requests), limits);
  const hugePages = Object.entries(added).filter(([name]) => isHugePages(name));
  if (hugePages.length > 0) resources.limits = { ...limits, ...Object.fromEntries(hugePages) };
}

/** `defaultPodRequests`: a Pod that limits its resources requests what its containers do, else what it limits. */
function requestPodResources(spec: JsonObject): void {
  const resources = objectAt(spec, 'resources');
  const limits = amountsAt(resources, 'limits') ?? {};
  if (!resources || isEmpty(limits)) return;
  const requests: JsonObject = { ...amountsAt(resources, 'requests') };
  for (const [name, amount] of Object.entries(aggregate(spec, 'requests'))) {
    if (isDivisible(name)) requests[name] ??= amount;
  }
  for (const [name, amount] of Object.entries(limits)) {
    if (isDivisible(name) || isHugePages(name)) requests[name] ??= amount;
  }
  if (!isEmpty(requests)) resources.requests = requests;
}

/**
 * What the containers of a Pod need together: all containers and sidecars at once, or one init container beside the
 * sidecars before it, whichever is more. Kubernetes: `component-helpers/resource`, `AggregateContainerRequests`.
 */
function aggregate(spec: JsonObject, list: 'limits' | 'requests'): JsonObject {
  const of = (container: JsonObject): JsonObject => amountsAt(objectAt(container, 'resources'), list) ?? {};
  let running = objectsAt(spec, 'containers').map(of).reduce(addAmounts, {});
  let sidecars: JsonObject = {};
  let starting: JsonObject = {};
  for (const container of objectsAt(spec, 'initContainers')) {
    if (textAt(container, 'restartPolicy') === 'Always') {
      running = addAmounts(running, of(container));
      sidecars = addAmounts(sidecars, of(container));
      starting = maxAmounts(starting, sidecars);
    } else {
      starting = maxAmounts(starting, addAmounts(of(container), sidecars));
    }
  }
  return maxAmounts(running, starting);
}

function withoutKeys(amounts: JsonObject, others: JsonObject): JsonObject {
  const kept = Object.entries(amounts).filter(([name]) => !(name in others));
  return Object.fromEntries(kept.map(([name, amount]) => [name, clone(amount)]));
}

function isEmpty(amounts: JsonObject): boolean {
  return !isObject(amounts) || Object.keys(amounts).length === 0;
}

function isDivisible(name: string): boolean {
  return name === 'cpu' || name === 'memory';
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}
