import { nearest } from '../base/nearest.ts';
import type { NodeId } from '../yaml/tree.ts';
import type { ObjectTable } from './compile.ts';
import { type CheckContext, quoted } from './context.ts';
import { type GateName, gateOnSince } from './gates.ts';

/** Reports a field that the object does not have in this minor, with what was likely meant. */
export function reportUnknownField(cx: CheckContext, key: NodeId, table: ObjectTable): void {
  const name = cx.keyText(key);
  if (cx.isPatch && name.startsWith('$')) return;
  const { noun } = table.constraints;
  const info = table.type.fields.get(name);
  if (info !== undefined) {
    const message = info.since
      ? `${quoted(name)} came with Kubernetes ${info.since}; leave it out for ${cx.minor}`
      : `${quoted(name)} is gone since Kubernetes ${info.last}; leave it out for ${cx.minor}`;
    cx.reportUnreadable('field-needs-newer-kubernetes', cx.atKey(key), message);
    return;
  }
  const place = cx.atKey(key);
  const likely = nearest(name, table.fields.keys());
  const advice = likely === undefined ? 'leave it out' : `did you mean "${likely}"?`;
  const message = `The ${noun} has no field ${quoted(name)}; ${advice}`;
  cx.reportUnreadable(
    'unknown-field',
    place,
    message,
    isMeant(cx, key, table, likely) ? { field: cx.pathOfField(key, likely!) } : {},
  );
}

/**
 * Whether the unknown field stands for another one, so that the problem lies there: one that must be there and is not,
 * or one of the object itself, where no field above tells the place.
 */
function isMeant(cx: CheckContext, key: NodeId, table: ObjectTable, likely: string | undefined): boolean {
  if (likely === undefined || cx.has(cx.tree.parent(key), likely)) return false;
  return cx.tree.parent(key) === cx.root || table.watched.some((field) => field.name === likely);
}

/** Reports a field that the server reads and drops, because its gate is off by default in this minor. */
export function reportClosedGate(cx: CheckContext, value: NodeId, gate: GateName): void {
  const since = gateOnSince(gate);
  const when = since === undefined ? 'off by default' : `on by default since ${since} only`;
  const message = `${quoted(cx.labelOf(value))} is dropped silently in ${cx.minor}: gate ${gate} is ${when}`;
  cx.report('field-gate-off', cx.at(value), message);
}
