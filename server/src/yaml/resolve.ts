import { trimEndOf } from '../base/trim.ts';
/** The type that a scalar has in the JSON that Kubernetes makes of the YAML. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string';

/** A scalar as it stands in that JSON. Whole numbers beyond 2^53 lose their last digits in `value`; `text` has them all. */
export interface JsonScalar {
  readonly type: JsonType;
  readonly value: string | number | boolean | null;
  /** What the scalar turns into when it is the key of a mapping. */
  readonly text: string;
  /** Whether Go holds it as a floating-point number, as it does `3.0`. */
  readonly isFloat?: boolean;
  /** Why Kubernetes refuses the scalar (a tag that does not fit, infinity), if it does. */
  readonly fault?: ScalarFault;
}

/** `tag`: the text is not what the tag says. `base64`: a `!!binary` that is none. `infinite`: JSON has no such number. */
export type ScalarFault = 'tag' | 'base64' | 'infinite';

/**
 * Whether a plain scalar that begins with this character code can be anything but a string. A false answer is certain;
 * a true one asks for `resolvePlain`.
 */
export function canBeOtherThanString(code: number): boolean {
  return code < 128 && OTHER_STARTS[code] === 1;
}

/**
 * What a plain scalar without a tag stands for, as the YAML 1.1 reader behind `sigs.k8s.io/yaml` decides: `yes`, `on`
 * and `y` are true, `010` and `0o10` are 8, `1_000` is 1000, `08` and `1e3` are numbers, dates are strings.
 */
export function resolvePlain(text: string): JsonScalar {
  const first = text.charCodeAt(0);
  if (first >= ONE && first <= NINE && text.length < 10 && isDigits(text)) return safeInteger(Number(text));
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  // Behind a letter there are only the words above.
  if (first >= UPPER_A || !canBeOtherThanString(first)) return stringScalar(text);
  if (first === DOT)
    return POINT_FLOAT.test(text) ? floatScalar(text, Number(text.replaceAll('_', ''))) : stringScalar(text);
  if (!MAYBE_NUMBER.test(text)) return stringScalar(text);
  const digits = text.replaceAll('_', '');
  return resolveInteger(digits) ?? (FLOAT.test(digits) ? floatScalar(text, Number(digits)) : stringScalar(text));
}

/** Whether a plain scalar with this text, which begins with a letter, is a string. */
export function isStringWord(text: string): boolean {
  return text.length > LONGEST_WORD || !canBeOtherThanString(text.charCodeAt(0)) || !WORDS.has(text);
}

/** What a scalar with an explicit tag stands for; `tag` in its long form (`tag:yaml.org,2002:int`) or as written. */
export function resolveTagged(text: string, tag: string): JsonScalar {
  switch (tag.startsWith(LONG_PREFIX) ? tag.slice(LONG_PREFIX.length) : '') {
    case 'bool':
      return demand(resolvePlain(text), text, 'boolean');
    case 'int':
      return resolveTaggedInteger(text);
    case 'float':
      return resolveTaggedFloat(text);
    case 'null':
      return demand(resolvePlain(text), text, 'null');
    case 'timestamp':
      return isTimestamp(text) ? stringScalar(text) : { ...stringScalar(text), fault: 'tag' };
    case 'binary':
      return resolveBinary(text);
    default:
      return stringScalar(text);
  }
}

/** Whether Kubernetes refuses the scalar as the key of a mapping: null, and whole numbers beyond 63 bits. */
export function isRefusedKey(scalar: JsonScalar): boolean {
  if (scalar.type === 'null') return true;
  return (
    scalar.type === 'integer' &&
    !scalar.isFloat &&
    /^[0-9]{19,}$/.test(scalar.text) &&
    BigInt(scalar.text) > MOST_INTEGER
  );
}

/** A string scalar, whatever its text looks like. */
export function stringScalar(text: string): JsonScalar {
  return { type: 'string', value: text, text };
}

/** What the handle `!!` stands for. */
export const LONG_PREFIX = 'tag:yaml.org,2002:';

const DOT = 46;
const ZERO = 48;
const ONE = 49;
const NINE = 57;
/** The code of "A". */
export const UPPER_A = 65;
/** Characters of "false". */
const LONGEST_WORD = 5;
const OTHER_STARTS = new Uint8Array(128);
for (const character of '+-0123456789yYnNtTfFoO~.') OTHER_STARTS[character.charCodeAt(0)] = 1;

const POINT_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const MAYBE_NUMBER = /^[-+]?[._]*[0-9][0-9a-zA-Z_.+-]*$/;
const INTEGER = /^([-+]?)(?:(0[xX])([0-9a-fA-F]+)|(0[bB])([01]+)|(0[oO]?)([0-7]+)|(0|[1-9][0-9]*))$/;

const WORDS: ReadonlyMap<string, JsonScalar> = new Map<string, JsonScalar>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, { type: 'null', value: null, text: word }] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, { type: 'boolean', value: true, text: 'true' }] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, { type: 'boolean', value: false, text: 'false' }] as const,
  ),
  ...['.nan', '.NaN', '.NAN'].map(
    (word) => [word, { type: 'number', value: Number.NaN, text: '.nan', fault: 'infinite' }] as const,
  ),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, { type: 'number', value: Infinity, text: '.inf', fault: 'infinite' }] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map(
    (word) => [word, { type: 'number', value: -Infinity, text: '-.inf', fault: 'infinite' }] as const,
  ),
]);

/** Whole numbers of 64 bits as Go reads them with a base prefix; undefined for anything else. */
function resolveInteger(digits: string): JsonScalar | undefined {
  const match = INTEGER.exec(digits);
  if (match === null) return undefined;
  const [, sign, hexPrefix, hex, binaryPrefix, binary, octalPrefix, octal, decimal] = match;
  let magnitude: bigint;
  if (hexPrefix !== undefined) magnitude = BigInt(`0x${hex}`);
  else if (binaryPrefix !== undefined) magnitude = BigInt(`0b${binary}`);
  else if (octalPrefix !== undefined) magnitude = BigInt(`0o${octal}`);
  else if (decimal!.length < 16) return safeInteger(sign === '-' ? -Number(decimal) : Number(decimal));
  else magnitude = BigInt(decimal!);
  const value = sign === '-' ? -magnitude : magnitude;
  const isWide = value < LEAST_INTEGER || value > (sign === '' ? MOST_UNSIGNED : MOST_INTEGER);
  if (isWide) return undefined;
  return { type: 'integer', value: Number(value), text: String(value) };
}

function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return false;
  }
  return true;
}

const LEAST_INTEGER = -(2n ** 63n);
const MOST_INTEGER = 2n ** 63n - 1n;
const MOST_UNSIGNED = 2n ** 64n - 1n;

function safeInteger(value: number): JsonScalar {
  const whole = value === 0 ? 0 : value;
  return { type: 'integer', value: whole, text: String(whole) };
}

/** A floating-point number; one beyond the range of 64 bits stays the string that it was. */
function floatScalar(text: string, value: number): JsonScalar {
  if (!Number.isFinite(value)) return stringScalar(text);
  // JSON writes whole numbers below 1e21 without a point, so Kubernetes takes `3.0` where it wants an integer.
  const type = Number.isInteger(value) && Math.abs(value) < 1e21 ? 'integer' : 'number';
  return { type, value, text: formatShortFloat(value), isFloat: true };
}

/** The way `sigs.k8s.io/yaml` writes a float that is a key: shortest digits of a 32-bit float, `1e+06` from a million on. */
function formatShortFloat(value: number): string {
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded)) return rounded > 0 ? '.inf' : '-.inf';
  if (rounded === 0) return Object.is(rounded, -0) ? '-0' : '0';
  let shortest = rounded.toExponential();
  for (let digits = 0; digits <= 8; digits++) {
    shortest = rounded.toExponential(digits);
    if (Math.fround(Number(shortest)) === rounded) break;
  }
  const [mantissa = '', exponentText = '0'] = shortest.split('e');
  const exponent = Number(exponentText);
  return exponent < -4 || exponent >= 6 ? goExponent(mantissa, exponent) : Number(shortest).toString();
}

function goExponent(mantissa: string, exponent: number): string {
  const magnitude = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${magnitude}`;
}

function demand(scalar: JsonScalar, text: string, type: JsonType): JsonScalar {
  return scalar.type === type ? scalar : { ...stringScalar(text), fault: 'tag' };
}

function resolveTaggedInteger(text: string): JsonScalar {
  const scalar = canBeOtherThanString(text.charCodeAt(0)) ? resolveInteger(text.replaceAll('_', '')) : undefined;
  return scalar ?? { ...stringScalar(text), fault: 'tag' };
}

function resolveTaggedFloat(text: string): JsonScalar {
  const scalar = resolvePlain(text);
  const isFloat = typeof scalar.value === 'number' && (scalar.type === 'number' || scalar.value < 2 ** 63);
  if (!isFloat) return { ...stringScalar(text), fault: 'tag' };
  return scalar;
}

function resolveBinary(text: string): JsonScalar {
  const compact = text.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) {
    return { ...stringScalar(text), fault: 'base64' };
  }
  return stringScalar(decodeBase64(compact));
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes read as UTF-8; what is no UTF-8 becomes U+FFFD, as in JSON. */
function decodeBase64(text: string): string {
  let escaped = '';
  let bits = 0;
  let held = 0;
  const bytes: number[] = [];
  for (const character of trimEndOf(text, '=')) {
    held = (held << 6) | BASE64.indexOf(character);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    // Not UTF-8: keep the characters that are.
    return bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\ufffd')).join('');
  }
}

/** The four layouts of dates that the reader knows; ranges of months and days are checked as Go does. */
function isTimestamp(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (match === null) return false;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  if (month! < 1 || month! > 12 || day! < 1 || hour! > 23 || minute! > 59 || second! > 59) return false;
  return day! <= new Date(Date.UTC(2000 + (year! % 400), month!, 0)).getUTCDate();
}

const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)|[ ](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)?$/;
