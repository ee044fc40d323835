import { resolvePlain } from '../yaml/resolve.ts';
import { isReadable } from './decoding.ts';
import { ValueKind, type ValueTable } from './tables.ts';

/**
 * The number or boolean that a text likely means: `30s` of a field that counts seconds, `1,000`, `enabled`. Undefined
 * where that is anybody's guess, or the field would not take it.
 */
export function suggestScalar(field: string, text: string, { kind, constraints }: ValueTable): string | undefined {
  if (text.length > 30) return undefined;
  const likely = kind === ValueKind.boolean ? booleanIn(text) : numberIn(field, text.trim());
  if (likely === undefined) return undefined;
  const scalar = resolvePlain(likely);
  if (!isReadable(scalar, kind)) return undefined;
  const { min, max } = constraints;
  const isOutside =
    typeof scalar.value === 'number' && (scalar.value < (min ?? -Infinity) || scalar.value > (max ?? Infinity));
  return isOutside ? undefined : likely;
}

function booleanIn(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (['1', 'y', 'true', 'yes', 'on', 'enable', 'enabled'].includes(word)) return 'true';
  return ['0', 'n', 'false', 'no', 'off', 'disable', 'disabled'].includes(word) ? 'false' : undefined;
}

function numberIn(field: string, text: string): string | undefined {
  if (/^[-+]?\d{1,3}(?:[ ,_']\d{3}){1,4}$/.test(text)) return text.replace(/[ ,_']/g, '');
  if (/^\d{1,15}\.0{1,9}$/.test(text)) return text.slice(0, text.indexOf('.'));
  const time = /^(\d{1,9})\s?(s|sec|second|m|min|minute|h|hour|d|day)s?$/i.exec(text);
  if (time && field.endsWith('Seconds')) return String(Number(time[1]) * secondsIn[time[2]!.charAt(0).toLowerCase()]!);
  const port = /^(\d{1,5})\/(?:tcp|udp|sctp)$/i.exec(text);
  return port && /[pP]ort$/.test(field) ? port[1] : undefined;
}

const secondsIn: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };
