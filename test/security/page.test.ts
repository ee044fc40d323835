import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { pageContent } from '../../server/src/preview/page/content.ts';
import { previewPage } from '../../server/src/preview/page/page.ts';
import { makeFolder, runCli } from '../support/cli.ts';
import { statefulSet } from '../support/manifests.ts';
import { fileOf, openWorkspace } from '../support/workspace.ts';

// The page shows names of a manifest, in an editor's web view and as a file of its own.
const hostile = [
  '<script>alert(1)</script>',
  '<img src=https://evil.example/a.png onerror=alert(1)>',
  '"><a href="javascript:alert(1)">x</a>',
  "' onmouseover='alert(1)",
  '</title></style></svg><iframe src=//evil.example>',
  '<meta http-equiv=refresh content=0;url=https://evil.example>',
  '&lt;b&gt; &#60;b&#62;',
];

test('names make no tags, no attributes and no addresses in the page', () => {
  const tame = shapeOf(pageOf('No name of a set!'));
  assert.ok(tame.tags.has('svg') && tame.tags.has('button'));
  for (const text of hostile) {
    const page = pageOf(text);
    const { tags, attributes } = shapeOf(page);
    assert.deepEqual(
      [...tags].filter((tag) => !tame.tags.has(tag)),
      [],
      text,
    );
    assert.deepEqual(
      [...attributes].filter((name) => !tame.attributes.has(name)),
      [],
      text,
    );
    assert.ok(
      page.includes(
        text
          .slice(0, 6)
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;')
          .replaceAll('"', '&quot;')
          .replaceAll("'", '&#39;')
          .replaceAll('>', '&gt;'),
      ),
      text,
    );
  }
});

test('the page may load nothing, and runs one script', () => {
  const page = pageOf('x');
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]));
  for (const name of ['default-src', 'base-uri', 'form-action']) assert.equal(rules.get(name), "'none'", name);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  assert.match(rules.get('script-src') ?? '', /^'nonce-[\w+/=-]+'$/);
  const withoutScripts = page.replaceAll(/<script nonce="[\w+/=-]+">[\s\S]*?<\/script>/g, '');
  assert.doesNotMatch(withoutScripts, /<script|\son\w+=|javascript:|<(?:img|iframe|object|embed|link|base)\b/i);
  assert.doesNotMatch(withoutScripts, /\s(?:src|href|action)="/);
  assert.ok(
    page.indexOf('Content-Security-Policy') < page.indexOf('<style'),
    'the policy stands before what it governs',
  );
});

test('a page that no editor shows listens to nobody: who opens it in a window may not fill it', () => {
  const listeners = (page: string, hasEditor: boolean): string[] => {
    const found: string[] = [];
    const source = /<script nonce="[\w+/=-]+">([\s\S]*?)<\/script>/.exec(page)![1]!;
    const element = (): unknown => everything;
    const everything: object = new Proxy(() => {}, {
      get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'length' ? 0 : element()),
      apply: element,
      set: () => true,
    });
    const window = { addEventListener: (name: string) => void found.push(name) };
    const surroundings = {
      window,
      document: everything,
      location: { hash: '' },
      matchMedia: () => ({ matches: true }),
      CSS: everything,
      getSelection: () => '',
      ...(hasEditor ? { acquireVsCodeApi: () => everything } : {}),
    };
    try {
      runInNewContext(source, surroundings);
    } catch {
      // What is drawn is of no interest here, and there is nothing to draw on.
    }
    return found;
  };
  const page = pageOf('x');
  assert.ok(listeners(page, true).includes('message'));
  const alone = listeners(page, false);
  assert.ok(alone.includes('resize'), 'the script came that far');
  assert.ok(!alone.includes('message'));
});

test('the file that the command line writes is such a page', () => {
  const { folder, remove } = makeFolder({ 'set.yaml': manifestWith(hostile[0]!) });
  try {
    const { stdout, code } = runCli(['preview', '--format', 'html', 'set.yaml'], { cwd: folder });
    assert.equal(code, 0);
    assert.match(stdout, /Content-Security-Policy/);
    assert.doesNotMatch(stdout, /<script>alert/);
  } finally {
    remove();
  }
});

function pageOf(text: string): string {
  const host = openWorkspace({ 'main.yaml': manifestWith(text) });
  const content = pageContent(host.snapshot(), fileOf(host, 'main.yaml'), { offset: undefined });
  assert.ok(content);
  return previewPage([{ content }], { nonce: 'abc' });
}

/** A set with that text in every name that the page shows. */
function manifestWith(text: string): string {
  const q = JSON.stringify(text);
  const set = statefulSet.replace('name: web', `name: ${q}`).replace('serviceName: web', `serviceName: ${q}`);
  return `${set}---\napiVersion: v1\nkind: Service\nmetadata: { name: ${q} }\nspec: { clusterIP: None, selector: { app: web } }\n`;
}

/** Names of tags and of attributes in markup, outside of styles and scripts. */
function shapeOf(page: string): { tags: Set<string>; attributes: Set<string> } {
  const tags = new Set<string>();
  const attributes = new Set<string>();
  const markup = page.replaceAll(/<(style|script)\b([^>]*)>[\s\S]*?<\/\1>/g, '<$1$2>');
  for (const [, name, inside] of markup.matchAll(/<\/?([^\s>/]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g)) {
    tags.add(name!.toLowerCase());
    for (const [, attribute] of inside!.replaceAll(/"[^"]*"|'[^']*'/g, '').matchAll(/([^\s=/]+)/g))
      attributes.add(attribute!);
  }
  return { tags, attributes };
}
