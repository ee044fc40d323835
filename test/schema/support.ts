import { manifestsOf } from '../../server/src/manifest/manifest.ts';
import type { Problem } from '../../server/src/manifest/problem.ts';
import { checkSchema } from '../../server/src/schema/check.ts';
import { type Minor, newestMinor } from '../../server/src/schema/minor.ts';
import { type ExampleParts, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { applyEdits } from '../support/edits.ts';

export interface CheckOptions {
  readonly minor?: Minor;
  readonly isPatch?: boolean;
}

/** What the schema says of the first object of a text. */
export function check(text: string, { minor = newestMinor, isPatch = false }: CheckOptions = {}): readonly Problem[] {
  const manifest = manifestsOf(parseDocument(text))[0];
  return manifest ? checkSchema(manifest, { minor, isPatch }) : [];
}

/** `rule field` of every finding, in the order of the report. */
export function findings(text: string, options: CheckOptions = {}): string[] {
  return check(text, options).map(({ rule, field }) => `${rule} ${field}`);
}

/** `rule field` of the errors in a small StatefulSet with these parts. */
export function errorsIn(parts: ExampleParts, options: CheckOptions = {}): string[] {
  return check(statefulSet(parts), options)
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, field }) => `${rule} ${field}`);
}

/** The same for warnings. */
export function warningsIn(parts: ExampleParts, options: CheckOptions = {}): string[] {
  return check(statefulSet(parts), options)
    .filter(({ severity }) => severity === 'warning')
    .map(({ rule, field }) => `${rule} ${field}`);
}

/** The text after the first repair of the first finding that has one; the text itself when there is none. */
export function repaired(text: string, options: CheckOptions = {}): string {
  for (const problem of check(text, options)) {
    const fix = problem.fixes?.()[0];
    if (fix) return applyEdits(text, fix.edits);
  }
  return text;
}

/** All safe repairs applied until there are none left. */
export function repairedSafely(text: string): string {
  let result = text;
  for (let round = 0; round < 20; round++) {
    const fix = check(result)
      .flatMap((problem) => problem.fixes?.() ?? [])
      .find((candidate) => candidate.isSafe);
    if (!fix) return result;
    result = applyEdits(result, fix.edits);
  }
  throw new Error('the repairs never end');
}

/** The text that a finding underlines. */
export function underlined(text: string, rule: string): string {
  const problem = check(text).find((candidate) => candidate.rule === rule);
  return problem ? text.slice(problem.range.start, problem.range.end) : '';
}
