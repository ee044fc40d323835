import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../../scripts/run.ts';
import { longestTestMs, root } from './support/environment.ts';
import { findProgram } from './support/processes.ts';
import { runEditor } from './support/stdio.ts';

// Editors that start the server themselves and talk to it over standard input and output.
const folder = join(root, 'test/editor');
const nvim = findProgram('nvim');
const emacs = findProgram('emacs');
const emacsSkip = await whyNoEmacs();

test('Neovim is told, taught, repaired and completed', {
  skip: nvim ? false : 'no nvim on the PATH',
  timeout: longestTestMs,
}, async (t) => {
  const args = ['--clean', '--headless', '-n', '-c', `luafile ${join(folder, 'neovim.lua')}`];
  const { results } = await runEditor(nvim ?? '', args);
  for (const { title, error } of results) await t.test(`Neovim: ${title}`, () => assert.equal(error, undefined));
});

test('Emacs with Eglot is told, taught, repaired and completed', {
  skip: emacsSkip,
  timeout: longestTestMs,
}, async (t) => {
  const { results } = await runEditor(emacs ?? '', ['--batch', '-q', '--no-site-file', '-l', join(folder, 'emacs.el')]);
  for (const { title, error } of results) await t.test(`Emacs: ${title}`, () => assert.equal(error, undefined));
});

async function whyNoEmacs(): Promise<string | false> {
  if (!emacs) return 'no emacs on the PATH';
  const load = "(progn (require 'package) (package-initialize) (require 'yaml-mode) (require 'eglot))";
  const { status } = await run(emacs, ['--batch', '-q', '--no-site-file', '--eval', load]);
  return status === 0 ? false : 'Emacs lacks eglot or yaml-mode';
}
