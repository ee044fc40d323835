import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/run.ts';
import { noticeText } from '../../server/src/base/visible.ts';
import { LspClient } from '../support/lspClient.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';
import { hiddenCharacters, hostileTexts } from './hostileTexts.ts';

// A notification of VS Code is no Markdown, but has links, and a click on one runs the command that it names, in folders
// that nobody trusts, too.
const link = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)/i;

/** The whole command line of a terminal, to be run by a click. */
const trap = '[Fix it](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22id%5Cn%22%7D)';

test('what a notification quotes becomes no link, and stays one line of bounded length', () => {
  assert.match(trap, link);
  assert.equal(noticeText('There is no setting "a"'), 'There is no setting "a"');
  for (const text of [trap, ...hostileTexts, trap.repeat(1000), `\u202E${'x'.repeat(5000)}`]) {
    const notice = noticeText(`There is no setting "${text}"`);
    assert.doesNotMatch(notice, link);
    assert.doesNotMatch(notice, /[\n\t]/);
    assert.deepEqual(notice.match(hiddenCharacters) ?? [], []);
    assert.ok(notice.length <= 1000 && notice.length > 20);
  }
});

test('a project file and a folder with such names say nothing that could be clicked', async () => {
  for (const text of [trap, ...hostileTexts]) {
    const folders = [`file:///work/${encodeURIComponent(text)}`, 'file:///work/other'];
    const wrong = JSON.stringify({
      [text]: 1,
      platform: text,
      clusterDomain: text,
      kubernetesVersion: text,
      rules: { [text]: text, 'unknown-field': text },
    });
    const files = new MemoryFiles(Object.fromEntries(folders.map((folder) => [`${folder}/.statefulset.yaml`, wrong])));
    const configuration = { statefulset: { [text]: text, rules: { [text]: 'off' } } };
    const client = await LspClient.inProcess({ folders, runtime: { files }, configuration }).start();
    const { message } = await client.waitFor<{ message: string }>('window/showMessage');
    assert.match(message, /There is no setting/);
    assert.match(message, /platform/);
    assert.doesNotMatch(message, link);
    const logged = client.received.filter(({ method }) => /^window\/(showMessage|logMessage)$/.test(method));
    assert.ok(logged.length >= 2);
    for (const { params } of logged) {
      const words = (params as { message: string }).message;
      assert.doesNotMatch(words, /\n/, 'a line of the log begins where the server begins it');
      assert.deepEqual(words.match(hiddenCharacters) ?? [], []);
    }
  }
});

test('whoever shows a notification has its text made harmless', () => {
  const calls = globSync('{client,server}/src/**/*.ts', { cwd: root }).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const found = text.matchAll(
      /\.show(?:Error|Warning|Information)Message\(\s*([^\n]+)|ShowMessage\w*\.type, ([^\n]+)/g,
    );
    return [...found].map(([, client = '', server = '']) => ({ file, given: client || server }));
  });
  assert.ok(calls.length >= 3, 'they are found');
  // What the code says by itself needs nothing; a message that was put together goes through the one function.
  const tame = /^(?:'[^']*'|noticeText\()|^\{ type: MessageType\.\w+, message \}/;
  assert.deepEqual(
    calls.filter(({ given }) => !tame.test(given)),
    [],
  );
  const server = readFileSync(join(root, 'server/src/lsp/configuration.ts'), 'utf8');
  assert.match(server, /const message = noticeText\(/);
});
