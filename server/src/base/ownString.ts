/** Shorter pieces of a text are copies anyway (V8's limit for pieces that point into the whole). */
const shortest = 13;

/**
 * An equal string with characters of its own. A piece cut out of a long text keeps all of that text in memory, which
 * matters where the piece is kept and the text is not. What is joined is written anew, into room that just fits.
 */
export function ownString(text: string): string {
  return text.length < shortest ? text : [text.slice(0, shortest - 1), text.slice(shortest - 1)].join('');
}
