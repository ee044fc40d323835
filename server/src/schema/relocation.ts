import { own } from '../base/own.ts';
import { moveEntry } from '../manifest/edits.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { NO_NODE, type NodeId, NodeKind, type YamlTree } from '../yaml/tree.ts';
import type { CheckContext } from './context.ts';
import { rootType, typeOf } from './lookup.ts';
import type { TypeInfo, ValueInfo } from './structure.ts';

/** Where a field belongs that was written in the wrong object. */
export interface Home {
  /** The object on the way to the wrong place from which the path leads down. */
  readonly from: NodeId;
  /** Keys from there to the object that has the field. */
  readonly path: readonly string[];
  /** The field path of that object. */
  readonly field: string;
  /** Whether the field is there already, so that moving would lose one of the two. */
  readonly isTaken: boolean;
  /** Whether it could belong elsewhere, too. */
  readonly isGuess: boolean;
}

/** Names that so many types have that finding one proves nothing. */
export const common: ReadonlySet<string> = new Set([
  'annotations',
  'apiVersion',
  'group',
  'host',
  'key',
  'kind',
  'labels',
  'message',
  'mode',
  'name',
  'namespace',
  'optional',
  'path',
  'port',
  'protocol',
  'readOnly',
  'reason',
  'selector',
  'spec',
  'status',
  'type',
  'user',
  'value',
  'values',
]);

/** What is often written one level too high, by type. Kubernetes: claims request storage by name. */
const below: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'apps.v1.StatefulSetSpec': { metadata: ['template'], spec: ['template'] },
  'core.v1.VolumeResourceRequirements': { storage: ['requests'] },
};

/** The same where another field beside it has such entries, too. */
const perhapsBelow: typeof below = {
  'core.v1.Probe': { path: ['httpGet'], port: ['httpGet'], scheme: ['httpGet'] },
  'core.v1.ResourceRequirements': { cpu: ['requests'], memory: ['requests'], 'ephemeral-storage': ['requests'] },
};

/** The same where the value is an amount; other values may be of another field's (`storage: fast` is a class). */
const amountsBelow: typeof below = {
  'core.v1.PersistentVolumeClaimSpec': { storage: ['resources', 'requests'] },
  'core.v1.PersistentVolumeSpec': { storage: ['capacity'] },
};

/** Of metadata, which every object and template has. */
const ofMetadata: ReadonlySet<string> = new Set(['annotations', 'generateName', 'labels', 'name', 'namespace']);

/** The path from the object itself down to what a name belongs in, where it is in a table. */
function pathBelow(cx: CheckContext, key: NodeId, type: TypeInfo): readonly string[] | undefined {
  const name = cx.keyText(key);
  if (ofMetadata.has(name) && type.fields.get('metadata')?.ref === 'meta.v1.ObjectMeta') return ['metadata'];
  const isLabel = cx.tree.kind(cx.tree.next(key)) === NodeKind.scalar;
  const canBeLabel = isLabel && !common.has(name) && !isLackingAround(cx, key, type);
  if (type.name === 'meta.v1.LabelSelector' && canBeLabel) return ['matchLabels'];
  const amount = own(amountsBelow[type.name] ?? {}, name);
  if (amount && cx.quantityOf(cx.tree.next(key))) return amount;
  return own(below[type.name] ?? {}, name) ?? own(perhapsBelow[type.name] ?? {}, name);
}

/** Whether the object around has a field of that name, which is not written there: it stands one level too deep. */
function isLackingAround(cx: CheckContext, key: NodeId, type: TypeInfo): boolean {
  const name = cx.keyText(key);
  const [, around] = objectsAround(cx, cx.tree.parent(key), type);
  return around?.type.fields.has(name) === true && !cx.has(around.node, name);
}

/**
 * The place where a field of that name exists: in the object's own children (`storageClassName` beside `spec`), in an
 * object around it (`volumeClaimTemplates` in the Pod), or in a child of one (`fsGroup` in a container). The nearest.
 */
export function findHome(cx: CheckContext, key: NodeId, type: TypeInfo): Home | undefined {
  const name = cx.keyText(key);
  const known = pathBelow(cx, key, type);
  if (known !== undefined) {
    const isGuess = own(perhapsBelow[type.name] ?? {}, name) !== undefined;
    return { ...home(cx, cx.tree.parent(key), known, name), isGuess };
  }
  if (common.has(name)) return undefined;
  let isGuess = false;
  for (const { node, type: around } of objectsAround(cx, cx.tree.parent(key), type)) {
    const isOwn = around === type;
    // Where several children have it, the one that is written counts, or else an object around that has it itself
    for (const depth of isGuess ? [0] : isOwn ? [1, 2] : [0, 1]) {
      const paths = pathsTo(around, name, depth);
      if (paths.length === 1) {
        return { ...home(cx, node, paths[0]!, name), isGuess: isGuess || isInOtherItems(cx, key, node) };
      }
      if (paths.length === 0) continue;
      const written = paths.filter(([first]) => cx.has(node, first!));
      if (written.length === 1) return { ...home(cx, node, written[0]!, name), isGuess: true };
      if (!isOwn) return undefined;
      isGuess = true;
      break;
    }
  }
  return undefined;
}

/** Whether another item of a list on the way up to `from` has the field in the same place: there is room for one only. */
function isInOtherItems(cx: CheckContext, key: NodeId, from: NodeId): boolean {
  const steps: string[] = [cx.keyText(key)];
  for (let at = cx.tree.parent(key); at !== from && at !== NO_NODE; at = cx.tree.parent(at)) {
    const list = cx.tree.parent(at);
    if (list !== NO_NODE && cx.tree.kind(list) === NodeKind.sequence) {
      const has = (item: NodeId) => steps.reduceRight((inner, step) => cx.value(inner, step), item) !== NO_NODE;
      return cx.items(list).some((item) => item !== at && has(item));
    }
    const own = cx.keyOf(at);
    if (own !== NO_NODE) steps.push(cx.keyText(own));
  }
  return false;
}

/** The children of an object of which each could have the field: `livenessProbe, startupProbe` for `periodSeconds`. */
export function possibleHomes(cx: CheckContext, key: NodeId, type: TypeInfo): readonly string[] {
  const name = cx.keyText(key);
  const paths = common.has(name) ? [] : pathsTo(type, name, 1);
  return paths.length > 3 ? [] : paths.map((path) => path.join('.'));
}

/** Where a field belongs that was written beside a list instead of in its items, as `image` in a Pod. */
export interface ItemHome {
  /** The place in words: `an item of containers`. */
  readonly place: string;
  /** The list's only item; undefined where it has several or none. */
  readonly target: Home | undefined;
}

/** The list of the object whose items have a field of that name, in themselves or in their `spec`; the first of several. */
export function findItemHome(cx: CheckContext, key: NodeId, type: TypeInfo): ItemHome | undefined {
  const name = cx.keyText(key);
  if (common.has(name)) return undefined;
  for (const { list, item } of listsOf(type)) {
    const inner = [[], ['spec']].find((steps) => fieldsAt(item, steps)?.has(name));
    if (!inner) continue;
    const only = onlyItem(cx, cx.value(cx.tree.parent(key), list));
    const target = only === undefined ? undefined : home(cx, only, inner, name);
    return { place: `${inner.map((step) => `the ${step} of `).join('')}an item of ${list}`, target };
  }
  return findSister(cx, key, type);
}

/**
 * An object of the same name in the items of a list beside it: the `securityContext` of a container for that of the Pod.
 */
function findSister(cx: CheckContext, key: NodeId, type: TypeInfo): ItemHome | undefined {
  const own = cx.keyOf(cx.tree.parent(key));
  const [, around] = objectsAround(cx, cx.tree.parent(key), type);
  if (own === NO_NODE || !around) return undefined;
  const step = cx.keyText(own);
  const name = cx.keyText(key);
  const found = listsOf(around.type).find(({ item }) => fieldsAt(item, [step])?.has(name));
  if (!found) return undefined;
  const only = onlyItem(cx, cx.value(around.node, found.list));
  const target = only === undefined ? undefined : { ...home(cx, only, [step], name), isGuess: true };
  return { place: `${step} of an item of ${found.list}`, target };
}

/** The edits that move the field there. */
export function editsToMove(tree: YamlTree, key: NodeId, { from, path }: Home): readonly DocumentEdit[] | undefined {
  return moveEntry(tree, key, from, path);
}

function home(cx: CheckContext, from: NodeId, path: readonly string[], name: string): Home {
  let at = from;
  for (const step of path) at = cx.value(at, step);
  const start = cx.pathOf(from);
  const field = [...(start === '' ? [] : [start]), ...path].join('.');
  return { from, path, field, isTaken: at !== NO_NODE && cx.key(at, name) !== NO_NODE, isGuess: false };
}

/** The lists of objects that a type has with the type of their items, `containers` before its sisters. */
function listsOf(type: TypeInfo): readonly { readonly list: string; readonly item: TypeInfo }[] {
  const lists = [...type.fields.values()].flatMap(({ name, items }) => {
    const item = items && typeOf(items);
    return item ? [{ list: name, item }] : [];
  });
  return lists.sort((a, b) => Number(b.list === 'containers') - Number(a.list === 'containers'));
}

function fieldsAt(type: TypeInfo, steps: readonly string[]): TypeInfo['fields'] | undefined {
  let at: TypeInfo | undefined = type;
  for (const step of steps) {
    const field: ValueInfo | undefined = at?.fields.get(step);
    at = field && typeOf(field);
  }
  return at?.fields;
}

function onlyItem(cx: CheckContext, list: NodeId): NodeId | undefined {
  if (list === NO_NODE || cx.tree.kind(list) !== NodeKind.sequence) return undefined;
  const first = cx.tree.firstChild(list);
  return first === NO_NODE || cx.tree.nextSibling(first) !== NO_NODE ? undefined : first;
}

interface TypedNode {
  readonly node: NodeId;
  readonly type: TypeInfo;
}

/** The object itself, then those around it, with their types. */
function objectsAround(cx: CheckContext, node: NodeId, type: TypeInfo): readonly TypedNode[] {
  const root = rootType(cx.string(cx.root, 'apiVersion'), cx.string(cx.root, 'kind'));
  if (!root) return [{ node, type }];
  const nodes: NodeId[] = [];
  for (let at = node; at !== cx.root; at = cx.tree.parent(at)) nodes.unshift(at);
  const found: TypedNode[] = [{ node: cx.root, type: root }];
  let info: ValueInfo | undefined = { ref: root.name };
  for (const at of nodes) {
    const key = cx.keyOf(at);
    const inner: ValueInfo | undefined = info.items ?? info.values;
    info = inner ?? typeOf(info)?.fields.get(key === NO_NODE ? '' : cx.keyText(key));
    if (!info) break;
    const here = typeOf(info);
    if (here) found.unshift({ node: at, type: here });
  }
  return found;
}

/** All ways of that many keys down to a type that has the field, through plain objects only. */
function pathsTo(type: TypeInfo, name: string, depth: number): readonly (readonly string[])[] {
  if (depth === 0) return type.fields.has(name) ? [[]] : [];
  const found: (readonly string[])[] = [];
  for (const field of type.fields.values()) {
    const inner = field.name === 'status' ? undefined : typeOf(field);
    if (inner) for (const rest of pathsTo(inner, name, depth - 1)) found.push([field.name, ...rest]);
  }
  return found;
}
