import { styleText } from 'node:util';
import { visible, visibleLine } from '../../base/visible.ts';
import type { Severity } from '../../manifest/problem.ts';
import { countBySeverity, filesWithObjects, type Report, type ReportedDiagnostic } from './report.ts';

type Paint = (style: 'red' | 'yellow' | 'blue' | 'dim' | 'bold', text: string) => string;

const colours = { error: 'red', warning: 'yellow', information: 'blue', hint: 'dim' } as const satisfies Record<
  Severity,
  string
>;

/** The report for people: `file:line:column`, severity, message, rule, and the line with a caret; a sum at the end. */
export function textReport(report: Report, isColoured: boolean): string {
  const paint: Paint = (style, text) => (isColoured ? styleText(style, text, { validateStream: false }) : text);
  const blocks: string[] = [];
  for (const { path, diagnostics } of report.files) {
    for (const diagnostic of diagnostics) blocks.push(block(path, diagnostic, paint));
  }
  blocks.push(reportSum(report));
  return blocks.join('\n');
}

function block(path: string, diagnostic: ReportedDiagnostic, paint: Paint): string {
  const { line, column, severity, message, code } = diagnostic;
  const head = `${paint('bold', `${visibleLine(path)}:${line}:${column}`)}: ${paint(colours[severity], severity)}: ${message} ${paint('dim', `[${code}]`)}`;
  const gutter = `${line}`;
  const blank = ' '.repeat(gutter.length);
  const { before, marked, after } = excerpt(diagnostic);
  // Tabs stay tabs before the caret, so that it stands under the right column in any terminal.
  const indent = before.replace(/[^\t]/g, ' ');
  const caret = '^'.repeat(Math.max(1, Math.min(marked.length, 120)));
  return `${head}\n  ${paint('dim', `${gutter} |`)} ${before}${marked}${after}\n  ${paint('dim', `${blank} |`)} ${indent}${paint(colours[severity], caret)}`;
}

/** A line is shown this far before the problem and from there on (UTF-16 units): some files are one long line. */
const shownBefore = 80;
const shownFrom = 160;

/** The line of a problem around the problem, in three parts: everything in it shows, and what is left out is an ellipsis. */
function excerpt({ lineText, line, column, endLine, endColumn }: ReportedDiagnostic) {
  const start = column - 1;
  const end = endLine === line ? endColumn - 1 : lineText.length;
  const first = start > shownBefore ? start - shownBefore : 0;
  const last = Math.min(lineText.length, start + shownFrom);
  return {
    before: (first > 0 ? '…' : '') + visible(lineText.slice(first, start)),
    marked: visible(lineText.slice(start, Math.min(end, last))),
    after: visible(lineText.slice(Math.min(end, last), last)) + (last < lineText.length ? '…' : ''),
  };
}

/** How many files were checked, and what was found, in one line. */
export function reportSum(report: Report): string {
  const counts = countBySeverity(report);
  const parts = [
    plural(counts.error, 'error', 'errors'),
    plural(counts.warning, 'warning', 'warnings'),
    plural(counts.information, 'information', 'informations'),
    plural(counts.hint, 'hint', 'hints'),
  ].filter((part) => !part.startsWith('0 '));
  if (report.files.length === 0) return 'Nothing was checked: no YAML or JSON file was found';
  const files = plural(report.files.length, 'file', 'files');
  const held = filesWithObjects(report);
  // Where something is told of a file without a whole object, that it holds none would contradict what is told.
  const isTold = held === 0 && parts.length > 0;
  const holding =
    held === report.files.length || isTold ? '' : `, ${held === 0 ? 'none' : held} with Kubernetes objects`;
  return `${files} checked against Kubernetes ${report.kubernetesVersion}${holding}: ${parts.length === 0 ? 'no problems' : parts.join(', ')}`;
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
