import { styleText } from 'node:util';
import type { Severity } from '../../manifest/problem.ts';
import { countBySeverity, type Report, type ReportedDiagnostic } from './report.ts';

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
  blocks.push(sum(report));
  return blocks.join('\n');
}

function block(path: string, diagnostic: ReportedDiagnostic, paint: Paint): string {
  const { line, column, severity, message, code } = diagnostic;
  const head = `${paint('bold', `${path}:${line}:${column}`)}: ${paint(colours[severity], severity)}: ${message} ${paint('dim', `[${code}]`)}`;
  const gutter = `${line}`;
  const blank = ' '.repeat(gutter.length);
  // Tabs stay tabs before the caret, so that it stands under the right column in any terminal.
  const indent = diagnostic.lineText.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const width = diagnostic.endLine === line ? diagnostic.endColumn - column : diagnostic.lineText.length - column + 1;
  const caret = '^'.repeat(Math.max(1, Math.min(width, 120)));
  return `${head}\n  ${paint('dim', `${gutter} |`)} ${diagnostic.lineText}\n  ${paint('dim', `${blank} |`)} ${indent}${paint(colours[severity], caret)}`;
}

function sum(report: Report): string {
  const counts = countBySeverity(report);
  const parts = [
    plural(counts.error, 'error', 'errors'),
    plural(counts.warning, 'warning', 'warnings'),
    plural(counts.information, 'information', 'informations'),
    plural(counts.hint, 'hint', 'hints'),
  ].filter((part) => !part.startsWith('0 '));
  if (report.files.length === 0) return 'Nothing was checked: no YAML or JSON file was found';
  const files = plural(report.files.length, 'file', 'files');
  return `${files} checked against Kubernetes ${report.kubernetesVersion}: ${parts.length === 0 ? 'no problems' : parts.join(', ')}`;
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
