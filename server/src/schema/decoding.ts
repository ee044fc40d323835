import { quantityProblem } from '../storage/quantity.ts';
import type { JsonScalar } from '../yaml/scalars.ts';
import { ValueKind } from './tables.ts';

/**
 * Whether the API server's decoder takes a scalar (not null) for a value of that kind.
 * Kubernetes: `encoding/json` for plain types, `resource.Quantity`, `intstr.IntOrString` and `metav1.Time` for theirs.
 */
export function isReadable(scalar: JsonScalar, kind: ValueKind): boolean {
  switch (kind) {
    case ValueKind.string:
      return scalar.type === 'string';
    case ValueKind.boolean:
      return scalar.type === 'boolean';
    case ValueKind.int32:
      return scalar.type === 'integer' && isInt32(scalar);
    case ValueKind.int64:
      return scalar.type === 'integer' && isInt64(scalar);
    case ValueKind.number:
      return scalar.type === 'integer' || scalar.type === 'number';
    case ValueKind.intOrString:
      return scalar.type === 'string' || (scalar.type === 'integer' && isInt32(scalar));
    case ValueKind.quantity:
      return scalar.type !== 'boolean' && quantityProblem(quantityText(scalar)) === undefined;
    case ValueKind.time:
      return scalar.type === 'string' && isTime(scalar.value as string);
    default:
      return kind === ValueKind.any;
  }
}

/** The text that the server parses a quantity from: numbers as JSON writes them. */
export function quantityText(scalar: JsonScalar): string {
  // JSON has all digits of whole numbers, a float only the shortest that say the same
  return scalar.type === 'integer' && !scalar.isFloat ? scalar.text : String(scalar.value ?? '');
}

function isInt32(scalar: JsonScalar): boolean {
  const value = scalar.value as number;
  return value >= -2147483648 && value <= 2147483647;
}

/** Beyond 2^53 only the text has all digits. */
function isInt64(scalar: JsonScalar): boolean {
  const value = scalar.value as number;
  if (Number.isSafeInteger(value)) return true;
  if (!/^-?[0-9]+$/.test(scalar.text)) return Math.abs(value) < 2 ** 63;
  const exact = BigInt(scalar.text);
  return BigInt.asIntN(64, exact) === exact;
}

/** RFC 3339, as Go reads it. */
function isTime(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 59;
}
