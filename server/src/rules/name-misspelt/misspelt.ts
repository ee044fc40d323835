import { nearest } from '../../base/nearest.ts';
import { isNumbered } from '../workloads.ts';

/**
 * The name that was most likely meant by one that nothing has. People name things by words with dashes between, and give
 * things that belong together names that differ in one short word (`db-ro` and `db-rw`, `app-tls` and `app-jks`), so that
 * only what happens in typing counts in short words. `isMeant` leaves out more of those that are near.
 */
export function misspelt(
  name: string,
  candidates: readonly string[],
  isMeant: (candidate: string) => boolean = () => true,
): string | undefined {
  return nearest(
    name,
    candidates,
    (candidate) => !isNumbered(name, candidate) && isSlip(name, candidate) && isMeant(candidate),
  );
}

function isSlip(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  const [words, others] = [left.split(separators), right.split(separators)];
  if (words.join('') === others.join('')) return true;
  if (words.length !== others.length) return false;
  return words.every((word, at) => word === others[at] || isSlipOfWord(word, others[at]!));
}

const separators = /[-._]/;

/** In longer words each near one counts; in short ones only letters that are swapped or doubled, and the `s` of a plural. */
function isSlipOfWord(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  if (length >= longWord) return nearest(a, [b]) !== undefined;
  if (length < shortestWord) return false;
  return `${a}s` === b || `${b}s` === a || undoubled(a) === undoubled(b) || isSwapped(a, b);
}

const longWord = 5;
const shortestWord = 3;

function undoubled(word: string): string {
  return word.replaceAll(/(.)\1/g, '$1');
}

/** Whether two words differ in two neighbours alone that have changed places. */
function isSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return at >= 0 && a.slice(0, at) + (a[at + 1] ?? '') + a[at]! + a.slice(at + 2) === b;
}
