import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { complete } from '../../server/src/features/completion/completion.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { concept, topics } from '../../server/src/features/texts.ts';
import { createService } from '../../server/src/service.ts';
import { runCli } from '../support/cli.ts';
import { LspClient } from '../support/lspClient.ts';
import { dangersIn } from '../support/markdown.ts';
import { clusterOf, manifestWith, slots } from './hostileManifest.ts';
import { hiddenCharacters, hostileTexts, shown } from './hostileTexts.ts';

// A manifest from somewhere, written by somebody who knows what will show its names.
/** Our own pages, and Kubernetes'. */
const ownPages = /^https:\/\/(kubernetes\.io|github\.com\/(statefulset-language-server|kubernetes)\b)/;
const uri = 'file:///work/set.yaml';

for (const text of hostileTexts) {
  test(`nothing comes of names like ${JSON.stringify(text)}`, async () => {
    const whole = manifestWith(text);
    const seen = new Set<string>();
    // What the file does not say is looked up in the cluster.
    for (const manifest of [whole, whole.slice(0, whole.indexOf('---\n'))]) {
      const host = createService();
      host.open(uri, 1, manifest);
      host.setIndexComplete(true);
      host.setCluster(clusterOf(text));
      const snapshot = host.snapshot();
      for (let offset = 0; offset < manifest.length; offset += 3) {
        seen.add(hover(snapshot, uri, offset, neverCancelled)?.markdown ?? '');
      }
      for (const offset of slots(manifest)) {
        for (const { documentation } of complete(snapshot, uri, offset, neverCancelled).items) {
          seen.add(documentation?.() ?? '');
        }
      }
    }
    assert.ok(seen.size > 25, `only ${seen.size} hovers and completions`);
    assert.ok(
      [...seen].some((markdown) => markdown.includes('2 min ago')),
      'the cluster is told of',
    );
    for (const markdown of seen) assert.deepEqual(dangersIn(markdown, ownPages), [], markdown);
  });
}

test('the judge of Markdown finds what a viewer would do', () => {
  for (const text of hostileTexts.filter((each) => each.includes('evil') || each.includes('command'))) {
    const found = [text, `\`${text}\``, `\`a${text}\``].flatMap((each) =>
      dangersIn(`The Pods of ${each} are`, ownPages),
    );
    assert.notDeepEqual(found, [], text);
  }
  assert.deepEqual(dangersIn('**a**: `![x](http://x)`\n\n- [b](https://kubernetes.io/c) \\[c\\](d)', ownPages), []);
});

test('diagnostics and titles of repairs are one line of bounded length, and show what is in them', async () => {
  const client = await LspClient.inProcess({ folders: [] }).start();
  for (const [at, text] of [...hostileTexts, `${'x'.repeat(5000)}\u202E`].entries()) {
    const name = `file:///work/${at}.yaml`;
    await client.open(name, manifestWith(text));
    const found = await client.diagnostics(name, ({ diagnostics }) => diagnostics.length > 5);
    for (const { message, range } of found) {
      assert.match(typeof message === 'string' ? message : message.value, shown);
      const actions = await client.request<readonly { title: string }[]>('textDocument/codeAction', {
        textDocument: { uri: name },
        range,
        context: { diagnostics: [] },
      });
      for (const { title } of actions ?? []) assert.match(title, shown);
    }
  }
});

test('a terminal shows what is in a file, and is not steered by it', () => {
  const input = `${manifestWith(hostileTexts.at(-1)!)}\n# \u001b[2J \u202E\nspec: \u001b]0;x\u0007\n`;
  for (const args of [
    ['check', '-'],
    ['preview', '-'],
    ['effective', '-'],
    ['rollout', '-', '--then', 'scale=5'],
  ]) {
    const { stdout, stderr } = runCli(args, { input });
    const steering = new Set(`${stdout}${stderr}`.match(hiddenCharacters) ?? []);
    assert.deepEqual(
      [...steering].map((each) => each.codePointAt(0)?.toString(16)),
      [],
      args.join(' '),
    );
    assert.ok(stdout.length + stderr.length > 100, args.join(' '));
  }
});

test('the concept pages name things in code only, where nothing in a name is read as Markdown', () => {
  for (const topic of topics()) {
    const page = concept(topic)!;
    const lines = page.inShort.map(({ text }) => text).join('\n');
    const outside = lines.replaceAll(/`[^`\n]*`/g, '').replaceAll('{replicas}', '');
    assert.doesNotMatch(outside, /\{\w+\}/, topic);
  }
});
