import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LspClient } from '../support/lspClient.ts';
import { statefulSet } from '../support/manifests.ts';

const uri = 'file:///nowhere/set.yaml';

test('the effective manifest shows what the server adds, for the chosen version', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, statefulSet.replace('  replicas: 3\n', ''));
  const result = (await client.request('statefulset/effective', { textDocument: { uri } })) as {
    text: string;
    kubernetesVersion: string;
  };
  assert.equal(result.kubernetesVersion, '1.37');
  assert.match(result.text, /replicas: 1 +# added: default/);
  assert.match(result.text, /image: example\.com\/web:1\.0/);
});

test('a file without objects of Kubernetes has none', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, 'a: 1\n');
  assert.equal(await client.request('statefulset/effective', { textDocument: { uri } }), null);
});
