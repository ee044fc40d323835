import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import vm from 'node:vm';
import { pageContent, pageContents } from '../../server/src/preview/page/content.ts';
import { previewPage } from '../../server/src/preview/page/page.ts';
import { script } from '../../server/src/preview/page/script.ts';
import type { PreviewPageResult } from '../../server/src/protocol/preview.ts';
import { makeFolder, runCli } from '../support/cli.ts';
import { LspClient } from '../support/lspClient.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';
import { fileOf, openWorkspace, uriOf } from '../support/workspace.ts';

function page(text: string, options: { nonce?: string; at?: string } = {}): string {
  const host = openWorkspace({ 'main.yaml': text });
  const offset = options.at === undefined ? undefined : text.indexOf(options.at);
  const content = pageContent(host.snapshot(), fileOf(host, 'main.yaml'), { offset });
  assert.ok(content);
  return previewPage([{ content }], options.nonce === undefined ? {} : { nonce: options.nonce });
}

const both = `${headlessService}---\n${statefulSet}`;

/** Names of the cards of one layout, by attribute: the page holds one for each width. */
function cards(html: string, attribute: string, layout = 'one'): string[] {
  const svg = html.slice(html.indexOf(`class="picture ${layout}"`));
  const inner = svg.slice(0, svg.indexOf('</svg>'));
  return Array.from(inner.matchAll(new RegExp(`${attribute}="([^"]*)"`, 'g')), (match) => match[1]!);
}

describe('the page of a preview', () => {
  test('draws each Pod with its name and its claim', () => {
    const html = page(both);
    assert.deepEqual(cards(html, 'data-pod'), ['web-0', 'web-1', 'web-2']);
    assert.deepEqual(cards(html, 'data-claim'), ['data-web-0', 'data-web-1', 'data-web-2']);
    assert.match(html, />web-1\.web\.app<\/text>/);
  });

  test('draws a line to each Pod that a Service selects, and none where the selector misses', () => {
    const drops = (html: string) =>
      /class="picture four".*?<\/svg>/s
        .exec(html)![0]
        .match(/<path class="line" d="M[^"]*H[^"]*"/)?.[0]
        .match(/V/g)?.length ?? 0;
    assert.equal(drops(page(both)), 4);
    assert.equal(drops(page(both.replace('app: web\n  ports', 'app: other\n  ports'))), 0);
    assert.match(page(statefulSet), /class="card missing warning" data-part="service"/);
  });

  test('shortens many Pods, with all of them behind a click', () => {
    const html = page(both.replace('replicas: 3', 'replicas: 40'));
    assert.deepEqual(cards(html, 'data-pod'), ['web-0', 'web-1', 'web-2', 'web-39']);
    assert.match(html, /… 36 more/);
    assert.equal(
      new Set(Array.from(html.matchAll(/<g class="card[^>]*data-pod="([^"]*)"/g), (match) => match[1])).size,
      40,
    );
  });

  test('tells every step of every scenario in a table that can be read aloud', () => {
    const html = page(both);
    const ids = Array.from(html.matchAll(/class="scenario" data-scenario="(\w+)"/g), (match) => match[1]);
    assert.deepEqual(ids, ['deploy', 'scale', 'update', 'break', 'delete', 'orphan']);
    const deploy = html.slice(
      html.indexOf('data-scenario="deploy">', html.indexOf('class="scenario"')),
      html.indexOf('data-scenario="scale" hidden'),
    );
    assert.equal(deploy.match(/<th scope="row">/g)?.length, 3);
    assert.equal(deploy.match(/<td /g)?.length, 15);
    assert.match(deploy, /<b>Step 4\.<\/b> <span>web-2 is ready\.<\/span>/);
  });

  test('loads nothing, and runs only its own script', () => {
    const html = page(both, { nonce: 'abc123' });
    assert.match(html, /script-src 'nonce-abc123'/);
    assert.doesNotMatch(html, /\s(src|href)=|url\(|@import|\son\w+=|\sstyle=/);
    assert.equal(html.match(/<script nonce="abc123">/g)?.length, 1);
    assert.match(page(both, { nonce: `"><script>` }), /<script nonce="script">/);
  });

  test('shows names as text, whatever stands in them', () => {
    const html = page(
      both
        .replace('example.com/web:1.0', '"<img src=x onerror=alert(1)>"')
        .replace('name: data\n', 'name: "</svg><b>"\n'),
    );
    assert.doesNotMatch(html, /<img|<b>-web/);
    assert.match(html, /&lt;\/svg&gt;/);
  });

  test('marks the part under the cursor, and problems where they hurt', () => {
    assert.match(page(both, { at: 'accessModes' }), /class="card claim focus[^"]*" data-part="claim:data"/);
    const html = page(both.replace('storage: 1Gi', 'storage: 0'));
    assert.match(html, /class="card claim error" data-part="claim:data"/);
    assert.match(html, /<li class="error"><span data-problem="\d">/);
  });

  test('says why a half-written set cannot be played', () => {
    const half = page('apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\n');
    assert.match(half, /Kubernetes refuses the set, so nothing happens:<\/p><ul><li>/);
  });

  test('shows nothing made up where a value cannot be known, and says why', () => {
    const template = page(both.replace('replicas: 3', 'replicas: {{ .Values.replicas }}'));
    assert.match(template, /This set cannot be shown\.<\/b> This is a template/);
    const words = page(both.replace('replicas: 3', 'replicas: three'));
    assert.match(words, /This set cannot be shown\.<\/b> replicas &quot;three&quot; is a string/);
    for (const html of [template, words]) assert.doesNotMatch(html, /class="picture|<tr data-row=|class="steps"/);
  });

  test('says that Kubernetes refuses the set, and shows what was meant', () => {
    const html = page(both.replace('name: data\n              mount', 'name: dat\n              mount'));
    assert.match(html, /Kubernetes refuses this set<\/b>/);
    assert.match(html, /Kubernetes refuses the set, so nothing happens:<\/p><ul><li>No volume is called/);
    assert.deepEqual(cards(html, 'data-pod'), ['web-0', 'web-1', 'web-2']);
  });

  test('shows one of several sets, with a chooser', () => {
    const text = `${both}---\n${statefulSet.replace('name: web\n', 'name: db\n')}`;
    const host = openWorkspace({ 'main.yaml': text });
    const contents = pageContents(host.snapshot(), fileOf(host, 'main.yaml'));
    const html = previewPage(contents.map((content) => ({ content, file: 'main.yaml' })));
    assert.match(html, /<option value="0" selected>web in main\.yaml<\/option><option value="1">db in main\.yaml/);
    assert.match(html, /<article data-set="0"><section.*<article data-set="1" hidden>/s);
  });

  test('folds many rows of the timeline, and tells what the folded ones are', () => {
    const html = page(both.replace('replicas: 3', 'replicas: 40\n  podManagementPolicy: Parallel'));
    const scale = html.slice(html.indexOf('class="scenario" data-scenario="scale"'));
    assert.match(scale, /<tr class="fold"><th scope="row"><button[^>]*>… 34 more<\/button>/);
    assert.equal(scale.slice(0, scale.indexOf('</table>')).match(/<tr data-row=/g)?.length, 8);
  });

  test('has a script that is one', () => {
    assert.doesNotThrow(() => new vm.Script(script));
    // A bundle holds it as it is, and is read byte by byte.
    assert.match(script, /^[\n -~]*$/);
    assert.doesNotMatch(script, /innerHTML = (?!html)|eval\(|https?:/);
  });
});

test('statefulset preview --format html writes the page', () => {
  const { folder, remove } = makeFolder({
    'web.yaml': statefulSet,
    'service.yaml': headlessService,
    'empty.yaml': 'kind: Service\n',
  });
  try {
    const run = runCli(['preview', 'web.yaml', '--format', 'html'], { cwd: folder });
    assert.equal(run.code, 0, run.stderr);
    assert.match(run.stdout, /^<!DOCTYPE html>/);
    assert.match(run.stdout, /Headless Service, gives names/);
    assert.equal(runCli(['preview', 'empty.yaml', '--format', 'html'], { cwd: folder }).code, 2);
  } finally {
    remove();
  }
});

test('statefulset/previewPage sends only the scenario that is chosen, and nothing that depends on the cursor', async () => {
  const client = await LspClient.inProcess().start();
  const uri = uriOf('main.yaml');
  await client.open(uri, both);
  const ask = (position: object, scenario = 'update') =>
    client.request<PreviewPageResult>('statefulset/previewPage', {
      uri,
      position,
      scenario,
      show: 'few',
      wants: 'body',
    });
  const onClaim = await ask(client.position(uri, 'accessModes'));
  const onReplicas = await ask(client.position(uri, 'replicas: 3', 10));
  assert.deepEqual([onClaim?.focus, onReplicas?.focus, onClaim?.page], ['claim:data', 'replicas', '']);
  assert.equal(onClaim?.body, onReplicas?.body);
  assert.deepEqual(
    Array.from(onClaim!.body.matchAll(/class="scenario" data-scenario="(\w+)"/g), (match) => match[1]),
    ['update'],
  );
  assert.match((await ask({ line: 0, character: 0 }, 'orphan'))!.body, /data-scenario="orphan" aria-pressed="true"/);
});

test('statefulset/previewPage shows few of many Pods, or all of them with a way back', async () => {
  const client = await LspClient.inProcess().start();
  const uri = uriOf('main.yaml');
  await client.open(uri, both.replace('replicas: 3', 'replicas: 20'));
  const ask = async (show: string) =>
    (await client.request<PreviewPageResult>('statefulset/previewPage', { uri, show, scenario: 'deploy' }))!.body;
  const [few, all] = [await ask('few'), await ask('all')];
  const pods = (body: string) => new Set(Array.from(body.matchAll(/data-pod="([^"]*)"/g), (match) => match[1])).size;
  assert.deepEqual([pods(few), pods(all)], [4, 20]);
  assert.deepEqual([few.match(/<tr data-row=/g)?.length, all.match(/<tr data-row=/g)?.length], [8, 20]);
  assert.doesNotMatch(few, /Show fewer/);
  assert.match(all, /data-action="open">Show fewer Pods/);
});

test('statefulset/previewPage holds all sets of the document, the one at the position in front', async () => {
  const client = await LspClient.inProcess().start();
  const uri = uriOf('main.yaml');
  await client.open(uri, `${both}---\n${statefulSet.replace('name: web\n', 'name: db\n')}`);
  const position = client.position(uri, 'name: db');
  const result = await client.request<PreviewPageResult>('statefulset/previewPage', { uri, position });
  assert.match(result!.page, /<option value="0">web<\/option><option value="1" selected>db/);
  assert.match(result!.page, /<article data-set="0" hidden>.*<article data-set="1">/s);
  assert.equal(result!.title, 'db');
});

test('statefulset/previewPage says where the Services stand, in this file and in closed ones', async () => {
  const uri = uriOf('main.yaml');
  const [other, service] = [uriOf('other.yaml'), `# clients\n${headlessService.replace('name: web', 'name: clients')}`];
  const files = new MemoryFiles({ [other]: service });
  const client = await LspClient.inProcess({ folders: [uriOf('').slice(0, -1)], runtime: { files } }).start();
  await client.open(uri, both);
  await client.indexed();
  const ask = (more: object) => client.request<PreviewPageResult>('statefulset/previewPage', { uri, ...more });
  const result = await ask({});
  const line = service.split('\n').indexOf('  name: clients');
  assert.deepEqual(result?.services, [
    { name: 'web', uri, at: rangeAt(client.position(uri, 'name: web', 6), 3) },
    { name: 'clients', uri: other, at: rangeAt({ line, character: 8 }, 7) },
  ]);
  const cards = [...result.body.matchAll(/data-part="([a-z]+)" data-service="([a-z]+)"/g)].map(([, part, name]) => [
    part,
    name,
  ]);
  assert.deepEqual(cards.slice(0, 2), [
    ['service', 'web'],
    ['set', 'clients'],
  ]);
});

function rangeAt({ line, character }: { line: number; character: number }, length: number) {
  return { start: { line, character }, end: { line, character: character + length } };
}

test('statefulset/previewPage answers with a page, its body and the places to jump to', async () => {
  const client = await LspClient.inProcess().start();
  const uri = uriOf('main.yaml');
  await client.open(uri, both);
  const result = await client.request<PreviewPageResult>('statefulset/previewPage', {
    uri,
    nonce: 'n1',
    to: 1,
    image: 'example.com/web:2.0',
  });
  assert.ok(result);
  assert.ok(result.page.includes(result.body));
  assert.deepEqual([result.sets.map(({ name }) => name), result.chosen], [['web'], 0]);
  assert.match(result.body, /Scale from 3 to 1/);
  assert.match(result.body, /web:1\.0 → example\.com\/web:2\.0/);
  assert.deepEqual(result.places.replicas?.start, client.position(uri, 'replicas: 3', 10));
  assert.equal(result.obstacle, '');
});
