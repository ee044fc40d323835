import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ignore from 'ignore';
import type { AnalysisHost } from '../../analysis/analysisHost.ts';
import type { Settings } from '../../analysis/settings.ts';
import { type FileProblem, fileRange, type OpenFile } from '../../analysis/snapshot.ts';
import { type Severity, severities } from '../../manifest/problem.ts';
import { minors, newestMinor, parseMinor } from '../../schema/minor.ts';
import { createService } from '../../service.ts';
import type { SourceText } from '../../text/sourceText.ts';
import { type Command, type CommandResult, oneOf, readArguments, UsageError } from '../command.ts';
import { decode, findFiles, readText, type Unreadable } from '../files.ts';
import { Progress } from '../progress.ts';
import { jsonReport } from '../reports/json.ts';
import { countBySeverity, type Report, type ReportedDiagnostic, type ReportedFile } from '../reports/report.ts';
import { sarifReport } from '../reports/sarif.ts';
import { textReport } from '../reports/text.ts';
import { findSettings } from '../settingsFile.ts';
import { version } from '../version.ts';

const help = `statefulset check: says what Kubernetes refuses in manifests, and what will not do what is written

Usage: statefulset check [options] [paths]

Paths are files or folders, searched recursively for *.yaml, *.yml and *.json; "-" is standard input; without a path,
the current folder. Settings in the nearest .statefulset.yaml count; options win over them.

  --format FORMAT               text (default), json or sarif
  --kubernetes-version MINOR    ${minors[0]} to ${newestMinor} (default ${newestMinor})
  --platform ID                 platform whose storage classes are known, as in eks, gke, aks, kind
  --min-severity SEVERITY       error, warning, information or hint (default hint: everything)

Exit code: 0 nothing at or above error, 1 errors found, 2 wrong usage or unreadable input (the rest is still checked).`;

const options = {
  format: { type: 'string', default: 'text' },
  'kubernetes-version': { type: 'string' },
  platform: { type: 'string' },
  'min-severity': { type: 'string', default: 'hint' },
} as const;

/** `statefulset check [paths…]`. */
export const check: Command = {
  summary: 'says what Kubernetes refuses in manifests, and what will not do what is written',
  help,
  run,
};

async function run(args: readonly string[]): Promise<CommandResult> {
  const { values, positionals } = readArguments(args, options);
  const format = oneOf('format', values.format, ['text', 'json', 'sarif']);
  const least = oneOf('min-severity', values['min-severity'], severities);
  const paths = positionals.length > 0 ? positionals : ['.'];
  const found = findSettings(paths.find((given) => given !== '-') ?? '.');
  for (const problem of found.problems) process.stderr.write(`statefulset: ${problem}\n`);
  const settings = withOptions(found.settings, values);
  const report = await checkPaths(paths, settings, { least, folder: found.folder });
  for (const { path: file, reason } of report.unreadable)
    process.stderr.write(`statefulset: cannot read ${file}: ${reason}\n`);
  const isColoured = process.stdout.isTTY === true && !process.env.NO_COLOR;
  await write(
    format === 'json'
      ? jsonReport(report)
      : format === 'sarif'
        ? sarifReport(report, version())
        : textReport(report, isColoured),
  );
  if (report.unreadable.length > 0) return 2;
  return countBySeverity(report).error > 0 ? 1 : 0;
}

function withOptions(settings: Settings, values: { 'kubernetes-version'?: string; platform?: string }): Settings {
  const wanted = values['kubernetes-version'];
  const minor = wanted === undefined ? settings.kubernetesVersion : parseMinor(wanted);
  if (!minor) throw new UsageError(`--kubernetes-version takes ${minors[0]} to ${newestMinor}, not "${wanted}"`);
  return { ...settings, kubernetesVersion: minor, platform: values.platform ?? settings.platform };
}

/** Texts of at most this many characters in all are kept between reading and checking; more are read again. */
const keptCharacters = 64_000_000;

async function checkPaths(
  paths: readonly string[],
  settings: Settings,
  { least, folder }: { least: Severity; folder: string },
): Promise<Report> {
  const host = createService();
  host.configure(settings);
  const excluded = ignore().add([...settings.exclude]);
  const isExcluded = (file: string): boolean => {
    const relative = path.relative(folder, path.resolve(file)).replaceAll(path.sep, '/');
    return settings.exclude.length > 0 && relative !== '' && !relative.startsWith('..') && excluded.ignores(relative);
  };
  const found = findFiles(
    paths.filter((given) => given !== '-'),
    isExcluded,
  );
  const unreadable: Unreadable[] = [...found.unreadable];
  const progress = new Progress(found.files.length * 2);
  for (const file of found.settingsFiles) {
    const text = readText(file, unreadable);
    if (text !== undefined) host.readFile(uriOf(file), text);
  }
  const kept = new Map<string, OpenFile>();
  if (paths.includes('-'))
    kept.set('-', host.readFile('stdin:///standard-input.yaml', decode(await readStandardInput())));
  let characters = 0;
  const readable: string[] = [...kept.keys()];
  for (const file of found.files) {
    progress.step();
    const text = readText(file, unreadable);
    if (text === undefined) continue;
    readable.push(file);
    const open = host.readFile(uriOf(file), text);
    characters += text.length;
    if (characters <= keptCharacters) kept.set(file, open);
  }
  host.setIndexComplete(true);
  const files: ReportedFile[] = [];
  for (const file of readable) {
    progress.step();
    const open = kept.get(file) ?? readAgain(host, file, unreadable);
    kept.delete(file);
    if (open) files.push(reportFile(host, file, open, least));
  }
  progress.end();
  return { kubernetesVersion: settings.kubernetesVersion, files, unreadable };
}

function readAgain(host: AnalysisHost, file: string, unreadable: Unreadable[]): OpenFile | undefined {
  const text = readText(file, unreadable);
  return text === undefined ? undefined : host.readFile(uriOf(file), text);
}

function reportFile(host: AnalysisHost, file: string, open: OpenFile, least: Severity): ReportedFile {
  const limit = severities.indexOf(least);
  const diagnostics: ReportedDiagnostic[] = [];
  for (const found of host.snapshot().problemsOf(open)) {
    if (severities.indexOf(found.problem.severity) <= limit) diagnostics.push(diagnosticOf(open.text, found));
  }
  return { path: file, diagnostics };
}

function diagnosticOf(text: SourceText, found: FileProblem): ReportedDiagnostic {
  const { problem, manifest } = found;
  const range = fileRange(found);
  const start = text.positionAt(range.start);
  const end = text.positionAt(range.end);
  const lineStart = text.lineStart(start.line);
  const lineEnd = start.line + 1 < text.lineCount ? text.lineStart(start.line + 1) : text.length;
  return {
    severity: problem.severity,
    code: problem.rule,
    message: problem.message,
    field: problem.field,
    object: {
      apiVersion: manifest?.apiVersion ?? '',
      kind: manifest?.kind ?? '',
      ...(manifest?.namespace === undefined ? {} : { namespace: manifest.namespace }),
      name: manifest?.name ?? '',
    },
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    lineText: text.text.slice(lineStart, lineEnd).trimEnd(),
  };
}

function uriOf(file: string): string {
  return pathToFileURL(path.resolve(file)).href;
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Resolves when the text is handed on whole, also into a slow pipe. */
function write(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
}
