import { pathToFileURL } from 'node:url';
import { withoutLinks } from '../../base/visible.ts';
import type { Severity } from '../../manifest/problem.ts';
import { rulePage } from '../../rules/pages.ts';
import { ruleSeverity } from '../../service.ts';
import { jsonText } from '../output.ts';
import type { Report, ReportedDiagnostic } from './report.ts';

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** What a report in SARIF is made of beside the report. */
export interface SarifOptions {
  readonly version: string;
  /** The pages of rules as Markdown, by id. */
  readonly pages: Readonly<Record<string, string>>;
}

/** The report as SARIF 2.1.0, for code scanning services. Columns count UTF-16 units. */
export function sarifReport(report: Report, { version, pages }: SarifOptions): string {
  const codes = [...new Set(report.files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))].sort();
  const results = report.files.flatMap(({ path, diagnostics }) =>
    diagnostics.map((diagnostic) => result(path, diagnostic)),
  );
  const driver = {
    name: 'statefulset',
    version,
    informationUri: 'https://github.com/statefulset-language-server/statefulset-language-server',
    rules: codes.map((id) => descriptor(id, pages[id])),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    results,
    invocations: [
      {
        executionSuccessful: report.unreadable.length === 0,
        toolExecutionNotifications: report.unreadable.map(({ path, reason }) => ({
          level: 'error',
          // SARIF reads links in plain texts, too (3.11.6).
          message: { text: withoutLinks(`${path}: ${reason}`) },
        })),
      },
    ],
  };
  return jsonText({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] });
}

/** What a rule says of itself: the sentence, the reasons, and the page of `docs/rules`. */
function descriptor(id: string, page: string | undefined): object {
  const severity = ruleSeverity(id);
  const level = severity === undefined ? {} : { defaultConfiguration: { level: levels[severity] } };
  const known = { id, helpUri: rulePage(id), ...level };
  if (page === undefined) return known;
  const [head = '', ...sections] = page.split('\n## ');
  const [, stated = ''] = head.split(/\nSeverity: [^\n]*\n\n/);
  const summary = plain(stated.split('\n\n')[0] ?? '') || id;
  const [why, fix] = ['Why', 'Fix'].map((title) => plain(textUnder(title, sections)));
  const help = [summary, why, fix].filter((text) => text !== undefined && text !== '').join('\n\n');
  return {
    ...known,
    shortDescription: { text: summary },
    fullDescription: { text: why || summary },
    help: { text: help, markdown: page },
  };
}

/** The text under a heading of the second level; '' where the page has no such heading. */
function textUnder(title: string, sections: readonly string[]): string {
  const found = sections.find((section) => section.startsWith(`${title}\n`));
  return found === undefined ? '' : found.slice(title.length + 1);
}

/** Markdown of a few sentences as plain text, its paragraphs one line each. */
function plain(markdown: string): string {
  return markdown
    .trim()
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/(?<!\n)\n(?![\n-])/g, ' ');
}

function result(path: string, diagnostic: ReportedDiagnostic): object {
  const { line, column, endLine, endColumn, object, field } = diagnostic;
  return {
    ruleId: diagnostic.code,
    level: levels[diagnostic.severity],
    message: { text: withoutLinks(diagnostic.message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: artifactUri(path) },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
        logicalLocations: [
          { name: object.name, kind: 'object', fullyQualifiedName: `${object.kind}/${object.name}:${field}` },
        ],
      },
    ],
  };
}

/** Relative paths stay relative, as code scanning wants them; spaces and the like are escaped. */
function artifactUri(path: string): string {
  if (path.startsWith('/')) return pathToFileURL(path).href;
  return path
    .replaceAll('\\', '/')
    .split('/')
    .map((name) => encodeURIComponent(name.toWellFormed()))
    .join('/');
}
