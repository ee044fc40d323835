import { nearest } from '../base/nearest.ts';
import type { Range } from '../base/range.ts';
import type { Problem, Severity } from '../manifest/problem.ts';
import { lineEndOf, lineStartOf } from '../text/textLines.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import type { Settings } from './settings.ts';

/**
 * The severity that counts. A text with placeholders is not final, so nothing in it is called refused: what remains
 * are misspelt fields and words outside of the placeholders, as warnings.
 */
export function severityOf(document: YamlDocument, problem: Problem, settings: Settings): Severity | 'off' {
  const chosen = settings.rules[problem.rule] ?? problem.severity;
  if (!document.isTemplate || chosen === 'off') return chosen;
  // Which branch of a template counts is not known, so that only likely slips of the pen are left.
  const isSlip = problem.rule === 'unknown-field' ? problem.fixes !== undefined : isMisspeltWord(document, problem);
  if (!isSlip || isInTemplate(document, problem.range)) return 'off';
  return chosen === 'error' ? 'warning' : chosen;
}

/** Whether a word that a field does not know is nearly one that it knows; others may belong to another branch's kind. */
function isMisspeltWord({ text }: YamlDocument, { rule, range, fixes }: Problem): boolean {
  if (rule !== 'value-not-supported') return false;
  const better = fixes?.()[0]?.edits[0]?.newText.replace(/^["']|["']$/g, '');
  const written = text.slice(range.start, range.end).replace(/^["']|["']$/g, '');
  return better !== undefined && nearest(written, [better]) === better;
}

function isInTemplate(document: YamlDocument, range: Range): boolean {
  const { text } = document;
  const line = text.slice(lineStartOf(text, range.start), lineEndOf(text, range.end));
  return line.includes('{{') || line.includes('${');
}
