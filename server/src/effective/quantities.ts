import { canonicalText, compareQuantities, parseQuantity, type Quantity } from '../storage/quantity.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** The spelling in which a quantity is stored: `1024Mi` is `1Gi`, 1.5 is `1500m`. Texts that are none stay as they are. */
export function storedQuantity(text: string): string {
  return parseQuantity(text)?.stored ?? text;
}

/**
 * The spelling of an amount in a list of resources, which is rounded up to thousandths first.
 * Kubernetes: core `SetDefaults_ResourceList`.
 */
export function storedAmount(text: string): string {
  const quantity = parseQuantity(text);
  if (!quantity) return text;
  if (quantity.exponent >= milli) return quantity.stored;
  const divisor = 10n ** BigInt(milli - quantity.exponent);
  const { unscaled } = quantity;
  const whole = unscaled / divisor;
  const isExact = unscaled % divisor === 0n;
  const rounded = isExact ? whole : unscaled < 0n ? whole - 1n : whole + 1n;
  return canonicalText({ ...quantity, unscaled: rounded, exponent: milli });
}

/** The amounts of both lists, those of one name added up. Kubernetes: `component-helpers/resource`, `addResourceList`. */
export function addAmounts(a: JsonObject, b: JsonObject): JsonObject {
  return merged(a, b, sum);
}

/** The greater amount of each name. Kubernetes: `component-helpers/resource`, `maxResourceList`. */
export function maxAmounts(a: JsonObject, b: JsonObject): JsonObject {
  return merged(a, b, (left, right) => (compareQuantities(right, left) > 0 ? right.stored : left.stored));
}

/** The list of resources under a key, or undefined when there is none. */
export function amountsAt(owner: JsonObject | undefined, key: string): JsonObject | undefined {
  const amounts = owner?.[key];
  return isObject(amounts) ? amounts : undefined;
}

const milli = -3;

function merged(a: JsonObject, b: JsonObject, join: (left: Quantity, right: Quantity) => string): JsonObject {
  const result: JsonObject = { ...a };
  for (const [name, amount] of Object.entries(b)) {
    const left = quantityOf(result[name]);
    const right = quantityOf(amount);
    result[name] = left && right ? join(left, right) : amount;
  }
  return result;
}

function quantityOf(value: Json | undefined): Quantity | undefined {
  return typeof value === 'string' ? parseQuantity(value) : undefined;
}

/** A sum is spelled in the style of the first summand, unless that is zero. */
function sum(left: Quantity, right: Quantity): string {
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = ({ unscaled, exponent: own }: Quantity): bigint => unscaled * 10n ** BigInt(own - exponent);
  const { format } = left.unscaled === 0n ? right : left;
  return canonicalText({ ...left, format, unscaled: scaled(left) + scaled(right), exponent });
}
