import type { FieldTable, ObjectTable } from '../../../schema/compile.ts';
import { NO_NODE } from '../../../yaml/tree.ts';
import { typeLabel } from '../../hover/facts.ts';
import { topLevelKeys } from '../cursor/lines.ts';
import { fieldDocumentation } from '../docs.ts';
import type { EntryOffer } from '../offers.ts';
import { targetLabels } from '../ownPods.ts';
import { mappingAt, type Request } from '../request.ts';
import { fieldOf, objectAt, type SchemaPlace } from '../schemaPlace.ts';
import { isList, isMapping, type Slot } from '../slots.ts';
import { hasValues } from '../values/sources.ts';
import { fieldBlock, itemBlock, itemFields, type PodLabels } from './blocks.ts';
import { isOutdated, isUnwanted, wantedRank } from './ranks.ts';
import { rootFields } from './rootFields.ts';

/** The fields that the object at a slot still lacks, the most wanted first. */
export function* missingFields(request: Request, slot: Slot, present: ReadonlySet<string>): Generator<EntryOffer> {
  const table = objectAt(slot.schema);
  if (!table) {
    if (slot.schema === undefined) yield* rootFields(request, slot, present);
    return;
  }
  const fields = [...table.fields.values()].filter((field) => isOffered(table, field, present));
  const labels = targetLabels(request, slot.object?.manifest);
  const ranked = fields.map((field) => ({ field, rank: rankOf(table, field) }));
  ranked.sort((a, b) => a.rank - b.rank);
  for (const { field, rank } of ranked) {
    const place = fieldOf(slot.schema!, field.name)!;
    if (slot.isNewItem && rank >= RARE) continue;
    if (canHold(slot.has, place)) yield fieldOffer(slot, place, labels);
  }
}

/** Whether what stands below the cursor can be the value of the field. */
function canHold(has: Slot['has'], place: SchemaPlace): boolean {
  if (has === 'mapping') return isMapping(place);
  return has === 'list' ? isList(place) : true;
}

/** Names of the keys that the mapping at a slot has beside the one that the cursor is on. */
export function presentKeys(request: Request, slot: Slot): ReadonlySet<string> {
  const names = new Set(slot.keys);
  for (const { name, value } of mappingAt(request, slot.path)?.entries() ?? []) {
    const isOwn = value.key !== NO_NODE && value.tree.start(value.key) === slot.spot.replace.start;
    if (!isOwn) names.add(name);
  }
  if (slot.path.length === 0 && !slot.spot.isFlow) {
    for (const name of topLevelKeys(request.text, slot.spot.replace.start)) names.add(name);
  }
  return names;
}

function isOffered(table: ObjectTable, field: FieldTable, present: ReadonlySet<string>): boolean {
  if (present.has(field.name) || field.constraints.forbidden !== undefined) return false;
  if (isUnwanted(`${table.type.name}.${field.name}`)) return false;
  const { choice } = table.constraints;
  return !choice?.fields.includes(field.name) || !choice.fields.some((name) => present.has(name));
}

/** Wanted fields in their order, then required ones, the rest by name, old ones and those that are dropped last. */
function rankOf(table: ObjectTable, field: FieldTable): number {
  const id = `${table.type.name}.${field.name}`;
  if (field.closedGate !== undefined) return 4000;
  if (isOutdated(id)) return 3000;
  return wantedRank(id) ?? (isRequired(table, field) ? 1000 : RARE);
}

/** Fields of that rank and above begin no new item. */
const RARE = 2000;

function isRequired(table: ObjectTable, field: FieldTable): boolean {
  return field.constraints.required !== undefined || table.type.required.includes(field.name);
}

/** The offer of one field. */
function fieldOffer(slot: Slot, place: SchemaPlace, labels: PodLabels): EntryOffer {
  const name = place.id.slice(place.id.lastIndexOf('.') + 1);
  const table = objectAt(slot.schema);
  const field = table?.fields.get(name);
  const marks = [typeLabel(place.info)];
  if (table && field && isRequired(table, field)) marks.push('required');
  if (field?.closedGate) marks.push('dropped: its feature gate is off');
  const block = fieldBlock(labels, { name, place });
  const isOld = isOutdated(place.id);
  if (isOld) marks.push('outdated');
  return {
    label: name,
    kind: 'field',
    name,
    detail: marks.join(' · '),
    documentation: () => fieldDocumentation(place),
    block,
    flow: (isJson) => flowText(name, place, isJson),
    ...(isOld ? { isDeprecated: true } : {}),
    asksAgain: asksAgain(place) && block.includes('$0') && !block.includes('|}'),
  };
}

/** Several fields of a new item at once, where more than one is always written. */
export function* wholeItem(request: Request, slot: Slot): Generator<EntryOffer> {
  const table = objectAt(slot.schema);
  if (!table || slot.has !== 'nothing') return;
  const names = itemFields(table.type);
  if (names.length < 2) return;
  yield {
    label: names.join(', '),
    kind: 'snippet',
    name: names[0]!,
    filter: names.join(' '),
    detail: typeLabel({ ref: table.type.name }),
    block: itemBlock(targetLabels(request, slot.object?.manifest), table.type),
  };
}

function flowText(name: string, place: SchemaPlace, isJson: boolean): string {
  const key = isJson ? JSON.stringify(name) : name;
  if (isList(place)) return `${key}: [$0]`;
  if (isMapping(place)) return isJson ? `${key}: {$0\\}` : `${key}: { $0 \\}`;
  const isQuoted = isJson && place.info.type === 'string';
  return isQuoted ? `${key}: "$0"` : `${key}: $0`;
}

/** Whether something can be offered behind the field once it is there. */
function asksAgain(place: SchemaPlace): boolean {
  return isMapping(place) || hasValues(place);
}
