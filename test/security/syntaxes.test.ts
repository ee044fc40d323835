import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { hasEditorPackage } from '../../scripts/editorPackage.ts';
import { root } from '../../scripts/run.ts';
import { processorMs } from '../support/processorTime.ts';

// The colours are made by expressions of another kind (Oniguruma), which the checker of the others cannot read: they are
// given what expressions choke on, by the very engine that VS Code runs them in.

interface Engine {
  loadWASM(data: ArrayBufferLike): Promise<void>;
  readonly OnigScanner: new (patterns: string[]) => { findNextMatchSync(text: string, from: number): unknown };
}

const packages = join(root, 'test/editor/node_modules');
const skip = hasEditorPackage() ? false : "VS Code's engine is not installed; npm test installs it";

/** Parts of what the expressions look for, to be repeated; and what may stand behind them, so that the end does not fit. */
const pumps = [
  'a',
  'a-',
  'a.',
  'a-1',
  '-1.',
  '1',
  '1.',
  '.svc',
  'a.svc.',
  '.svc.a',
  ' ',
  '\t',
  '#',
  '# ',
  '*',
  '-',
  ':',
  '://',
  'a:1',
  '"',
  "'",
  '+',
  '=',
  '{',
  '(',
  'statefulset-ignore ',
  'x-0.',
  '-1',
];
const ends = ['', '!', '\u0000', '-', '.', ':', '"'];
/** VS Code gives no longer lines to its engine. */
const longest = 20_000;

describe('the colours', { skip }, () => {
  let engine: Engine;
  before(async () => {
    engine = createRequire(join(packages, 'x.js'))('vscode-oniguruma') as Engine;
    const wasm = readFileSync(join(packages, 'vscode-oniguruma/release/onig.wasm'));
    await engine.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  });

  test('take as long for a hostile line as for another one', () => {
    const expressions = globSync('syntaxes/*.json', { cwd: root }).flatMap((file) =>
      expressionsIn(JSON.parse(readFileSync(join(root, file), 'utf8'))),
    );
    assert.ok(expressions.length >= 7, `only ${expressions.length} are found`);
    const slow = expressions.filter((expression) => slowest(engine, expression) > 250);
    assert.deepEqual(slow, []);
  });

  test('are seen to take long where an expression begins again at each character', () => {
    assert.ok(slowest(engine, '\\d++$') > 250);
  });
});

/** Every expression of a grammar. */
function expressionsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(expressionsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    /^(?:match|begin|end|while)$/.test(name) && typeof value === 'string' ? [value] : expressionsIn(value),
  );
}

/** How long (ms of the processor) the expression takes to go through the worst of the lines. */
function slowest(engine: Engine, expression: string): number {
  const scanner = new engine.OnigScanner([expression]);
  let worst = 0;
  for (const pump of pumps) {
    for (const end of ends) {
      const line = `  a: ${pump.repeat(Math.floor((longest - 10) / pump.length))}${end}`;
      const startMs = processorMs();
      scanner.findNextMatchSync(line, 0);
      const tookMs = processorMs() - startMs;
      worst = Math.max(worst, tookMs);
      if (worst > 250) return worst;
    }
  }
  return worst;
}
