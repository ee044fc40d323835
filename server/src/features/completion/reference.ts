import type { Range } from '../../base/range.ts';
import type { Request } from './request.ts';

/**
 * The `$(NAME)` that a word is the name of, as far as it is typed and not before `from`; undefined outside of one.
 * Kubernetes: `third_party/forked/golang/expansion`: `$$` stands for a dollar.
 */
export function referenceAround(
  { text, offset }: Pick<Request, 'text' | 'offset'>,
  word: Range,
  from: number,
): Range | undefined {
  const start = word.start - 2;
  if (start < from || text[start] !== '$' || text[start + 1] !== '(') return undefined;
  let dollars = 1;
  while (start - dollars >= from && text[start - dollars] === '$') dollars++;
  if (dollars % 2 === 0) return undefined;
  if (text[word.end] === ')') return { start, end: word.end + 1 };
  // While the parenthesis is missing, what follows a dot is rather the rest of an address
  let end = offset;
  while (end < word.end && /\w/.test(text[end]!)) end++;
  return { start, end };
}

/** Whether an offer is such a reference, and so may stand in the place of one. */
export function isReference(value: string): boolean {
  return value.startsWith('$(');
}
