/** How a quantity was written: `12Mi`, `12M` or `12e6`. The API server keeps the style when it writes the value back. */
export type QuantityFormat = 'binary' | 'decimal' | 'exponent';

/** A parsed `resource.Quantity`. Its exact value is `unscaled` × 10^`exponent`, never finer than a billionth (nano). */
export interface Quantity {
  readonly unscaled: bigint;
  readonly exponent: number;
  readonly format: QuantityFormat;
  /** The spelling that the API server stores: canonical (`1024Mi` becomes `1Gi`), save where it keeps the text. */
  readonly stored: string;
}

/**
 * Why the API server refuses a quantity: nothing was written, the text does not look like a number with a suffix, the
 * suffix is not one that Kubernetes knows, or there is no digit where one is needed.
 */
export type QuantityProblem = 'empty' | 'format' | 'suffix' | 'number';

/**
 * The quantity that a field's text means to the API server, or undefined when the server refuses it.
 * Blanks around it are allowed, as the server's decoder trims them; tabs and line breaks are not.
 * Kubernetes: apimachinery, `pkg/api/resource/quantity.go` (`ParseQuantity`, `UnmarshalJSON`).
 */
export function parseQuantity(text: string): Quantity | undefined {
  const result = parse(trimBlanks(text));
  return typeof result === 'string' ? undefined : result;
}

/** Why `parseQuantity` returns undefined for this text; undefined when the text is a quantity. */
export function quantityProblem(text: string): QuantityProblem | undefined {
  const result = parse(trimBlanks(text));
  return typeof result === 'string' ? result : undefined;
}

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const signs = signOf(a) - signOf(b);
  if (signs !== 0 || a.unscaled === 0n) return signs;
  const sizes = magnitude(a) - magnitude(b);
  if (sizes !== 0) return a.unscaled < 0n ? -sizes : sizes;
  const shift = a.exponent - b.exponent;
  const left = shift > 0 ? a.unscaled * powerOfTen(shift) : a.unscaled;
  const right = shift < 0 ? b.unscaled * powerOfTen(-shift) : b.unscaled;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** -1, 0 or 1. */
export function signOf(quantity: Quantity): number {
  return quantity.unscaled > 0n ? 1 : quantity.unscaled < 0n ? -1 : 0;
}

/** Whether the value is a whole number, as bytes and counts must be to mean anything. */
export function isWhole(quantity: Quantity): boolean {
  return quantity.exponent >= 0 || quantity.unscaled % powerOfTen(-quantity.exponent) === 0n;
}

/**
 * The value as a whole number (of bytes where the quantity is a size), rounded away from zero as Kubernetes does.
 * Values beyond 10^400 come back as about that; Kubernetes' own conversion already overflows at 2^63.
 */
export function wholeValue(quantity: Quantity): bigint {
  const { unscaled, exponent } = quantity;
  if (exponent >= 0) return unscaled * powerOfTen(Math.min(exponent, largestExponent));
  return divideAwayFromZero(unscaled, powerOfTen(-exponent));
}

/**
 * The canonical spelling: no fraction, the largest suffix that loses nothing, in the style of the quantity.
 * Differs from `stored` only where the server keeps a text as it was typed (`+5Gi`, `1.500`).
 */
export function canonicalText(quantity: Quantity): string {
  return canonical(quantity.unscaled, quantity.exponent, quantity.format);
}

/** A number of bytes in powers of 1024 with Kubernetes' suffixes and at most two decimals: `9.31Gi`, `512`. */
export function toBinaryText(bytes: bigint): string {
  return inUnits(bytes, 1024n, binaryUnits, '');
}

/** A number of bytes in powers of 1000 as drives and bills count them, at most two decimals: `10.74 GB`, `512 bytes`. */
export function toDecimalText(bytes: bigint): string {
  return inUnits(bytes, 1000n, ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'], ' ');
}

const binaryUnits = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const decimalSuffixes = new Map([
  [-9, 'n'],
  [-6, 'u'],
  [-3, 'm'],
  [0, ''],
  [3, 'k'],
  [6, 'M'],
  [9, 'G'],
  [12, 'T'],
  [15, 'P'],
  [18, 'E'],
]);
const decimalExponents = new Map([...decimalSuffixes].map(([exponent, suffix]) => [suffix, exponent]));
const binaryShifts = new Map(binaryUnits.slice(1).map((unit, index) => [unit as string, (index + 1) * 10]));

const largestBinary = 2n ** 63n - 1n;
const finest = -9;
const largestExponent = 400;
const mostFastDigits = 18;

interface Suffix {
  readonly format: QuantityFormat;
  /** Of ten, or of two where the format is binary. */
  readonly exponent: number;
}

function parse(text: string): Quantity | QuantityProblem {
  if (text === '') return 'empty';
  const parts = split(text);
  if (!parts) return 'format';
  const suffix = suffixOf(parts.suffix);
  if (!suffix) return 'suffix';
  return fastQuantity(text, parts, suffix) ?? exactQuantity(parts, suffix);
}

interface Parts {
  readonly isNegative: boolean;
  /** Digits before and after the point, without leading zeros in front; `0` stands for none in front. */
  readonly whole: string;
  readonly fraction: string;
  readonly hasDigits: boolean;
  readonly suffix: string;
}

function split(text: string): Parts | undefined {
  const end = text.length;
  const sign = text.charCodeAt(0);
  const start = sign === 0x2b || sign === 0x2d ? 1 : 0;
  let at = start;
  while (at < end && text.charCodeAt(at) === 0x30) at++;
  const isNegative = sign === 0x2d;
  if (at === end) return { isNegative, whole: '0', fraction: '', hasDigits: true, suffix: '' };
  const wholeStart = at;
  at = afterDigits(text, at);
  const whole = text.slice(wholeStart, at) || '0';
  let hasDigits = at > start;
  let fraction = '';
  if (text.charCodeAt(at) === 0x2e) {
    const fractionStart = at + 1;
    at = afterDigits(text, fractionStart);
    fraction = text.slice(fractionStart, at);
    hasDigits ||= fraction !== '';
  }
  const suffixStart = at;
  while (at < end && suffixLetters.includes(text[at]!)) at++;
  if (at < end && (text[at] === '-' || text[at] === '+')) at++;
  if (afterDigits(text, at) !== end) return undefined;
  return { isNegative, whole, fraction, hasDigits, suffix: text.slice(suffixStart) };
}

const suffixLetters = 'eEinumkKMGTP';

function afterDigits(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) break;
  }
  return at;
}

function suffixOf(text: string): Suffix | undefined {
  const decimal = decimalExponents.get(text);
  if (decimal !== undefined) return { format: 'decimal', exponent: decimal };
  const binary = binaryShifts.get(text);
  if (binary !== undefined) return { format: 'binary', exponent: binary };
  if (text.length < 2 || (text[0] !== 'e' && text[0] !== 'E')) return undefined;
  const digitsStart = text[1] === '-' || text[1] === '+' ? 2 : 1;
  if (digitsStart === text.length || afterDigits(text, digitsStart) !== text.length) return undefined;
  const written = BigInt(text.slice(digitsStart));
  const exponent = text[1] === '-' ? -written : written;
  if (BigInt.asIntN(64, exponent) !== exponent) return undefined;
  // The server narrows the exponent to 32 bits without looking, so 1e4294967296 is 1.
  return { format: 'exponent', exponent: Number(BigInt.asIntN(32, exponent)) };
}

/** Small numbers, for which the server may keep the text as typed. Undefined for those that it computes exactly. */
function fastQuantity(text: string, parts: Parts, suffix: Suffix): Quantity | undefined {
  const { whole, fraction, isNegative } = parts;
  const digits = whole + fraction;
  if (suffix.format === 'binary') {
    if (fraction !== '' || whole.length > 14 - (suffix.exponent / 10) * 3) return undefined;
    const value = BigInt(whole);
    const keepsText = (value & 7n) !== 0n;
    return quantity(signed(value << BigInt(suffix.exponent), isNegative), 0, 'binary', keepsText ? text : undefined);
  }
  const exponent = suffix.exponent - fraction.length;
  if (digits.length > mostFastDigits || exponent < finest) return undefined;
  const keepsText = exponent % 3 === 0 && !digits.endsWith('000') && digits[0] !== '0';
  return quantity(signed(BigInt(digits), isNegative), exponent, suffix.format, keepsText ? text : undefined);
}

/** Any other number: rounded away from zero to nano; a binary one is cut off at 2^63 - 1. */
function exactQuantity(parts: Parts, suffix: Suffix): Quantity | QuantityProblem {
  if (!parts.hasDigits) return 'number';
  const isBinary = suffix.format === 'binary';
  let exponent = (isBinary ? 0 : suffix.exponent) - parts.fraction.length;
  let value = BigInt(parts.whole + parts.fraction);
  if (isBinary) value <<= BigInt(suffix.exponent);
  if (exponent < finest) {
    const excess = finest - exponent;
    // Beyond its own number of digits any value is one nano; no need to build a power of a billion digits.
    const divisor = powerOfTen(Math.min(excess, String(value).length));
    value = divideAwayFromZero(value, divisor);
    exponent = finest;
  }
  let { format } = suffix;
  if (isBinary) {
    const one = powerOfTen(-exponent);
    if (value > largestBinary * one) [value, exponent] = [largestBinary, 0];
    else if (value > 0n && value < one) format = 'decimal';
  }
  return quantity(signed(value, parts.isNegative), exponent, format, undefined);
}

function quantity(unscaled: bigint, exponent: number, format: QuantityFormat, kept: string | undefined): Quantity {
  return { unscaled, exponent, format, stored: kept ?? canonical(unscaled, exponent, format) };
}

function canonical(unscaled: bigint, exponent: number, format: QuantityFormat): string {
  if (unscaled === 0n) return '0';
  if (format === 'binary') {
    const scale = powerOfTen(Math.max(0, -exponent));
    const isExact = unscaled % scale === 0n;
    const value = (unscaled / scale) * powerOfTen(Math.max(0, exponent));
    if (isExact && (value >= 1024n || value <= -1024n)) return canonicalBinary(value);
  }
  return canonicalDecimal(unscaled, exponent, format);
}

function canonicalBinary(bytes: bigint): string {
  let value = bytes;
  let unit = 0;
  while (value % 1024n === 0n) {
    value /= 1024n;
    unit++;
  }
  return `${value}${binaryUnits[unit]}`;
}

function canonicalDecimal(unscaled: bigint, exponent: number, format: QuantityFormat): string {
  const digits = String(unscaled);
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 0x30) end--;
  const shortest = exponent + digits.length - end;
  const power = Math.floor(shortest / 3) * 3;
  const number = digits.slice(0, end) + '0'.repeat(shortest - power);
  if (power === 0) return number;
  const suffix = format === 'exponent' ? undefined : decimalSuffixes.get(power);
  return number + (suffix ?? `e${power}`);
}

/** The number of digits in front of the decimal point, negative where the value begins behind it. */
function magnitude(quantity: Quantity): number {
  const { unscaled, exponent } = quantity;
  return String(unscaled).length - (unscaled < 0n ? 1 : 0) + exponent;
}

function inUnits(bytes: bigint, base: bigint, units: readonly string[], gap: string): string {
  const absolute = bytes < 0n ? -bytes : bytes;
  let unit = 0;
  let size = 1n;
  // The next unit as soon as two decimals of this one would round up to a whole one.
  while (unit + 1 < units.length && hundredths(absolute, size) >= base * 100n) {
    unit++;
    size *= base;
  }
  const value = hundredths(absolute, size);
  const fraction = String(value % 100n).padStart(2, '0');
  const decimals = fraction === '00' ? '' : `.${fraction.endsWith('0') ? fraction[0] : fraction}`;
  const label = units[unit]!;
  return `${bytes < 0n ? '-' : ''}${value / 100n}${decimals}${label === '' ? '' : gap + label}`;
}

function hundredths(value: bigint, unit: bigint): bigint {
  return (value * 100n + unit / 2n) / unit;
}

function signed(value: bigint, isNegative: boolean): bigint {
  return isNegative ? -value : value;
}

function divideAwayFromZero(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  if (value % divisor === 0n) return quotient;
  return value < 0n ? quotient - 1n : quotient + 1n;
}

function powerOfTen(exponent: number): bigint {
  return exponent === 0 ? 1n : 10n ** BigInt(exponent);
}

/** Cuts the blanks that survive in a JSON string without an escape; the server's decoder sees only those as blanks. */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function isBlank(code: number): boolean {
  if (code < 0x85) return code === 0x20;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}
