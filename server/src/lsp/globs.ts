import ignore from 'ignore';

/** Says of a path (from the folder's root, `/` between segments) whether one of some globs matches it. */
export type GlobMatcher = (path: string) => boolean;

/** A matcher for globs written as in `.gitignore`, with alternatives in braces: later ones win, `!` takes back. */
export function globMatcher(globs: readonly string[]): GlobMatcher {
  if (globs.length === 0) return () => false;
  const matcher = ignore({ allowRelativePaths: true }).add(globs.flatMap(expandBraces));
  return (path) => path !== '' && matcher.ignores(path);
}

/** At most this many globs come of one: more are written by mistake only. */
const mostAlternatives = 64;

/**
 * The globs that one with alternatives stands for: `*.{yaml,yml}` is `*.yaml` and `*.yml`. Editors know this notation,
 * `.gitignore` does not. Braces that do not close stay as they are.
 */
export function expandBraces(glob: string): string[] {
  let globs = [glob];
  for (;;) {
    const next = [...new Set(globs.flatMap(expandFirst))];
    if (next.length > mostAlternatives || next.every((each, at) => each === globs[at])) return globs;
    globs = next;
  }
}

function expandFirst(glob: string): string[] {
  const end = glob.indexOf('}');
  const start = glob.lastIndexOf('{', end);
  if (start < 0 || end < 0) return [glob];
  const alternatives = glob.slice(start + 1, end).split(',');
  return alternatives.map((alternative) => glob.slice(0, start) + alternative + glob.slice(end + 1));
}
