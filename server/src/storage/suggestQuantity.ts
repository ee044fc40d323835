import { parseQuantity } from './quantity.ts';

/** What a quantity counts: bytes of a disk or of memory, processor cores, or things (`nvidia.com/gpu`). */
export type QuantityUse = 'size' | 'cpu' | 'count';

/**
 * The spelling that was most likely meant by a text that Kubernetes refuses (`10GB`, `10gi`, `10 Gi`, `10GiB`), or that
 * it takes for thousandths of a byte (`100m` as a size). Undefined where the text is fine or nothing can be guessed.
 */
export function suggestQuantity(text: string, use: QuantityUse = 'size'): string | undefined {
  return suggestQuantities(text, use)[0];
}

/** All spellings that may have been meant, the likeliest first; the second of two is the strict reading of a unit. */
export function suggestQuantities(text: string, use: QuantityUse = 'size'): readonly string[] {
  const parts = split(text);
  if (!parts) return [];
  const suffixes = use === 'size' ? sizeSuffixes(parts.unit) : otherSuffixes(parts.unit);
  return suffixes
    .map((suffix) => parts.number + suffix)
    .filter((suggestion) => suggestion !== text.trim() && parseQuantity(suggestion) !== undefined);
}

/** The number without blanks and separators, and the unit after it. */
function split(text: string): { readonly number: string; readonly unit: string } | undefined {
  const compact = withoutBlanks(text);
  let at = 0;
  while (at < compact.length && numberCharacters.includes(compact[at]!)) at++;
  const number = plainNumber(compact.slice(0, at));
  if (number === undefined || compact.length > 64) return undefined;
  return { number, unit: compact.slice(at) };
}

const numberCharacters = '+-0123456789.,_';

function withoutBlanks(text: string): string {
  let result = '';
  for (const character of text) if (character.trim() !== '') result += character;
  return result;
}

/** `1,000` and `1_000` without separators, `1,5` with a point; undefined where it is no number. */
function plainNumber(text: string): string | undefined {
  const pieces = text.replaceAll('_', '').split(',');
  const isGrouped = pieces.length > 2 || (pieces.length === 2 && pieces[1]!.length === 3);
  const number = pieces.length === 2 && !isGrouped ? pieces.join('.') : pieces.join('');
  const hasDigit = [...number].some((character) => character >= '0' && character <= '9');
  return hasDigit && parseQuantity(number) ? number : undefined;
}

const prefixes = ['k', 'm', 'g', 't', 'p', 'e'] as const;
const prefixWords: ReadonlyMap<string, (typeof prefixes)[number]> = new Map([
  ['kilo', 'k'],
  ['kibi', 'k'],
  ['mega', 'm'],
  ['mebi', 'm'],
  ['meg', 'm'],
  ['giga', 'g'],
  ['gibi', 'g'],
  ['gig', 'g'],
  ['tera', 't'],
  ['tebi', 't'],
  ['peta', 'p'],
  ['pebi', 'p'],
  ['exa', 'e'],
  ['exbi', 'e'],
]);

/**
 * Suffixes for a unit of size. Without an `i` people mean either; disks and memory are sold in powers of two under the
 * name GB, so that reading comes first. A unit that Kubernetes knows stays, save the thousandths.
 */
function sizeSuffixes(unit: string): readonly string[] {
  if (unit === 'u' || unit === 'n') return [''];
  if (unit !== 'm' && parseQuantity(`1${unit}`)) return [unit];
  const word = withoutByteWord(unit.toLowerCase());
  if (word === undefined) return [];
  if (word === '') return [''];
  const isBinary = word.endsWith('i');
  const stem = isBinary && word.length === 2 ? word[0]! : word;
  const prefix = prefixWords.get(stem) ?? prefixes.find((letter) => letter === stem);
  if (!prefix) return [];
  const binary = `${prefix.toUpperCase()}i`;
  const decimal = prefix === 'k' ? 'k' : prefix.toUpperCase();
  return isBinary ? [binary] : [binary, decimal];
}

/** `gib` → `gi`, `gigabytes` → `giga`, `bytes` → ``; undefined for what cannot be a unit of size. */
function withoutByteWord(unit: string): string | undefined {
  if (unit.length > 16) return undefined;
  for (const word of ['bytes', 'byte', 'b']) {
    if (unit.endsWith(word)) return unit.slice(0, -word.length);
  }
  return unit.endsWith('gs') ? unit.slice(0, -1) : unit;
}

/** Suffixes for cores and counts, where only the letters' case and a word for the unit can be wrong. */
function otherSuffixes(unit: string): readonly string[] {
  if (parseQuantity(`1${unit}`)) return [unit];
  const lower = unit.toLowerCase();
  if (['core', 'cores', 'cpu', 'cpus', 'vcpu', 'vcpus'].includes(lower)) return [''];
  if (['milli', 'mcpu', 'mcore', 'mcores', 'millicore', 'millicores', 'millicpu'].includes(lower)) return ['m'];
  return lower === 'k' ? ['k'] : [];
}
