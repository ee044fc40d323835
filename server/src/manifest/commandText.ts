/** A program and its arguments that are written as one text, as for a shell. */
export interface CommandText {
  /** Cut at blanks; of a text that needs a shell no more than that. */
  readonly words: readonly string[];
  /** Whether nothing but a shell knows what it means: quotes, variables and pipes, or a word of its own in front. */
  readonly needsShell: boolean;
}

/** What a text is as a command. A container's program is started without a shell, so that each word has to be an item. */
export function commandText(text: string): CommandText {
  const words = wordsOf(text);
  return { words, needsShell: shellSigns.test(text) || startsInShell(words[0] ?? '') };
}

/**
 * The words of a text as arguments, which go to the program as they are: signs within a word (`?a=1&b=2`) stand for
 * themselves. Undefined where only a shell takes it apart.
 */
export function argumentWords(text: string): readonly string[] | undefined {
  // `$(NAME)` is filled in by Kubernetes before the program starts
  if (/["'`\\]|\$(?!\()/.test(text)) return undefined;
  const words = wordsOf(text);
  if (words.length === 1) return words;
  const isShellLine = /[\r\n]/.test(text) || words.some((word) => /^[|&;<>#]|[|&;<>]$/.test(word));
  return isShellLine ? undefined : words;
}

function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

const shellSigns = /["'`\\$|&;<>(){}*?[\]~#!\r\n]/;

/** Words that a shell understands and no file is called by, and variables that are set for one program. */
function startsInShell(word: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*=/.test(word) || shellWords.has(word);
}

const shellWords: ReadonlySet<string> = new Set(
  '. : case cd eval exec exit export for if set source trap ulimit umask unset until wait while'.split(' '),
);
