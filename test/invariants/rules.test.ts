import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { rules } from '../../server/src/rules/all.ts';
import type { Rule, RuleContext } from '../../server/src/rules/rule.ts';

// A rule that found nothing is not run again until something that it was seen to read changes (docs/architecture.md,
// "A keystroke"). What it kept for itself would not be seen.

const root = path.join(import.meta.dirname, '../..');

describe('rules and facts keep nothing between two runs', () => {
  test('no module of theirs has a variable, or a container that could be filled', () => {
    const files = ['server/src/rules', 'server/src/facts'].flatMap((folder) =>
      fs.globSync('**/*.ts', { cwd: path.join(root, folder) }).map((file) => path.join(folder, file)),
    );
    assert.ok(files.length > 50, 'sources were read');
    const kept = files.flatMap((file) =>
      keptIn(fs.readFileSync(path.join(root, file), 'utf8')).map((line) => `${file}: ${line}; use memoize`),
    );
    assert.deepEqual(kept, []);
  });

  const keeping = [
    'let last = 0;',
    'export let last: string | undefined;',
    'var last;',
    'const known = new WeakMap<object, boolean>();',
    'const known: WeakMap<object, boolean> = new WeakMap();',
    'export const known = new Map([[1, 2]]);',
    'const known: Map<string, number> =\n  new Map();',
    'const seen: ReadonlyMap<string, Set<string>> = new Map();',
    'const seen = new Set(words);',
    'const found: string[] = [];',
    'const found: Record<string, number> = {};',
    'const state = { known: new Map() };',
  ];
  for (const source of keeping) {
    test(`${JSON.stringify(source)} would be found`, () => assert.equal(keptIn(`${source}\n`).length, 1));
  }

  const harmless = [
    "const words: ReadonlySet<string> = new Set(['a']);",
    'const sizes: ReadonlyMap<string, ReadonlySet<string>> = new Map([]);',
    'const names: readonly string[] = [];',
    'const none: Readonly<Record<string, string>> = {};',
    'function f() {\n  let last = 0;\n  const seen = new Set();\n}',
    'export const f = memoize((key) => {\n  const seen = new Set<string>();\n});',
    'const f = (key: string) => new Map([[key, 1]]);',
    'export const rule = defineRule({\n  *check(context): Generator<Finding> {\n    const seen = new Set();\n  },\n});',
    '/** let it be */\nconst pattern = /let /;',
  ];
  for (const source of harmless) {
    test(`${JSON.stringify(source)} would not`, () => assert.deepEqual(keptIn(`${source}\n`), []));
  }
});

test('a rule that finds nothing has looked up no places, which are other ones after each edit', () => {
  const eager = new Set<string>();
  const watched = rules.map((rule) => watching(rule, () => eager.add(rule.id)));
  const files = fs.globSync('server/src/rules/*/fixtures/*.yaml', { cwd: root });
  assert.ok(files.length > 200, 'fixtures were read');
  for (const file of files) {
    const host = new AnalysisHost(watched);
    const uri = `file:///${file}`;
    host.open(uri, 1, fs.readFileSync(path.join(root, file), 'utf8'));
    host.setIndexComplete(true);
    host.snapshot().problems(uri);
  }
  // Which of two is the later one is a question of their places.
  eager.delete('object-written-twice');
  assert.deepEqual([...eager], []);
});

/** The rule, which tells where it located an object for nothing. */
function watching(rule: Rule, tell: () => void): Rule {
  const { check } = rule;
  if (!check) return rule;
  const watched = (context: RuleContext) => {
    let hasLocated = false;
    const workspace = new Proxy(context.workspace, {
      get(target, name) {
        if (name === 'locate') hasLocated = true;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const found = [...check({ ...context, uri: context.uri, workspace })];
    if (hasLocated && found.length === 0) tell();
    return found;
  };
  return { ...rule, check: watched };
}

/** The first lines of statements of a module, outside of all functions, that keep something which can change. */
function keptIn(source: string): string[] {
  const statements = source.split(/^(?=[^\s}\])])/m);
  return statements.filter(keeps).map((statement) => statement.split('\n', 1)[0]!.trim());
}

function keeps(statement: string): boolean {
  if (/^(?:export )?(?:let|var)\b/.test(statement)) return true;
  const [, type = '', value] = /^(?:export )?const \w+(?::([^=]*(?:=>[^=]*)*))?\s=\s*(.*)/s.exec(statement) ?? [];
  if (value === undefined) return false;
  if (/(?<!Readonly)\b(?:Map|Set|WeakMap|WeakSet)</.test(type)) return true;
  // What a function makes is made each time.
  const atOnce = value.replace(/(?:=>|\)(?::[^\n]*)? \{).*/s, '');
  if (/^(?:\[\]|\{\})/.test(atOnce)) return !/^\s*(?:readonly\b|Readonly)/.test(type);
  return /\bnew (?:Map|Set|WeakMap|WeakSet)\b/.test(atOnce) && !/^\s*Readonly(?:Map|Set)</.test(type);
}
