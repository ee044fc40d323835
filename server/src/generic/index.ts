import { TextDocument } from 'vscode-languageserver-textdocument';
import { YAMLFormatter } from 'yaml-language-server/out/src/languageservice/services/yamlFormatter.js';
import type { TextEdit } from '../text/sourceText.ts';
import type { FormatOptions, GenericYaml } from './types.ts';

/**
 * Formatting by yaml-language-server. Its other services are left alone: they parse once more what is parsed already,
 * keep it by URI and version, and would say the same things twice.
 */
export const genericYaml: GenericYaml = { format };

/** Line ends that the formatter takes for such and Kubernetes, which splits a file into documents, does not. */
const rareLineEnd = /\r(?!\n)|[\x85\u2028\u2029]/;

/** What is formatted is formatted once more, for a few texts (`|2` with nothing but blanks below) come to rest only then. */
const mostRounds = 3;

/** Longer texts are formatted again only where they hold such a block: a second round takes as long as the first. */
const shortText = 20_000;
const indentedBlock = /[|>][+-]?[1-9]/;

async function format(text: string, options: FormatOptions): Promise<readonly TextEdit[]> {
  if (rareLineEnd.test(text)) return [];
  const isRestless = text.length <= shortText || indentedBlock.test(text);
  let before = text;
  for (let round = 0; round < mostRounds; round++) {
    const after = await formatOnce(before, options);
    if (after === before || !isRestless) return difference(text, after);
    before = after;
  }
  return [];
}

/** The text as the formatter writes it; as it is where that cannot read it. */
async function formatOnce(text: string, { tabSize }: FormatOptions): Promise<string> {
  const [edit] = await new YAMLFormatter().format(documentOf(text), {
    tabSize,
    bracketSpacing: true,
    proseWrap: 'preserve',
    // Only lists and mappings in brackets are broken here; texts keep their lines, as `preserve` asks.
    printWidth: 80,
  });
  return edit === undefined ? text : withLineEndsOf(text, edit.newText);
}

/** A document that no cache can mistake for another one: nothing here looks at its URI or version. */
function documentOf(text: string): TextDocument {
  return TextDocument.create('', 'yaml', 0, text);
}

/** The formatter ends lines with `\n` alone. */
function withLineEndsOf(text: string, formatted: string): string {
  return text.includes('\r\n') ? formatted.replaceAll(/\r?\n/g, '\r\n') : formatted;
}

/**
 * One edit per run of lines that differ, so that the cursor, folds and diagnostics elsewhere stay where they are. Lines
 * are matched greedily within a short distance; where that fails, one edit takes the rest.
 */
function difference(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const old = linesOf(before);
  const now = linesOf(after);
  const edits: TextEdit[] = [];
  let [a, b, offset] = [0, 0, 0];
  while (a < old.length || b < now.length) {
    if (a < old.length && old[a] === now[b]) {
      offset += old[a++]!.length;
      b++;
      continue;
    }
    const { skipOld, skipNew } = nextMatch(old, now, { a, b });
    const removed = old.slice(a, a + skipOld).join('');
    edits.push({ start: offset, end: offset + removed.length, newText: now.slice(b, b + skipNew).join('') });
    offset += removed.length;
    a += skipOld;
    b += skipNew;
  }
  return edits;
}

/** As many lines are looked ahead for the next pair of equal ones. */
const lookAhead = 40;

/** How many lines of each side to leave behind until both go on alike. */
function nextMatch(
  old: readonly string[],
  now: readonly string[],
  { a, b }: { a: number; b: number },
): { skipOld: number; skipNew: number } {
  for (let total = 1; total <= lookAhead; total++) {
    for (let skipOld = 0; skipOld <= total; skipOld++) {
      const skipNew = total - skipOld;
      const line = old[a + skipOld];
      // An empty line is like any other one, so it says nothing about where both sides meet again.
      if (line !== undefined && line.trim() !== '' && line === now[b + skipNew]) return { skipOld, skipNew };
    }
  }
  return { skipOld: old.length - a, skipNew: now.length - b };
}

/** The lines with their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
