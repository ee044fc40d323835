import { limits } from '../base/limits.ts';
import { manifestsOf } from '../manifest/manifest.ts';
import type { Fix } from '../manifest/problem.ts';
import { checkSchema } from '../schema/check.ts';
import type { Minor } from '../schema/minor.ts';
import { editedText } from '../text/editedText.ts';
import { SourceText } from '../text/sourceText.ts';
import { YamlStream } from '../yaml/stream.ts';
import type { YamlDocument, YamlProblem } from '../yaml/tree.ts';
import { removeDuplicate } from './repairs/duplicates.ts';
import { indentLines, replaceTabs } from './repairs/indentation.ts';
import { closeQuote, doubleApostrophe, doubleBackslash, dropCharacter, quoteText } from './repairs/quoting.ts';
import type { Repair, Repairs } from './repairs/repair.ts';
import {
  itemOnOwnLine,
  missingBlankBehindDash,
  missingBracket,
  missingColon,
  missingComma,
  separateKey,
} from './repairs/spacing.ts';
import { finishMerge, plainBlanks, separateObject } from './repairs/wholeText.ts';

/** What is tried for a fault; of each the best counts. */
const repairs: readonly Repairs[] = [
  replaceTabs,
  plainBlanks,
  indentLines,
  missingBlankBehindDash,
  missingColon,
  separateKey,
  itemOnOwnLine,
  missingBracket,
  closeQuote,
  doubleApostrophe,
  doubleBackslash,
  dropCharacter,
  quoteText,
  missingComma,
];

/**
 * Repairs of a fault of the text, best first. Each is tried: it counts where the text has fewer faults afterwards, and of
 * several the one after which Kubernetes refuses least of what can be read. None is safe, as a text that cannot be read
 * is only guessed at; and where several are equally good, none is preferred.
 */
export function textFixes(document: YamlDocument, fault: YamlProblem, minor: Minor): readonly Fix[] {
  if (document.text.length > limits.triedCharacters) return [];
  const trial = new Trial(document, minor);
  const whole = separateObject(document, fault) ?? finishMerge(document, fault);
  if (whole) return whole.flatMap((repair) => trial.resultOf(repair) ?? []).map(fixOf);
  const duplicates = removeDuplicate(document, fault).flatMap((repair) => trial.resultOf(repair) ?? []);
  if (duplicates.length > 0) return duplicates.map(fixOf);
  const found = repairs.flatMap((make) =>
    bestOf(make(document, fault).flatMap((repair) => trial.resultOf(repair) ?? [])),
  );
  const best = bestOf(found)[0];
  if (!best) return [];
  const equal = found.filter((result) => !isBetter(best, result));
  return equal.map((result) => ({ ...fixOf(result), ...(equal.length > 1 ? { isPreferred: false } : {}) }));
}

function fixOf({ repair: { title, edits, isPreferred } }: Result): Fix {
  return { title, isSafe: false, edits, ...(isPreferred === undefined ? {} : { isPreferred }) };
}

/** What a text is like after a repair. */
interface Result {
  readonly repair: Repair;
  readonly faults: number;
  /** What Kubernetes refuses of the objects. */
  readonly errors: number;
}

function isBetter(one: Result, other: Result): boolean {
  return one.faults < other.faults || (one.faults === other.faults && one.errors < other.errors);
}

function bestOf(results: readonly Result[]): readonly Result[] {
  let best: Result | undefined;
  for (const result of results) if (!best || isBetter(result, best)) best = result;
  return best ? [best] : [];
}

/** Tries repairs of a document. */
class Trial {
  readonly #document: YamlDocument;
  readonly #minor: Minor;
  #left: number;
  #errorsBefore: number | undefined;

  constructor(document: YamlDocument, minor: Minor) {
    this.#document = document;
    this.#minor = minor;
    this.#left = Math.max(2, Math.floor(limits.repairCharacters / (document.text.length + 1)));
  }

  /** What a repair leads to; undefined where it is none. */
  resultOf(repair: Repair): Result | undefined {
    if (repair.edits.length === 0 || this.#left === 0) return undefined;
    this.#left--;
    const after = YamlStream.parse(new SourceText(editedText(this.#document.text, repair.edits))).documents;
    const faults = after.reduce((sum, { problems }) => sum + problems.length, 0);
    if (faults >= this.#document.problems.length) return undefined;
    const errors = this.#errorsIn(after);
    return this.#isEnough(repair, errors) ? { repair, faults, errors } : undefined;
  }

  #isEnough({ needs }: Repair, errors: number): boolean {
    if (needs === undefined) return true;
    this.#errorsBefore ??= this.#errorsIn([this.#document]);
    return needs === 'fewerErrors' ? errors < this.#errorsBefore : errors <= this.#errorsBefore;
  }

  #errorsIn(documents: readonly YamlDocument[]): number {
    let errors = 0;
    for (const manifest of documents.flatMap((document) => manifestsOf(document))) {
      const found = checkSchema(manifest, { minor: this.#minor, isPatch: false });
      errors += found.filter(({ severity }) => severity === 'error').length;
    }
    return errors;
  }
}
