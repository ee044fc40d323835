import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeLens, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { type ClientOptions, fullCapabilities, LspClient } from '../support/lspClient.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';

const uri = 'file:///w/a (1).yaml';
const text = `${headlessService}---\n${statefulSet}---\n${statefulSet.replace('name: web', 'name: db')}`;
const withCommand = { previewCommand: 'show.set', hasCommandLinks: true };

async function open(initializationOptions: object, options: ClientOptions = {}): Promise<LspClient> {
  const client = await LspClient.inProcess({ initializationOptions, ...options }).start();
  await client.open(uri, text);
  return client;
}

const lenses = (client: LspClient) =>
  client.request<CodeLens[] | null>('textDocument/codeLens', { textDocument: { uri } });

async function hoverAt(client: LspClient, marker: string, delta = 2): Promise<string> {
  const position = client.position(uri, marker, delta);
  const hover = await client.request<Hover>('textDocument/hover', { textDocument: { uri }, position });
  return (hover.contents as MarkupContent).value;
}

test('a lens above each set calls the command of the client with the place of the set', async () => {
  const client = await open(withCommand);
  assert.deepEqual(client.result.capabilities.codeLensProvider, { resolveProvider: false });
  const found = await lenses(client);
  const lines = text.split('\n');
  const starts = lines.flatMap((line, at) => (line === 'apiVersion: apps/v1' ? [at] : []));
  assert.deepEqual(
    found?.map(({ command }) => command),
    starts.map((line) => ({ title: 'Preview', command: 'show.set', arguments: [uri, { line, character: 0 }] })),
  );
});

test('no lens where the client has no such command, or where the setting is off', async () => {
  const plain = await open({});
  assert.equal(plain.result.capabilities.codeLensProvider, undefined);
  const off = await open({ ...withCommand, settings: { codeLens: { enabled: false } } });
  assert.deepEqual(await lenses(off), []);
});

test('a hover leads to the preview only where the client lets such links run', async () => {
  const client = await open(withCommand);
  const link = /\[Preview\]\(command:show\.set\?([^)]*)\)$/.exec(await hoverAt(client, 'replicas: 3'));
  assert.ok(link);
  const position = client.position(uri, 'replicas: 3', 2);
  assert.deepEqual(JSON.parse(decodeURIComponent(link[1]!)), [uri, position]);
  assert.doesNotMatch(await hoverAt(client, 'containerPort'), /command:/);
  assert.doesNotMatch(await hoverAt(client, 'clusterIP'), /command:/);
  const untrusted = await open({ previewCommand: 'show.set' });
  assert.doesNotMatch(await hoverAt(untrusted, 'replicas: 3'), /command:/);
  const plain = { ...fullCapabilities, textDocument: { ...fullCapabilities.textDocument, hover: {} } };
  assert.doesNotMatch(await hoverAt(await open(withCommand, { capabilities: plain }), 'replicas: 3'), /command:/);
});

test('no lens and no link on what is no whole set: a template, a patch', async () => {
  const template = text.replaceAll(/replicas: \d+/g, 'replicas: {{ .Values.replicas }}');
  const rendered = await LspClient.inProcess({ initializationOptions: withCommand }).start();
  await rendered.open(uri, template);
  assert.deepEqual(await lenses(rendered), []);
  assert.doesNotMatch(await hoverAt(rendered, 'replicas: {{'), /command:/);

  const client = await open(withCommand);
  assert.equal((await lenses(client))?.length, 2);
  await client.open('file:///w/kustomization.yaml', 'patches:\n  - path: "a (1).yaml"\n');
  assert.deepEqual(await lenses(client), []);
  assert.doesNotMatch(await hoverAt(client, 'replicas: 3'), /command:/);
  const shown = await client.request<{ obstacle: string }>('statefulset/previewPage', { uri });
  assert.match(shown.obstacle, /^This is a Kustomize patch/);
  const stored = await client.request<{ text: string }>('statefulset/effective', { textDocument: { uri } });
  assert.match(stored.text, /^# StatefulSet web: This is a Kustomize patch/m);
});
