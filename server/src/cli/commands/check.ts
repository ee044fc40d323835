import { version } from '../../base/version.ts';
import { severities } from '../../manifest/problem.ts';
import { CheckSession, type SessionOptions } from '../check/session.ts';
import { type CheckedFiles, checkOnThreads, threadsFor } from '../check/threads.ts';
import { nothingAsked, readCluster } from '../cluster.ts';
import { clusterHelp, clusterOptions, settingsFor } from '../clusterOptions.ts';
import { type Command, type CommandResult, oneOf, readArguments, UsageError } from '../command.ts';
import { contextOf } from '../context.ts';
import { rulePages } from '../explain/rule.ts';
import { findGiven } from '../given.ts';
import { inputUri, readInputText } from '../input.ts';
import { complain, complainOf, hasColours, write, writeLines } from '../output.ts';
import { Progress, wantsProgress } from '../progress.ts';
import { jsonReport } from '../reports/json.ts';
import { countBySeverity, type Report } from '../reports/report.ts';
import { sarifReport } from '../reports/sarif.ts';
import { reportSum, textReport } from '../reports/text.ts';
import { unifiedDiff } from '../unifiedDiff.ts';

const help = `statefulset check: says what Kubernetes refuses in manifests, and what will not do what is written

Usage: statefulset check [options] [paths]

Paths are files or folders, searched recursively for *.yaml, *.yml and *.json; "-" is standard input; without a path,
the current folder. What lies beside a named file is known (Services, storage classes, patches), and not reported.
Settings in the nearest .statefulset.yaml count; options win over them.

  --format FORMAT               text (default), json or sarif
${clusterHelp}
  --min-severity SEVERITY       error, warning, information or hint (default hint: everything)
  --fix                         writes the repairs that are safe into the files, then says what remains
  --dry-run                     with --fix: shows as a diff what would be written, and writes nothing
  --cluster                     reads the storage classes of the current kubeconfig context, and nothing else
  --cluster-login               lets the kubeconfig's own command run where logging in needs one

Exit code: 0 nothing at or above error (nor in empty input, which is said), 1 errors found, 2 wrong usage or unreadable
input (the rest is still checked).`;

const options = {
  format: { type: 'string', default: 'text' },
  ...clusterOptions,
  'min-severity': { type: 'string', default: 'hint' },
  fix: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  cluster: { type: 'boolean', default: false },
  'cluster-login': { type: 'boolean', default: false },
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
  const isDryRun = values['dry-run'];
  if (isDryRun && !values.fix) throw new UsageError('--dry-run shows what --fix would write, so it needs that');
  if (isDryRun && format !== 'text') throw new UsageError(`--dry-run writes a diff, and not ${format}`);
  if (values.fix && !isDryRun && positionals.includes('-'))
    throw new UsageError('--fix writes files, so it takes no standard input');
  const { files, isExcluded, hasInput, ...given } = findGiven(positionals);
  const settings = settingsFor(given.settings, values);
  const sources: Sources = { files: files.files, context: contextOf(files, isExcluded), hasInput };
  const fixRoots = values.fix ? files.roots : undefined;
  const asked = values.cluster ? await readCluster(values['cluster-login'] ? 'allowed' : 'refused') : nothingAsked;
  const task = { settings, least, fixRoots, isDryRun, named: files.named, cluster: asked.facts };
  const isShown = wantsProgress({ isTerminal: process.stderr.isTTY === true, format, env: process.env });
  const startProgress = (total: number) => new Progress(total, isShown);
  const checked = await checkFiles(sources, task, startProgress);
  const unreadable = [...asked.unreadable, ...files.unreadable, ...checked.unreadable];
  complainOf(unreadable);
  if (checked.files.length === 0 && files.hasExcluded)
    complain('the settings leave out all that was found ("exclude")');
  const fixed = `${checked.fixedFiles} ${checked.fixedFiles === 1 ? 'file' : 'files'}`;
  if (values.fix) complain(isDryRun ? `${fixed} would be fixed` : `${fixed} fixed`);
  const report: Report = { kubernetesVersion: settings.kubernetesVersion, files: checked.files, unreadable };
  if (isDryRun) await showRewrites(report);
  else await show(report, format);
  if (unreadable.length > 0) return 2;
  return countBySeverity(report).error > 0 ? 1 : 0;
}

async function show(report: Report, format: 'text' | 'json' | 'sarif'): Promise<void> {
  if (format === 'json') return write(`${jsonReport(report)}\n`);
  if (format === 'sarif') return write(`${sarifReport(report, { version, pages: await rulePages() })}\n`);
  return writeLines(textReport(report, hasColours()));
}

/** The diff alone on standard output, so that another program can take it; what would remain is said beside it. */
async function showRewrites(report: Report): Promise<void> {
  for (const { path, rewrite } of report.files) {
    const diff = rewrite && unifiedDiff(path, rewrite.before, rewrite.after, hasColours());
    if (diff) await writeLines(diff);
  }
  complain(`once that is written: ${reportSum(report)}`);
}

/** What is read: files that are checked, files that only have to be known, and standard input. */
interface Sources {
  readonly files: readonly string[];
  readonly context: readonly string[];
  readonly hasInput: boolean;
}

async function checkFiles(
  { files: found, context, hasInput }: Sources,
  task: SessionOptions,
  startProgress: (total: number) => Progress,
): Promise<CheckedFiles> {
  const session = new CheckSession(task);
  const { isFileByFile } = session;
  const progress = startProgress(found.length * (isFileByFile ? 1 : 2));
  // What is a patch has to be known before the first file is checked, also where files are not all read before.
  for (const file of isFileByFile ? [...context, ...found] : context) session.readContext(file);
  const threads = threadsFor(found);
  if (threads > 1 && !hasInput) {
    const extra = session.host.exportIndex();
    const onStep = (count: number) => progress.step(count);
    const checked = await checkOnThreads({ options: task, files: found }, { threads, extra, onStep });
    progress.end();
    return { ...checked, unreadable: [...session.unreadable, ...checked.unreadable] };
  }
  session.willRead(found);
  const names: string[] = [];
  if (hasInput) {
    const text = await readInputText(session.unreadable);
    if (text !== undefined) {
      session.readAs('-', inputUri, text);
      names.push('-');
    }
  }
  for (const file of found) {
    if (!isFileByFile) progress.step(1);
    if (isFileByFile || session.read(file)) names.push(file);
  }
  session.host.setIndexComplete(true);
  const files = names.map((file) => {
    progress.step(1);
    return session.check(file);
  });
  progress.end();
  return {
    files: files.filter((file) => file !== undefined),
    unreadable: session.unreadable,
    fixedFiles: session.fixedFiles,
  };
}
