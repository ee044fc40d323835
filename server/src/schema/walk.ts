import { canBeOtherThanString } from '../yaml/resolve.ts';
import { jsonScalarOf } from '../yaml/scalars.ts';
import { type NodeId, NodeKind, NodeStyle } from '../yaml/tree.ts';
import { cleanParts, leastCharacters, placeOfPart } from './cleanParts.ts';
import type { CheckContext } from './context.ts';
import { isReadable } from './decoding.ts';
import { fixByRemoval } from './fixes.ts';
import { reportMisread } from './misread.ts';
import { checkKeyReading } from './readOtherwise.ts';
import { type FieldTable, type ObjectTable, ValueKind, type ValueTable } from './tables.ts';
import { reportClosedGate, reportUnknownField } from './unknownField.ts';
import { checkList, checkMapKeys, checkScalar, checkString, reportChoice, reportMissing } from './valueChecks.ts';

/**
 * Walks an object with its table: reads every field as the API server's decoder does and checks its value, then what
 * must be there, then the object as a whole. `node` may be null or absent: then only what is missing is reported.
 */
export function walkObject(cx: CheckContext, node: NodeId, table: ObjectTable): void {
  let seen = 0;
  // What a patch takes out need not be well.
  if (cx.isPatch && cx.string(node, '$patch') === 'delete') return;
  if (cx.isMapping(node)) {
    const { tree } = cx;
    const limit = tree.next(node);
    for (let key = node + 1; key < limit; ) {
      const value = tree.next(key);
      const name = cx.keyText(key);
      const field = table.fields.get(name);
      if (field === undefined) reportUnknownField(cx, key, table);
      else if (walkField(cx, value, node, field)) seen |= field.bit;
      key = tree.next(value);
    }
  }
  if (cx.isPatch) {
    if (table.constraints.choice) reportChoice(cx, node, table, table.constraints.choice);
    for (const check of table.constraints.checksOfPatches ?? []) check(cx, node);
    return;
  }
  for (const field of table.watched) {
    if ((seen & field.bit) === 0) walkMissing(cx, node, table, field);
  }
  const { choice, checks } = table.constraints;
  if (choice) perform(cx, (at) => reportChoice(at, node, table, choice));
  for (const check of checks ?? []) perform(cx, (at) => check(at, node));
}

/** Does a piece of the walk, by the context that it is given: it may be done again for an object that is like this one. */
function perform(cx: CheckContext, work: (cx: CheckContext) => void): void {
  if (cx.notes === undefined) work(cx);
  else cx.notes.perform(cx, work);
}

/** Walks an object within another one, unless it is known that nothing is found in it. */
function walkPart(cx: CheckContext, node: NodeId, table: ObjectTable): void {
  const known = cx.parts?.readsOf(node, table);
  if (known !== undefined) {
    cx.partReads.passOver(known);
    return;
  }
  // After an edit the parts that are still as they were are known, so that their texts need not be compared.
  const place = cx.parts?.isAfterEdit || cx.notes ? undefined : placeOfPart(cx, node, table);
  if (place === undefined && !isWorthKnowing(cx, node)) {
    walkObject(cx, node, table);
  } else if (place === undefined || !cleanParts.has(cx.tree, node, { table, place })) {
    const reads = cx.walkApart(node, () => walkObject(cx, node, table));
    if (reads === undefined) return;
    if (place !== undefined && reads.nodes.length === 0) cleanParts.add(cx.tree, node, { table, place });
    cx.parts?.add(node, { table, reads });
  }
}

/** Whether a part is so long that it is faster looked up than walked, and somebody may look it up. */
function isWorthKnowing(cx: CheckContext, node: NodeId): boolean {
  return cx.parts !== undefined && cx.tree.end(node) - cx.tree.start(node) >= leastCharacters;
}

function walkMissing(cx: CheckContext, node: NodeId, table: ObjectTable, field: FieldTable): void {
  if (field.constraints.required !== undefined) reportMissing(cx, node, table, field);
  if (field.constraints.always && field.value.object) walkObject(cx, cx.absent(node, field.name), field.value.object);
}

/** Whether the field has a value: null, an empty text and, where one is demanded, an empty list are none. */
function walkField(cx: CheckContext, value: NodeId, parent: NodeId, field: FieldTable): boolean {
  const { constraints } = field;
  if (field.closedGate !== undefined) {
    const isThere = walkValue(cx, value, parent, field.value, true);
    if (isThere) reportClosedGate(cx, value, field.closedGate);
    return false;
  }
  const isThere = walkValue(cx, value, parent, field.value, false);
  if (isThere && constraints.forbidden !== undefined) {
    const message = `"${field.name}" must not be set here; ${constraints.forbidden}`;
    cx.report('field-forbidden', cx.at(value), message, fixByRemoval(cx, value, 'guess'));
  }
  return isThere;
}

/**
 * Reads one value and checks it. `isDropped`: the server reads it and drops it, so that only its type counts.
 * Returns whether there is a value (null is none, nor is '' or an empty list).
 */
function walkValue(cx: CheckContext, node: NodeId, parent: NodeId, table: ValueTable, isDropped: boolean): boolean {
  const kind = cx.tree.kind(node);
  if (kind === NodeKind.scalar) {
    if (cx.notes === undefined) return walkScalar(cx, node, parent, table, isDropped);
    return cx.notes.performOf(cx, node, (at) => walkScalar(at, node, parent, table, isDropped));
  }
  if (kind === NodeKind.mapping) return walkMapping(cx, node, parent, table, isDropped);
  return walkList(cx, node, parent, table, isDropped);
}

function walkMapping(cx: CheckContext, node: NodeId, parent: NodeId, table: ValueTable, isDropped: boolean): boolean {
  if (table.kind === ValueKind.object) {
    if (isDropped) walkTypes(cx, node, table.object!);
    else {
      walkPart(cx, node, table.object!);
      performOwn(cx, node, parent, table);
    }
    return true;
  }
  if (table.kind === ValueKind.map) {
    const { tree } = cx;
    const inner = table.inner!;
    const limit = tree.next(node);
    for (let key = node + 1; key < limit; key = tree.next(tree.next(key))) {
      if (!cx.isPatch || !cx.keyText(key).startsWith('$')) walkItem(cx, tree.next(key), node, inner, isDropped);
      if (canBeOtherThanString(tree.text.charCodeAt(tree.start(key)))) checkKeyReading(cx, key);
    }
    if (table.isConstrained && !isDropped) {
      checkMapKeys(cx, node, table.constraints);
      performOwn(cx, node, parent, table);
    }
    return limit > node + 1;
  }
  if (table.kind !== ValueKind.any) reportMisread(cx, node, table);
  return true;
}

function walkList(cx: CheckContext, node: NodeId, parent: NodeId, table: ValueTable, isDropped: boolean): boolean {
  if (table.kind !== ValueKind.list) {
    if (table.kind !== ValueKind.any) reportMisread(cx, node, table);
    return true;
  }
  const { tree } = cx;
  const inner = table.inner!;
  const limit = tree.next(node);
  for (let item = node + 1; item < limit; item = tree.next(item)) walkItem(cx, item, node, inner, isDropped);
  if (table.isConstrained && !isDropped) {
    perform(cx, (at) => checkList(at, node, table.constraints));
    performOwn(cx, node, parent, table);
  }
  return limit > node + 1;
}

/** Items of lists and values of maps: null is the zero value there, not nothing. */
function walkItem(cx: CheckContext, item: NodeId, parent: NodeId, inner: ValueTable, isDropped: boolean): void {
  const isThere = walkValue(cx, item, parent, inner, isDropped);
  if (isThere || isDropped || !cx.isNull(item)) return;
  if (inner.kind === ValueKind.object) {
    walkObject(cx, item, inner.object!);
    performOwn(cx, item, parent, inner);
  } else if (inner.kind === ValueKind.string && inner.isConstrained) {
    perform(cx, (at) => checkString(at, item, '', inner, parent));
  } else if (inner.kind === ValueKind.quantity && inner.isConstrained) {
    performOwn(cx, item, parent, inner);
  }
}

/** Does the check that the constraints of a value hold for it as a whole. */
function performOwn(cx: CheckContext, node: NodeId, parent: NodeId, { constraints }: ValueTable): void {
  const { check } = constraints;
  if (check) perform(cx, (at) => check(at, node, parent));
}

/** An object whose gate is off: unknown fields and wrong types are refused all the same, values are not looked at. */
function walkTypes(cx: CheckContext, node: NodeId, table: ObjectTable): void {
  const { tree } = cx;
  const limit = tree.next(node);
  for (let key = node + 1; key < limit; ) {
    const value = tree.next(key);
    const field = table.fields.get(cx.keyText(key));
    if (field === undefined) reportUnknownField(cx, key, table);
    else walkValue(cx, value, node, field.value, true);
    key = tree.next(value);
  }
}

function walkScalar(cx: CheckContext, node: NodeId, parent: NodeId, table: ValueTable, isDropped: boolean): boolean {
  const { tree } = cx;
  const style = tree.style(node);
  // `!!str` alone is an empty text
  if (style === NodeStyle.empty && (tree.extras.tags.size === 0 || tree.tag(node) === undefined)) return false;
  if (table.kind === ValueKind.string && isSurelyString(cx, node, style)) {
    if (!table.isConstrained || isDropped) return tree.end(node) - tree.start(node) > 2 || tree.scalarText(node) !== '';
    return checkString(cx, node, tree.scalarText(node), table, parent);
  }
  const scalar = jsonScalarOf(tree, node)!;
  if (scalar.type === 'null') return false;
  if (!isReadable(scalar, table.kind)) {
    reportMisread(cx, node, table, scalar);
    return true;
  }
  return isDropped || checkScalar(cx, node, scalar, table, parent);
}

function isSurelyString(cx: CheckContext, node: NodeId, style: NodeStyle): boolean {
  const { tree } = cx;
  if (tree.extras.tags.size > 0 && tree.tag(node) !== undefined) return false;
  return style !== NodeStyle.plain || !canBeOtherThanString(tree.text.charCodeAt(tree.start(node)));
}
