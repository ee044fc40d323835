// npm test [-- --no-skips] [words…]
//
// Builds, checks types, style and generated files, and runs every test there is, those in real editors last. With words
// it only builds and runs the test files whose path holds one of them. The last line is `N passed, N failed`.
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { run as runTests } from 'node:test';
import { ensureEditorPackage } from './editorPackage.ts';
import { root, runNode } from './run.ts';
import { typecheck } from './typecheck.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const args = process.argv.slice(2);
const isSkipAllowed = !args.includes('--no-skips');
const words = args.filter((arg) => !arg.startsWith('--'));
const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--no-skips');
const total: Counts = { passed: 0, failed: 0, skipped: 0 };

if (unknown) {
  console.error(`unknown option ${unknown}; npm test takes --no-skips and words that test files have in their path`);
  process.exit(2);
}
// Tests that run the tools by name find the Node that runs this, not an older one of the system.
process.env.PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
process.exitCode = 1; // until all is counted

const files = testFiles();
const needsEditors = files.editor.length > 0 || files.plain.some((file) => file.includes('/grammar/'));
if (needsEditors) {
  const failure = await ensureEditorPackage();
  if (failure) console.log(failure);
}
await check('build', ['esbuild.mjs', ...(files.editor.length > 0 ? ['--test'] : [])]);
if (words.length === 0) await checkSources();
if (files.plain.length > 0)
  await section('tests in memory', files.plain, { concurrency: availableParallelism(), isEachShown: false });
if (files.editor.length > 0) await section('tests in editors', files.editor, { concurrency: 1, isEachShown: true });

const skips = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
if (total.skipped > 0 && !isSkipAllowed) console.log('a skipped test counts as a failure here (--no-skips)');
process.exitCode = total.failed > 0 || total.passed === 0 || (total.skipped > 0 && !isSkipAllowed) ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed${skips}`);

function testFiles(): { plain: string[]; editor: string[] } {
  const all = globSync('test/**/*.test.ts', { cwd: root, exclude: ['**/node_modules'] })
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort();
  const isEditor = (file: string) => file.startsWith(join('test', 'editor'));
  return { plain: all.filter((file) => !isEditor(file)), editor: all.filter(isEditor) };
}

async function checkSources(): Promise<void> {
  for (const { project, errors } of await typecheck()) report(`types of ${project}`, errors);
  await check('lint and format', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']);
  await check('files made from the rules are up to date', ['scripts/generate.ts', '--check']);
  await check('the settings in package.json are up to date', ['scripts/packageManifest.ts', '--check']);
}

async function check(title: string, command: readonly string[]): Promise<void> {
  const { status, output } = await runNode(command);
  report(title, status === 0 ? '' : output.trim() || `ended with status ${status}`);
  if (title === 'build' && status === 0) console.log(output.trim());
}

function report(title: string, errors: string): void {
  if (errors) total.failed += 1;
  else total.passed += 1;
  console.log(errors ? `✖ ${title}\n${errors}` : `✔ ${title}`);
}

interface SectionOptions {
  /** Files at a time. */
  readonly concurrency: number;
  readonly isEachShown: boolean;
}

async function section(title: string, paths: readonly string[], options: SectionOptions): Promise<void> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const started = performance.now();
  const stream = runTests({
    files: paths.map((path) => join(root, path)),
    concurrency: options.concurrency,
    cwd: root,
  });
  const failing = new Set<string>();
  // What a file prints is only of interest when something in it fails.
  const printed = new Map<string, string>();
  for await (const { type, data } of stream) {
    if (type === 'test:stdout' || type === 'test:stderr') {
      printed.set(data.file, `${printed.get(data.file) ?? ''}${data.message}`);
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details.type === 'suite') continue;
    const where = data.file ? relative(root, data.file) : '';
    if (data.skip !== undefined) {
      counts.skipped += 1;
      console.log(`- skipped: ${data.name} (${data.skip || 'no reason given'}) ${where}`);
    } else if (type === 'test:pass') {
      counts.passed += 1;
      if (options.isEachShown) console.log(`✔ ${data.name}${timing(data.details.duration_ms)}`);
    } else if (!isBlamedOnParts(data.details.error)) {
      counts.failed += 1;
      console.log(`✖ ${data.name} ${where}\n${describe(data.details.error)}`);
      failing.add(data.file ?? '');
    }
  }
  for (const file of failing) console.log((printed.get(file) ?? '').trim());
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${title}: ${counts.passed} passed, ${counts.failed} failed in ${paths.length} files, ${seconds} s`);
}

function timing(durationMs: number): string {
  return durationMs < 100 ? '' : ` (${(durationMs / 1000).toFixed(1)} s)`;
}

/** A test that only fails because a part of it does: the part was counted. */
function isBlamedOnParts(error: unknown): boolean {
  return error instanceof Error && 'failureType' in error && error.failureType === 'subtestsFailed';
}

/** The stack of the error that the test threw, without the runner's own wrapping. */
function describe(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return (cause.stack ?? cause.message).replace(/^/gm, '    ');
}
