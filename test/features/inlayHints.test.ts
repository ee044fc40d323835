import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { InlayHint as LspHint } from 'vscode-languageserver-protocol';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { inlayHints } from '../../server/src/features/inlayHints.ts';
import { fullCapabilities, LspClient } from '../support/lspClient.ts';
import { openWorkspace, uriOf } from '../support/workspace.ts';

const main = uriOf('main.yaml');

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 3 # for a quorum
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        resources:
          requests:
            storage: 10Gi
`;

/** Lines that have hints, with the hints in braces where they stand. */
function shown(text: string, range = { start: 0, end: text.length }): string[] {
  let marked = text;
  const hints = inlayHints(openWorkspace({ 'main.yaml': text }).snapshot(), main, range, neverCancelled);
  for (const { offset, label } of [...hints].reverse())
    marked = `${marked.slice(0, offset)}{${label}}${marked.slice(offset)}`;
  return marked
    .split('\n')
    .filter((line) => /{[→×]/.test(line))
    .map((line) => line.trim());
}

describe('inlay hints', () => {
  test('name the Pods, the claims, and the size of all claims', () => {
    assert.deepEqual(shown(set), [
      'replicas: 3{→ web-0 … web-2} # for a quorum',
      'name: data{→ data-web-0 … data-web-2}',
      'storage: 10Gi{× 3 = 30Gi}',
    ]);
  });

  test('name one and two in full, none as none, and a hundred by their ends', () => {
    const replicas = (count: string) => shown(set.replace('replicas: 3', `replicas: ${count}`));
    assert.deepEqual(replicas('1'), ['replicas: 1{→ web-0} # for a quorum', 'name: data{→ data-web-0}']);
    assert.equal(replicas('2')[0], 'replicas: 2{→ web-0, web-1} # for a quorum');
    assert.deepEqual(replicas('0'), ['replicas: 0{→ no Pods} # for a quorum', 'name: data{→ no claims}']);
    assert.equal(replicas('100')[0], 'replicas: 100{→ web-0 … web-99} # for a quorum');
  });

  test('begin at ordinals.start', () => {
    assert.equal(
      shown(set.replace('spec:\n', 'spec:\n  ordinals: { start: 5 }\n'))[0],
      'replicas: 3{→ web-5 … web-7} # for a quorum',
    );
  });

  test('stand behind the name where replicas is not written', () => {
    assert.deepEqual(shown(set.replace('  replicas: 3 # for a quorum\n', '')).slice(0, 1), ['name: web{→ web-0}']);
  });

  test('are left out where nothing is certain', () => {
    assert.deepEqual(shown(set.replace('replicas: 3', 'replicas: three')), []);
    assert.deepEqual(shown(set.replace('name: web', 'name:')), []);
    assert.deepEqual(shown(set.replace('kind: StatefulSet', 'kind: Deployment')), []);
    assert.deepEqual(shown(set.replace('apps/v1', 'apps.kruise.io/v1')), []);
    assert.deepEqual(
      shown(set.replace('name: web', 'name: {{ .Release.Name }}')).filter((line) => line.includes('→')),
      [],
    );
    assert.equal(shown(set.replace('10Gi', '10Gibi')).length, 2);
  });

  test('are given for the part that is asked for, in the second document too', () => {
    const two = `kind: Service\n---\n${set}`;
    assert.equal(shown(two).length, 3);
    const start = two.indexOf('volumeClaim');
    assert.deepEqual(shown(two, { start, end: two.length }).length, 2);
  });
});

test('textDocument/inlayHint answers, and stops when the setting says so', async () => {
  const capabilities = {
    ...fullCapabilities,
    workspace: { ...fullCapabilities.workspace, inlayHint: { refreshSupport: true } },
  };
  const client = await LspClient.inProcess({ capabilities }).start();
  assert.equal(client.result.capabilities.inlayHintProvider, true);
  await client.open(main, set);
  const ask = () =>
    client.request<LspHint[]>('textDocument/inlayHint', {
      textDocument: { uri: main },
      range: { start: { line: 0, character: 0 }, end: { line: 8, character: 0 } },
    });
  const [hint] = await ask();
  assert.deepEqual(hint, {
    position: { line: 5, character: 13 },
    label: '→ web-0 … web-2',
    tooltip: 'web-0, web-1, web-2',
    paddingLeft: true,
  });
  client.configuration = { statefulset: { inlayHints: { enabled: false } } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await client.waitFor('workspace/inlayHint/refresh');
  assert.deepEqual(await ask(), []);
});
