/** A snippet as text without stops: placeholders stay as their defaults, choices as the first one. */
export function withoutStops(snippet: string): string {
  let text = '';
  let at = 0;
  while (at < snippet.length) {
    const character = snippet.charAt(at);
    if (character === '\\') {
      text += snippet.charAt(at + 1);
      at += 2;
    } else if (character === '$') {
      const stop = stopAt(snippet, at);
      text += stop ? stop.text : character;
      at += stop?.length ?? 1;
    } else {
      text += character;
      at++;
    }
  }
  return text;
}

/** `$1`, `${1}`, `${1:default}` or `${1|first,second|}` at an offset, or undefined. */
function stopAt(snippet: string, at: number): { text: string; length: number } | undefined {
  const bare = /^\$\d{1,4}/.exec(snippet.slice(at, at + 5));
  if (bare) return { text: '', length: bare[0].length };
  const head = /^\$\{\d{1,4}([:|}])/.exec(snippet.slice(at, at + 8));
  if (!head) return undefined;
  const start = at + head[0].length;
  if (head[1] === '}') return { text: '', length: head[0].length };
  const end = endOf(snippet, start);
  const inner = snippet.slice(start, end);
  const text = head[1] === '|' ? withoutStops(firstChoice(inner)) : withoutStops(inner);
  return { text, length: end + 1 - at };
}

/** Offset of the brace that closes a stop whose content begins at `start`. */
function endOf(snippet: string, start: number): number {
  let depth = 1;
  for (let at = start; at < snippet.length; at++) {
    const character = snippet.charAt(at);
    if (character === '\\') at++;
    else if (character === '$' && snippet.charAt(at + 1) === '{') depth++;
    else if (character === '}' && --depth === 0) return at;
  }
  return snippet.length;
}

function firstChoice(choices: string): string {
  const inner = choices.endsWith('|') ? choices.slice(0, -1) : choices;
  for (let at = 0; at < inner.length; at++) {
    if (inner.charAt(at) === '\\') at++;
    else if (inner.charAt(at) === ',') return inner.slice(0, at);
  }
  return inner;
}
