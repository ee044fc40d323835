import { compareQuantities, type Quantity } from '../../storage/quantity.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import { type CheckContext, quoted } from '../context.ts';

type Amounts = Map<string, Quantity>;

/**
 * What the Pod as a whole may use must cover its containers.
 * Kubernetes: core validation, `validatePodResourceConsistency`; component helpers, `AggregateContainerRequests`.
 */
export function checkPodResources(cx: CheckContext, pod: NodeId): void {
  const resources = cx.value(pod, 'resources');
  if (resources === NO_NODE || !cx.isOn('PodLevelResources')) return;
  if (cx.string(cx.value(pod, 'os'), 'name') === 'windows') {
    forbidForWindows(cx, resources);
    return;
  }
  const requests = cx.value(resources, 'requests');
  const needed = totalRequests(cx, pod);
  for (const key of cx.keys(requests)) {
    const value = cx.tree.next(key);
    const name = cx.keyText(key);
    const amount = cx.quantityOf(value);
    const total = needed.get(name);
    if (!amount || !total || compareQuantities(total, amount) <= 0) continue;
    const message = `The containers request more ${name} together than the Pod's ${quoted(cx.tree.scalarText(value))}; raise it`;
    cx.report('resource-request-above-limit', cx.at(value), message);
  }
  checkLimits(cx, pod, cx.value(resources, 'limits'), cx.pathOf(resources));
}

/** Kubernetes says nothing more of them then. */
function forbidForWindows(cx: CheckContext, resources: NodeId): void {
  cx.withdraw(cx.tree.start(resources), cx.tree.end(resources), 'error');
  const message = 'resources of the Pod do not exist for os windows; write those of its containers';
  cx.report('field-forbidden', cx.at(resources), message);
}

function checkLimits(cx: CheckContext, pod: NodeId, limits: NodeId, path: string): void {
  for (const [index, container] of cx.itemsOf(pod, 'containers').entries()) {
    const own = cx.value(cx.value(container, 'resources'), 'limits');
    for (const key of cx.keys(own)) {
      const name = cx.keyText(key);
      const value = cx.tree.next(key);
      const limit = cx.value(limits, name);
      const most = limit === NO_NODE ? undefined : cx.quantityOf(limit);
      const amount = cx.quantityOf(value);
      if (!most || !amount || compareQuantities(amount, most) <= 0) continue;
      const text = quoted(cx.tree.scalarText(value));
      const message = `${name} limit ${text} is above that of the Pod, ${quoted(cx.tree.scalarText(limit))}; lower it`;
      const field = `${path}.containers[${index}].${name}.limits`;
      cx.report('resource-request-above-limit', cx.at(value), message, { field });
    }
  }
}

/** Containers and sidecars run together; each other init container runs beside the sidecars before it. */
function totalRequests(cx: CheckContext, pod: NodeId): Amounts {
  const total: Amounts = new Map();
  for (const container of cx.itemsOf(pod, 'containers')) add(total, requestsOf(cx, container));
  const sidecars: Amounts = new Map();
  const peak: Amounts = new Map();
  for (const container of cx.itemsOf(pod, 'initContainers')) {
    const own = requestsOf(cx, container);
    if (cx.string(container, 'restartPolicy') === 'Always') {
      add(total, own);
      add(sidecars, own);
      raise(peak, sidecars);
    } else {
      const together = new Map(sidecars);
      add(together, own);
      raise(peak, together);
    }
  }
  raise(total, peak);
  return total;
}

/** Requests as the Pod has them: a limit stands for a request that is not written. */
function requestsOf(cx: CheckContext, container: NodeId): Amounts {
  const resources = cx.value(container, 'resources');
  const amounts: Amounts = new Map();
  for (const list of ['limits', 'requests']) {
    const map = cx.value(resources, list);
    for (const key of cx.keys(map)) {
      const quantity = cx.quantityOf(cx.tree.next(key));
      if (quantity) amounts.set(cx.keyText(key), quantity);
    }
  }
  return amounts;
}

function add(total: Amounts, more: Amounts): void {
  for (const [name, amount] of more) {
    const before = total.get(name);
    total.set(name, before ? sum(before, amount) : amount);
  }
}

function raise(total: Amounts, other: Amounts): void {
  for (const [name, amount] of other) {
    const before = total.get(name);
    if (!before || compareQuantities(amount, before) > 0) total.set(name, amount);
  }
}

function sum(a: Quantity, b: Quantity): Quantity {
  const exponent = Math.min(a.exponent, b.exponent);
  const unscaled =
    a.unscaled * 10n ** BigInt(a.exponent - exponent) + b.unscaled * 10n ** BigInt(b.exponent - exponent);
  return { ...a, unscaled, exponent };
}
