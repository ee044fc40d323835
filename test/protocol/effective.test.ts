import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LspClient } from '../support/lspClient.ts';

const uri = 'file:///nowhere/set.yaml';
const set = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          image: nginx:1.29
`;

test('the effective manifest shows what the server adds, for the chosen version', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, set);
  const result = (await client.request('statefulset/effective', { textDocument: { uri } })) as {
    text: string;
    kubernetesVersion: string;
  };
  assert.equal(result.kubernetesVersion, '1.37');
  assert.match(result.text, /replicas: 1 +# added: default/);
  assert.match(result.text, /image: nginx:1\.29/);
});

test('a file without objects of Kubernetes has none', async () => {
  const client = await LspClient.inProcess().start();
  await client.open(uri, 'a: 1\n');
  assert.equal(await client.request('statefulset/effective', { textDocument: { uri } }), null);
});
