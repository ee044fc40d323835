import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { FileProblem, OpenFile } from '../../server/src/analysis/snapshot.ts';
import { editsElsewhere, inFile } from '../../server/src/features/editsElsewhere.ts';
import { rules } from '../../server/src/rules/all.ts';
import { readCarets } from '../support/carets.ts';
import { applyEdits } from '../support/edits.ts';
import { fileOf, openWorkspace, problemsOf, splitFiles } from '../support/workspace.ts';

// Every rule has fixtures beside it: what it finds stands as carets under the text, and is compared both ways.
// A first line `# settings: {…}` gives settings as JSON. `x.fixed.yaml` is `x.yaml` after the first fix of each problem.

const root = path.join(import.meta.dirname, '../../server/src/rules');

for (const rule of rules) {
  describe(rule.id, () => {
    const folder = path.join(root, rule.id, 'fixtures');
    const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => !name.includes('.fixed.')) : [];
    test('has fixtures in which it finds something and in which it does not', () => {
      if (!rule.check) return;
      const texts = names.map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
      assert.ok(
        texts.some((text) => text.includes(` ${rule.id}`) && /\^ |expect@/.test(text)),
        'a bad one',
      );
      assert.ok(
        texts.some((text) => !/\^ |expect@/.test(text)),
        'a good one',
      );
    });
    for (const name of names) test(name, () => checkFixture(rule.id, path.join(folder, name)));
  });
}

function checkFixture(rule: string, file: string): void {
  const fixture = fs.readFileSync(file, 'utf8');
  const settings = /^# settings: (.*)$/m.exec(fixture.split('\n', 1)[0]!);
  const marked = splitFiles(settings ? fixture.slice(fixture.indexOf('\n') + 1) : fixture);
  const read = Object.entries(marked).map(([name, text]) => ({ name, ...readCarets(text) }));
  const host = openWorkspace(
    Object.fromEntries(read.map(({ name, text }) => [name, text])),
    settings ? JSON.parse(settings[1]!) : {},
  );
  for (const { name, text, expectations } of read) {
    const problems = problemsOf(host, name);
    const expectedRules = new Set([rule, ...expectations.map((expectation) => expectation.rule)]);
    const relevant = problems.filter(({ problem }) => expectedRules.has(problem.rule) || problem.severity === 'error');
    assert.deepEqual(
      relevant.map((found) => describeProblem(text, found)).sort(),
      expectations.map(({ rule: id, start, end }) => describePlace(text, { id, start, end })).sort(),
      name,
    );
    for (const { problem } of relevant) checkWording(problem.message);
    for (const { rule: id, start, message } of expectations) {
      const at = relevant.filter(
        ({ problem, documentStart }) => problem.rule === id && problem.range.start + documentStart === start,
      );
      assert.ok(
        at.some(({ problem }) => problem.message.includes(message)),
        `${at.map((p) => p.problem.message).join(' | ')} lacks "${message}"`,
      );
    }
    const fixedFile = file.replace(/\.yaml$/, '.fixed.yaml');
    if (name === 'main.yaml' && fs.existsSync(fixedFile)) {
      assert.equal(applyFixes(fileOf(host, name), relevant), fs.readFileSync(fixedFile, 'utf8'));
    }
  }
}

/** The sentences of docs/style.md: one of them, short beside the names it holds, that ends without a stop and begs for nothing. */
function checkWording(message: string): void {
  const ownWords = message.replace(/"[^"]*"/g, '""');
  assert.ok(ownWords.length <= 120, `${ownWords.length} characters without what is quoted: ${message}`);
  assert.doesNotMatch(message, /\.$|\bplease\b|\n/i);
}

function describeProblem(text: string, { problem, documentStart }: FileProblem): string {
  const start = problem.range.start + documentStart;
  const lineEnd = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
  const end = Math.min(problem.range.end + documentStart, Math.max(lineEnd, start));
  return describePlace(text, { id: problem.rule, start, end });
}

/** `rule line:column text`, both counted from 1 in the text without its carets. */
function describePlace(text: string, { id, start, end }: { id: string; start: number; end: number }): string {
  const before = text.slice(0, start).split('\n');
  return `${id} ${before.length}:${before.at(-1)!.length + 1} ${text.slice(start, end)}`;
}

/** The file after the first fix of each problem, with what they change in other objects of the same file. */
function applyFixes(file: OpenFile, problems: readonly FileProblem[]): string {
  const edits = problems.flatMap(({ problem, documentStart }) => {
    const fix = problem.fixes?.()[0];
    const elsewhere = fix?.elsewhere?.uri === file.uri ? editsElsewhere(file, fix.elsewhere) : undefined;
    return [...inFile(fix?.edits ?? [], documentStart), ...(elsewhere ?? [])];
  });
  return applyEdits(file.text.text, edits);
}
