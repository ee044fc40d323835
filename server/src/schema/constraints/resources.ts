import { didYouMean, nearest } from '../../base/nearest.ts';
import { own } from '../../base/own.ts';
import { compareQuantities, isWhole, parseQuantity, type Quantity, signOf } from '../../storage/quantity.ts';
import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixKey } from '../fixes.ts';
import { formatFault } from '../formats.ts';
import { warnOfFraction } from './claim.ts';
import { allContainers } from './containers.ts';
import { serverNumber } from './serverNumbers.ts';

/** Requests and limits of containers and Pods. Kubernetes: core validation, `validateResourceRequirements`. */
export const resourceConstraints: ConstraintTables = {
  'core.v1.ResourceRequirements': {
    noun: 'resources',
    fields: { claims: { gate: 'DynamicResourceAllocation' } },
    checks: [(cx, node) => checkRequirements(cx, node, containerResourceFault)],
    checksOfPatches: [(cx, node) => checkRequirements(cx, node, containerResourceFault)],
  },
  // validatePodResources
  'core.v1.ResourceRequirements#pod': {
    noun: 'resources of the Pod',
    checks: [checkNoClaims, (cx, node) => checkRequirements(cx, node, podResourceFault)],
    checksOfPatches: [(cx, node) => checkRequirements(cx, node, podResourceFault)],
  },
  'core.v1.ResourceClaim': {
    noun: 'claim',
    fields: { name: { required: 'write a name of resourceClaims' }, request: { format: 'dnsLabel' } },
  },
};

/** An empty list is one, too. */
function checkNoClaims(cx: CheckContext, node: NodeId): void {
  if (!cx.has(node, 'claims')) return;
  const message = '"claims" must not be set here; set them on the containers';
  cx.report('field-forbidden', cx.atField(node, 'claims'), message);
}

/** Kubernetes: core validation, `validateResourceClaimNames`: claims of the Pod, each once. */
export function checkClaimNames(cx: CheckContext, pod: NodeId): void {
  if (!cx.isOn('DynamicResourceAllocation')) return;
  const known = new Set(cx.itemsOf(pod, 'resourceClaims').map((claim) => cx.string(claim, 'name')));
  for (const container of allContainers(cx, pod)) {
    const seen = new Set<string>();
    for (const claim of cx.itemsOf(cx.value(container, 'resources'), 'claims')) checkClaim(cx, claim, known, seen);
  }
}

function checkClaim(cx: CheckContext, claim: NodeId, known: ReadonlySet<string>, seen: Set<string>): void {
  const name = cx.string(claim, 'name');
  if (name === '' || cx.isOpen(name)) return;
  const field = cx.pathOf(claim);
  const request = cx.string(claim, 'request');
  const key = request === '' ? name : `${name}/${request}`;
  const isWhole = request === '' && [...seen].some((other) => other.startsWith(`${name}/`));
  if (seen.has(name) || seen.has(key) || isWhole) {
    const message = `Claim ${quoted(name)} is there twice; leave one of the two out`;
    cx.report('duplicate-value', cx.atField(claim, 'name'), message, { field });
  }
  seen.add(key);
  if (known.has(name)) return;
  const message = `The Pod has no resource claim ${quoted(name)}; add it to resourceClaims`;
  cx.report('value-not-supported', cx.atField(claim, 'name'), message, { field });
}

/** Kubernetes: core validation, `validateOverhead`, which looks at it as at limits. */
export function checkOverhead(cx: CheckContext, overhead: NodeId): void {
  checkAmounts(cx, overhead, containerResourceFault, `${cx.pathOf(overhead)}.limits`);
}

type NameFault = (name: string) => string | undefined;

function checkRequirements(cx: CheckContext, node: NodeId, nameFault: NameFault): void {
  const limits = cx.value(node, 'limits');
  const requests = cx.value(node, 'requests');
  if (limits === NO_NODE && requests === NO_NODE) return;
  checkAmounts(cx, limits, nameFault);
  checkAmounts(cx, requests, nameFault);
  for (const key of cx.keys(requests)) checkAgainstLimit(cx, node, cx.keyText(key), cx.tree.next(key));
  if (!cx.isPatch) checkHugePages(cx, node, limits, requests);
}

/** `path` is the field path of the amounts where the server has another one than the text. */
function checkAmounts(cx: CheckContext, amounts: NodeId, nameFault: NameFault, path?: string): void {
  for (const key of cx.keys(amounts)) {
    const name = cx.keyText(key);
    if (cx.isOpen(name) || (cx.isPatch && name.startsWith('$'))) continue;
    const fault = nameFault(name);
    const field = path === undefined ? {} : { field: `${path}.${name}` };
    if (fault !== undefined) {
      const meant = meantResource(name, nameFault);
      const message = `Resource ${quoted(name)} ${meant ? fault.replace(/;.*/, `; ${didYouMean(meant)}`) : fault}`;
      const isFree = meant !== undefined && cx.key(amounts, meant) === NO_NODE;
      const fix = isFree ? fixKey(cx, key, meant, meant === name.toLowerCase() ? 'safe' : 'guess') : {};
      cx.report('resource-unknown', cx.atKey(key), message, { ...field, ...fix });
    }
    const value = cx.tree.next(key);
    const quantity = cx.quantityOf(value);
    if (quantity) checkAmount(cx, value, { name, quantity, field });
  }
}

/** What people call the resources of a container. */
const alsoCalled: Readonly<Record<string, string>> = {
  cores: 'cpu',
  cpus: 'cpu',
  disk: 'ephemeral-storage',
  // Near to cpu, and a device of some maker
  gpu: '',
  mem: 'memory',
  ram: 'memory',
  storage: 'ephemeral-storage',
};

/** The resource that a name which is none was most likely meant for, where it may stand there. */
function meantResource(name: string, nameFault: NameFault): string | undefined {
  const lower = name.toLowerCase();
  const known = ['cpu', 'memory', 'ephemeral-storage'].filter((each) => nameFault(each) === undefined);
  const isBeginning = (each: string) => lower.length >= 5 && each.startsWith(lower);
  const meant = own(alsoCalled, lower) ?? nearest(name, known) ?? known.find(isBeginning);
  return meant !== undefined && known.includes(meant) ? meant : undefined;
}

interface Amount {
  readonly name: string;
  readonly quantity: Quantity;
  readonly field: { field?: string };
}

function checkAmount(cx: CheckContext, value: NodeId, { name, quantity, field }: Amount): void {
  const text = quoted(cx.tree.scalarText(value));
  if (signOf(quantity) < 0) {
    cx.report('value-out-of-range', cx.at(value), `${name} ${text} is below zero; write 0 or more`, field);
  } else if (isExtended(name) && serverNumber(quantity, -3) % 1000n !== 0n) {
    const fault = isWhole(quantity) ? 'is too large to count' : 'is a fraction';
    cx.report('value-invalid', cx.at(value), `${name} ${text} ${fault}; write a whole number`, field);
  } else if (isHugePages(name) && !isMultipleOfPage(name, quantity)) {
    const page = name.slice(hugePages.length);
    cx.report('value-invalid', cx.at(value), `${name} ${text} is no multiple of ${page}; write one`, field);
  } else if (name === 'memory' || name === 'ephemeral-storage') warnOfFraction(cx, value);
}

/** Requests stay below limits; what cannot be shared out twice (devices, huge pages) must be equal. */
function checkAgainstLimit(cx: CheckContext, node: NodeId, name: string, request: NodeId): void {
  const limit = cx.written(cx.value(node, 'limits'), name);
  // A patch may leave one of the two to the object, or take it out by null.
  if (cx.isPatch && (limit === NO_NODE || cx.isNull(limit) || cx.isNull(request))) return;
  const asked = cx.quantityOf(request);
  const isShared = isNative(name) && !isHugePages(name);
  if (limit === NO_NODE) {
    if (isShared) return;
    const message = `${name} is requested without a limit; write the same amount under limits`;
    cx.report('required-field-missing', cx.at(request), message, { field: `${cx.pathOf(node)}.limits` });
    return;
  }
  const most = cx.quantityOf(limit);
  if (!asked || !most || cx.isOpen(cx.tree.scalarText(limit))) return;
  const order = compareQuantities(asked, most);
  if (order === 0 || (order < 0 && isShared)) return;
  const field = `${cx.pathOf(node)}.requests`;
  const related = [{ message: 'The limit', range: cx.at(limit).range }];
  const words = `${name} request ${quoted(cx.tree.scalarText(request))}`;
  if (order > 0) {
    const message = `${words} is above the limit ${quoted(cx.tree.scalarText(limit))}; raise the limit or ask for less`;
    cx.report('resource-request-above-limit', cx.at(request), message, { field, related });
  } else {
    const message = `${words} is not the limit ${quoted(cx.tree.scalarText(limit))}; make them equal`;
    cx.report('resource-request-above-limit', cx.at(request), message, { field, related });
  }
}

function checkHugePages(cx: CheckContext, node: NodeId, limits: NodeId, requests: NodeId): void {
  const names = [...cx.keys(limits), ...cx.keys(requests)].map((key) => cx.keyText(key));
  if (!names.some(isHugePages) || names.includes('cpu') || names.includes('memory')) return;
  const message = 'Huge pages need cpu or memory beside them; write a request or limit for one';
  cx.report('required-field-missing', cx.at(node), message);
}

/** Kubernetes: core validation, `validateContainerResourceName`. */
export function containerResourceFault(name: string): string | undefined {
  const fault = formatFault('qualifiedName', name, '1.29');
  if (fault !== undefined) return fault;
  if (!name.includes('/')) {
    const isKnown = name === 'cpu' || name === 'memory' || name === 'ephemeral-storage' || isHugePages(name);
    return isKnown ? undefined : 'is none of a container; write cpu, memory, ephemeral-storage or "domain/name"';
  }
  return isNative(name) || isExtended(name) ? undefined : 'is no name of a device; write "domain/name"';
}

/** Kubernetes: core validation, `validatePodResourceName`. */
function podResourceFault(name: string): string | undefined {
  return name === 'cpu' || name === 'memory' || isHugePages(name)
    ? undefined
    : 'is none of a Pod; write cpu, memory or hugepages-…';
}

const hugePages = 'hugepages-';

function isHugePages(name: string): boolean {
  return name.startsWith(hugePages);
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

function isExtended(name: string): boolean {
  if (isNative(name) || name.startsWith('requests.')) return false;
  return formatFault('qualifiedName', `requests.${name}`, '1.29') === undefined;
}

function isMultipleOfPage(name: string, quantity: Quantity): boolean {
  const page = parseQuantity(name.slice(hugePages.length));
  if (!page || signOf(page) <= 0 || !isWhole(page)) return false;
  return serverNumber(quantity) % serverNumber(page) === 0n;
}
