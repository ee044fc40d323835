import type { Quantity } from '../../storage/quantity.ts';

/**
 * The number that the API server computes with for a quantity, in units of 10^`unit`: 64 bits, rounded away from zero.
 * Beyond 2^63 the server notices nothing, and neither does this. Kubernetes: apimachinery, `Quantity.ScaledValue`.
 */
export function serverNumber({ unscaled, exponent, format }: Quantity, unit: 0 | -3 = 0): bigint {
  const shift = exponent - unit;
  const isFast = format === 'binary' || String(unscaled < 0n ? -unscaled : unscaled).length <= mostFastDigits;
  if (shift < 0) return narrow(divideAwayFromZero(unscaled, 10n ** BigInt(-shift)));
  if (isFast) {
    const value = shift > mostShift ? undefined : unscaled * 10n ** BigInt(shift);
    return unscaled === 0n || value === undefined || narrow(value) !== value ? 0n : value;
  }
  // What is too large for a float's way to 64 bits becomes the smallest number there is
  return narrow(narrow(unscaled) * (shift > mostShift ? -(2n ** 63n) : 10n ** BigInt(shift)));
}

const mostFastDigits = 18;
const mostShift = 18;

function narrow(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

function divideAwayFromZero(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  if (value % divisor === 0n) return quotient;
  return value < 0n ? quotient - 1n : quotient + 1n;
}
