import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { previewOf } from '../../server/src/preview/model.ts';
import { tagOf } from '../../server/src/preview/scenarios.ts';
import type { Preview, Scenario, Timeline } from '../../server/src/protocol/preview.ts';
import { LspClient } from '../support/lspClient.ts';
import { fileOf, openWorkspace, uriOf } from '../support/workspace.ts';

function set(spec = '', name = 'web'): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
spec:
  serviceName: web
  replicas: 3
${spec}  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: "app:1" }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`;
}

function preview(text: string, scenario?: Scenario, at?: string): Preview<{ start: number; end: number }> {
  const host = openWorkspace({ 'main.yaml': text });
  const offset = at === undefined ? undefined : text.indexOf(at);
  const found = previewOf(host.snapshot(), fileOf(host, 'main.yaml'), { scenario, offset });
  assert.ok(found);
  return found;
}

function play(scenario: Scenario, text = set()): Timeline {
  return preview(text, scenario).timeline;
}

/** What the Pods are called in each frame, ordinal by ordinal upwards: `1 1 stopping`. */
function columns({ frames, rows }: Timeline): string[] {
  return frames.map((_, frame) =>
    [...rows]
      .reverse()
      .map(({ cells }) => cells.findLast(({ from }) => from <= frame)!.word || '-')
      .join(' '),
  );
}

describe('the timeline of a preview', () => {
  test('deploys one Pod after the other, or all at once', () => {
    assert.deepEqual(columns(play({ kind: 'deploy' })), [
      '- - -',
      'starting waiting waiting',
      '1 starting waiting',
      '1 1 starting',
      '1 1 1',
    ]);
    const parallel = play({ kind: 'deploy' }, set('  podManagementPolicy: Parallel\n'));
    assert.equal(columns(parallel)[1], 'starting starting starting');
  });

  test('updates from the last Pod down to the partition, and says what keeps the rest', () => {
    const timeline = play(
      { kind: 'update', image: 'app:2' },
      set('  updateStrategy: { rollingUpdate: { partition: 2 } }\n'),
    );
    assert.deepEqual(columns(timeline), ['1 1 1', '1 1 stopping', '1 1 starting', '1 1 2']);
    assert.ok(timeline.frames.at(-1)!.waits.includes('web-0 keeps the old revision because partition is 2'));
    assert.match(timeline.title, /app:1 → app:2/);
  });

  test('scales down from the last Pod, and shows what becomes of claims', () => {
    const text = set('  persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }\n');
    const [last] = play({ kind: 'scale', to: 1 }, text).rows;
    assert.equal(last!.pod, 'web-2');
    assert.deepEqual(
      last!.claims[0]!.cells.map(({ state }) => state).filter((state) => state !== 'deleting'),
      ['there', 'none'],
    );
    const [kept] = play({ kind: 'scale', to: 1 }).rows;
    assert.deepEqual(kept!.claims, [{ name: 'data-web-2', cells: [{ from: 0, state: 'there' }] }]);
  });

  test('scales up by two where no number is given, in rows for all Pods', () => {
    const { rows, frames } = play({ kind: 'scale' });
    assert.deepEqual(
      rows.map(({ pod }) => pod),
      ['web-4', 'web-3', 'web-2', 'web-1', 'web-0'],
    );
    assert.equal(columns({ rows, frames } as Timeline).at(-1), '1 1 1 1 1');
  });

  test('breaks an update, and mends it by hand where the controller does not', () => {
    const { frames, rows } = play({ kind: 'break' });
    const acts = frames.filter(({ kind }) => kind === 'act').map(({ sentences }) => sentences[0]);
    assert.deepEqual(acts, [
      'You set the image to app:broken, which never gets ready',
      'You set the image back to app:1',
      'You delete the Pod web-2 by hand',
    ]);
    assert.ok(rows[0]!.cells.some(({ state }) => state === 'broken'));
    assert.ok(rows.every(({ cells }) => cells.at(-1)!.state === 'ready'));
  });

  test('shows OnDelete by the Pod that somebody deletes', () => {
    const timeline = play({ kind: 'update', image: 'app:2' }, set('  updateStrategy: { type: OnDelete }\n'));
    assert.deepEqual(columns(timeline), ['1 1 1', '1 1 1', '1 1 stopping', '1 1 starting', '1 1 2']);
  });

  test('deletes the set with its Pods, or leaves them', () => {
    assert.equal(columns(play({ kind: 'delete' })).at(-1), '- - -');
    assert.equal(columns(play({ kind: 'delete', orphan: true })).at(-1), '1 1 1');
  });

  test('lets time pass where minReadySeconds wants it', () => {
    const { frames } = play({ kind: 'deploy' }, set('  minReadySeconds: 20\n'));
    assert.equal(frames.at(-1)!.atSeconds, 60);
  });

  test('says why nothing can be played', () => {
    const half = play(
      { kind: 'update' },
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\nspec:\n  replicas: 2\n',
    );
    assert.deepEqual([half.frames, half.rows], [[], []]);
    assert.match(half.refusals.join(), /selector/);
    const large = play({ kind: 'deploy' }, set().replace('replicas: 3', 'replicas: 5000'));
    assert.deepEqual(large.refusals, ['Sets of more than 100 replicas are not played']);
  });

  test('tells revisions of one tag apart', () => {
    const timeline = play({ kind: 'update', image: 'other:1' });
    assert.deepEqual(
      [columns(timeline)[0], columns(timeline).at(-1)],
      ['revision 1 revision 1 revision 1', 'revision 2 revision 2 revision 2'],
    );
  });

  test('knows the tag of an image', () => {
    const tags = ['app:1', 'host:5000/app', 'host:5000/a/b:2-x', 'app', 'app:1@sha256:0123456789', ''].map(tagOf);
    assert.deepEqual(tags, ['1', '', '2-x', '', '0123456', '']);
  });
});

describe('the model of a preview', () => {
  test('takes the set at the cursor, and marks the part under it', () => {
    const text = `kind: Service\n---\n${set('', 'one')}---\n${set('', 'two')}`;
    assert.equal(preview(text).set.name, 'one');
    const second = preview(text, undefined, 'name: two');
    assert.deepEqual([second.set.name, second.chosen, second.sets.map(({ name }) => name)], ['two', 1, ['one', 'two']]);
    assert.equal(second.focus, 'set');
    assert.equal(preview(text, undefined, '1Gi').focus, 'claim:data');
    assert.equal(preview(text, undefined, 'app:1').focus, 'pods');
    assert.equal(preview(text, undefined, 'replicas').focus, 'replicas');
  });

  test('marks the part that a line begins, wherever in the line the cursor is', () => {
    const text = set().replace('replicas: 3', 'replicas: 3  # three').replace('kind:', '# the set\nkind:');
    assert.equal(preview(text, undefined, '  replicas').focus, 'replicas');
    assert.equal(preview(text, undefined, 'three').focus, 'replicas');
    assert.equal(preview(text, undefined, '  - metadata').focus, 'claim:data');
    assert.equal(preview(text, undefined, '# the set').focus, undefined);
  });

  test('knows where its parts are written', () => {
    const text = set('  ordinals: { start: 2 }\n');
    const { places } = preview(text);
    const written = Object.fromEntries(
      Object.entries(places).map(([part, at]) => [part, text.slice(at!.start, at!.end)]),
    );
    assert.deepEqual(written, { set: 'web', service: 'web', replicas: '3', pods: 'template', 'claim:data': 'data' });
  });

  test('follows the cursor from a Service to the set that it governs', () => {
    const service = (name: string) =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { clusterIP: None }\n`;
    const db = set('', 'db').replace('serviceName: web', 'serviceName: db');
    const text = [service('web'), set(), service('db'), db, service('else')].join('---\n');
    const at = (marker: string) => {
      const { chosen, focus } = preview(text, undefined, marker);
      return [chosen, focus];
    };
    assert.deepEqual(at('name: web'), [0, 'service']);
    assert.deepEqual(at('name: db }'), [1, 'service']);
    assert.deepEqual(at('name: else'), [1, undefined]);
    assert.deepEqual(at('serviceName: db'), [1, 'service']);
    const elsewhere = service('web').replace('{ name: web }', '{ name: web, namespace: other }');
    const apart = preview(
      `${set('', 'a').replace('name: a\n', 'name: a\n  namespace: app\n')}---\n${elsewhere}`,
      undefined,
      'other',
    );
    assert.equal(apart.focus, undefined);
  });

  test('puts problems where they hurt', () => {
    const { problems } = preview(set().replace('1Gi', '-1Gi').replace('serviceName: web', 'serviceName: gone'));
    const parts = new Set(problems.map(({ part }) => part));
    assert.ok(parts.has('claim:data') && parts.has('service'), JSON.stringify(problems));
  });

  test('shows a broken text as far as it can be read, and says so', () => {
    const broken = preview(`${set()}  oops: [\n`);
    assert.equal(broken.isTextBroken, true);
    assert.equal(broken.set.pods.length, 3);
    assert.equal(preview(set()).isTextBroken, false);
  });

  test('is nothing without a set', () => {
    const host = openWorkspace({ 'main.yaml': 'kind: Service\n' });
    assert.equal(previewOf(host.snapshot(), fileOf(host, 'main.yaml'), {}), undefined);
  });
});

test('statefulset/preview answers in positions, and follows the text', async () => {
  const client = await LspClient.inProcess().start();
  const uri = uriOf('main.yaml');
  await client.open(uri, set());
  const ask = (more: object = {}) => client.request<Preview<unknown> | null>('statefulset/preview', { uri, ...more });
  const first = await ask();
  assert.deepEqual(first!.places.replicas, { start: { line: 6, character: 12 }, end: { line: 6, character: 13 } });
  assert.equal(first!.timeline.frames.length, 5);
  await client.replace(uri, 'replicas: 3', 'replicas: 5');
  const second = await ask({ position: { line: 6, character: 4 }, scenario: { kind: 'scale', to: 0 } });
  assert.equal(second!.set.pods.length, 5);
  assert.equal(second!.focus, 'replicas');
  assert.equal(second!.timeline.title, 'Scale from 5 to 0');
  await client.change(uri, [
    { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 17 } }, newText: 'kind: Deployment' },
  ]);
  assert.equal(await ask(), null);
  await assert.rejects(ask({ scenario: { kind: 'explode' } }), /scenario\.kind is one of deploy/);
  await assert.rejects(client.request('statefulset/preview', { uri: 'file:///none.yaml' }), /not open/);
});

test('a set is planned once while nothing changes, and anew with its Services', () => {
  const service = (clusterIp: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {clusterIP: ${clusterIp}, selector: {app: web}}\n`;
  const host = openWorkspace({ 'main.yaml': set(), 'service.yaml': service('None') });
  const shown = (offset: number) => previewOf(host.snapshot(), fileOf(host, 'main.yaml'), { offset })?.set;
  const first = shown(0);
  assert.equal(first?.service.headless, true);
  assert.equal(shown(120), first);
  host.open(uriOf('service.yaml'), 2, service('10.0.0.1'));
  assert.equal(shown(120)?.service.headless, false);
});
