import fs from 'node:fs';
import path from 'node:path';
import type { AnalysisHost } from '../analysis/analysisHost.ts';
import { neverCancelled } from '../base/cancellation.ts';
import { fixAll } from '../features/codeActions.ts';
import { decode } from './files.ts';

/** A repair may uncover the next one (a moved key, then its value); this many rounds end every chain seen. */
const mostRounds = 20;

/** The text of a file after all safe fixes, until nothing is left to fix; the same text when nothing was. */
export function fixedText(host: AnalysisHost, uri: string, text: string): string {
  let fixed = text;
  for (let round = 0; round < mostRounds; round++) {
    host.open(uri, round, fixed);
    const action = fixAll(host.snapshot(), uri, neverCancelled);
    if (!action) break;
    for (const { range, newText } of [...action.edits].reverse()) {
      fixed = fixed.slice(0, range.start) + newText + fixed.slice(range.end);
    }
  }
  host.close(uri, fixed);
  return fixed;
}

/**
 * Writes a file anew in one step: a crash leaves the old text or the new one. The permissions stay; a symbolic link stays
 * one when its target lies in `root`, and is left alone otherwise. Returns why it was not written, if so.
 */
export function writeAtomically(file: string, text: string, root: string): string | undefined {
  try {
    const target = fs.realpathSync(file);
    const relative = path.relative(fs.realpathSync(root), target);
    if (relative.startsWith('..') || path.isAbsolute(relative)) return 'it is a link that leads out of the folder';
    const { mode } = fs.statSync(target);
    const isUtf16 = decode(fs.readFileSync(target)).length !== fs.readFileSync(target, 'utf8').length;
    if (isUtf16) return 'it is not UTF-8';
    const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
    fs.writeFileSync(temporary, text, { mode });
    fs.renameSync(temporary, target);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
