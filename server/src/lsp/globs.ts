import ignore from 'ignore';

/** Says of a path (from the folder's root, `/` between segments) whether one of some globs matches it. */
export type GlobMatcher = (path: string) => boolean;

/** A matcher for globs written as in `.gitignore`, with alternatives in braces: later ones win, `!` takes back. */
export function globMatcher(globs: readonly string[]): GlobMatcher {
  if (globs.length === 0) return () => false;
  const matcher = ignore({ allowRelativePaths: true }).add(globs.flatMap(expandBraces));
  return (path) => path !== '' && matcher.ignores(upToDeepest(path));
}

/** A glob with several `**` takes longer with each folder that a path goes through: what lies deeper is as its folder is. */
const deepest = 64;

function upToDeepest(path: string): string {
  let end = -1;
  for (let folder = 0; folder < deepest; folder++) {
    end = path.indexOf('/', end + 1);
    if (end < 0) return path;
  }
  return path.slice(0, end + 1);
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
