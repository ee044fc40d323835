import { settingsCode } from '../analysis/settingsFile.ts';
import { type FileProblem, fileRange, type OpenFile } from '../analysis/snapshot.ts';
import { shiftRange } from '../base/range.ts';
import { shownMessage } from '../base/visible.ts';
import type { Problem, RelatedPlace, Severity } from '../manifest/problem.ts';
import { rulePage } from '../rules/pages.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { Documents } from './documents.ts';
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from './languageServer.ts';
import type { Texts } from './texts.ts';

/** What turning problems into diagnostics needs. */
export interface DiagnosticTools {
  readonly client: ClientFeatures;
  readonly texts: Texts;
  readonly documents: Documents;
}

/** Closed files that the problems point into; `texts.load` them before `toDiagnostics`, or they are left out. */
export function filesPointedAt(problems: readonly FileProblem[], { client, texts }: DiagnosticTools): string[] {
  if (!client.hasRelatedInformation) return [];
  const uris = problems.flatMap(({ problem }) => problem.related ?? []).map(({ uri }) => uri);
  return uris.filter((uri) => uri !== undefined).filter((uri) => texts.get(uri) === undefined);
}

/** The problems of a file in the protocol's words; the same objects where neither a problem nor its place is another. */
export function toDiagnostics(file: OpenFile, problems: readonly FileProblem[], tools: DiagnosticTools): Diagnostic[] {
  const positions = tools.texts.in(file.text);
  return problems.map((found) => {
    const { problem, manifest, documentStart: start } = found;
    // Within a document that is the same object nothing moves; the line in which it begins may be another one.
    const place = { tools, document: manifest?.document, line: positions.toPosition(start).line };
    const known = knownDiagnostics.get(problem);
    if (known && isSamePlace(known.place, place)) return known.diagnostic;
    const diagnostic = toDiagnostic(file, found, tools);
    // What points elsewhere depends on the text there, too.
    if (manifest && !problem.related?.length) knownDiagnostics.set(problem, { place, diagnostic });
    return diagnostic;
  });
}

interface Place {
  readonly tools: DiagnosticTools;
  readonly document: YamlDocument | undefined;
  readonly line: number;
}

const knownDiagnostics = new WeakMap<Problem, { readonly place: Place; readonly diagnostic: Diagnostic }>();

function isSamePlace(a: Place, b: Place): boolean {
  return a.tools === b.tools && a.document === b.document && a.line === b.line;
}

function toDiagnostic(file: OpenFile, found: FileProblem, tools: DiagnosticTools): Diagnostic {
  const { problem } = found;
  const { client, texts } = tools;
  const tags = client.hasDiagnosticTags ? tagsOf(problem.rule) : [];
  const related = client.hasRelatedInformation ? relatedOf(file, found, tools) : [];
  return {
    range: texts.in(file.text).toRange(fileRange(found)),
    severity: severityNumbers[problem.severity],
    code: problem.rule,
    ...(client.hasCodeDescription && problem.rule !== settingsCode
      ? { codeDescription: { href: rulePage(problem.rule) } }
      : {}),
    source: 'statefulset',
    message: shownMessage(problem.message),
    ...(tags.length > 0 ? { tags } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    data: { field: problem.field },
  };
}

const severityNumbers: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Struck through where the rule's name says that the thing is on its way out, faded where it has no effect. */
function tagsOf(rule: string): DiagnosticTag[] {
  const words = rule.split('-');
  if (words.includes('deprecated')) return [DiagnosticTag.Deprecated];
  return unnecessaryWords.some((word) => words.includes(word)) ? [DiagnosticTag.Unnecessary] : [];
}

const unnecessaryWords: readonly string[] = ['unused', 'ignored', 'redundant'];

function relatedOf(
  file: OpenFile,
  { problem, documentStart }: FileProblem,
  tools: DiagnosticTools,
): DiagnosticRelatedInformation[] {
  const found: DiagnosticRelatedInformation[] = [];
  for (const place of problem.related ?? []) {
    const location = locate(file, place, { documentStart, tools });
    if (location) found.push({ location, message: shownMessage(place.message) });
  }
  return found;
}

function locate(
  file: OpenFile,
  { uri, range }: RelatedPlace,
  { documentStart, tools }: { documentStart: number; tools: DiagnosticTools },
) {
  if (uri === undefined) {
    return { uri: file.uri, range: tools.texts.in(file.text).toRange(shiftRange(range, documentStart)) };
  }
  const positions = tools.texts.positions(tools.documents.spelling(uri));
  return positions && { uri: tools.documents.spelling(uri), range: positions.toRange(range) };
}
