import { pathToFileURL } from 'node:url';
import type { Severity } from '../../manifest/problem.ts';
import { rulePage } from '../../rules/pages.ts';
import type { Report, ReportedDiagnostic } from './report.ts';

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** The report as SARIF 2.1.0, for code scanning services. Columns count UTF-16 units. */
export function sarifReport(report: Report, version: string): string {
  const codes = [...new Set(report.files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))].sort();
  const results = report.files.flatMap(({ path, diagnostics }) =>
    diagnostics.map((diagnostic) => result(path, diagnostic)),
  );
  const driver = {
    name: 'statefulset',
    version,
    informationUri: 'https://github.com/statefulset-language-server/statefulset-language-server',
    rules: codes.map((id) => ({ id, helpUri: rulePage(id) })),
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
          message: { text: `${path}: ${reason}` },
        })),
      },
    ],
  };
  return JSON.stringify(
    { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] },
    null,
    1,
  );
}

function result(path: string, diagnostic: ReportedDiagnostic): object {
  const { line, column, endLine, endColumn, object, field } = diagnostic;
  return {
    ruleId: diagnostic.code,
    level: levels[diagnostic.severity],
    message: { text: diagnostic.message },
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
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
