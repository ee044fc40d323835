import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { manifestsOf } from '../../server/src/manifest/manifest.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { statefulSet, storageClass } from '../support/manifests.ts';
import { type Answer, type ApiServer, askFor, difference, type Finding, type Verdict } from './verdict.ts';

// The comparison with an API server, held against a server that says what it is told to.

/** Answers by the last word of the path; what is not in it is accepted as it was sent. */
let answers: Record<string, Answer>;
let requests: { path: string; body: string }[];
const fake = http.createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const path = request.url!;
    requests.push({ path, body });
    const stored = body.startsWith('{') ? JSON.parse(body) : set;
    const answer = answers[/(\w+)\?/.exec(path)![1]!] ?? { status: 201, body: stored };
    response.writeHead(answer.status).end(JSON.stringify(answer.body));
  });
});

const set = {
  metadata: { name: 'web' },
  spec: {
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { volumes: [{ name: 'data' }, { name: 'tmp' }] } },
    volumeClaimTemplates: [{ metadata: { name: 'data', labels: { tier: 'a' } }, spec: {} }],
  },
};

before(() => new Promise<void>((resolve) => fake.listen(0, '127.0.0.1', resolve)));
after(() => fake.close());
beforeEach(() => {
  answers = {};
  requests = [];
});

const server: ApiServer = {
  ask: async (method, path, body) => {
    const { port } = fake.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body ? { body } : {}) });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  },
};

const ask = (text: string) => askFor(server, manifestsOf(parseDocument(text))[0]!);

function refused(...fields: readonly string[]): Answer {
  return { status: 422, body: { message: 'is invalid', details: { causes: fields.map((field) => ({ field })) } } };
}

function finding(field: string, severity: Finding['severity'] = 'error'): Finding {
  return { field, severity, message: 'something is wrong' };
}

describe('asking for a StatefulSet', () => {
  test('asks for its Pod and the claims of the Pod, too', async () => {
    assert.equal((await ask(statefulSet))?.isRefused, false);
    assert.deepEqual(
      requests.map(({ path }) => path.replace(/\?.*/, '')),
      [
        '/apis/apps/v1/namespaces/default/statefulsets',
        '/api/v1/namespaces/default/persistentvolumeclaims',
        '/api/v1/namespaces/default/pods',
      ],
    );
    for (const { path } of requests) assert.match(path, /\?dryRun=All&fieldValidation=Strict$/);
    const [first, claim, pod] = requests.map(({ body }) => body);
    assert.equal(first, statefulSet.replace('namespace: app', 'namespace: default'));
    assert.deepEqual(JSON.parse(claim!).metadata, { name: 'data-web-0', labels: { tier: 'a', app: 'web' } });
    assert.equal(JSON.parse(pod!).metadata.labels['controller-revision-hash'], 'web-1234567890');
    assert.deepEqual(JSON.parse(pod!).spec, {
      hostname: 'web-0',
      subdomain: 'web',
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } }, { name: 'tmp' }],
    });
  });

  test('names places as they are in the manifest', async () => {
    const places = async (kind: string, field: string) => {
      answers = { [kind]: refused(field) };
      return (await ask(statefulSet))!.places[0];
    };
    assert.deepEqual(await places('statefulsets', 'spec.template.labels'), [
      'spec.template.labels',
      'spec.template.metadata.labels',
    ]);
    assert.deepEqual(await places('pods', 'spec.containers[0].name'), ['spec.template.spec.containers[0].name']);
    assert.deepEqual(await places('pods', 'spec.volumes[1].name'), ['spec.template.spec.volumes[].name']);
    assert.deepEqual(await places('pods', 'spec.subdomain'), ['spec.serviceName']);
    assert.ok((await places('pods', 'metadata.labels'))!.includes('metadata.name'));
    assert.deepEqual(await places('persistentvolumeclaims', 'spec.resources[storage]'), [
      'spec.volumeClaimTemplates[0].spec.resources.storage',
    ]);
  });

  test('knows nothing where the answer is up to the cluster', async () => {
    for (const status of [401, 403, 404, 409, 500]) {
      answers = { statefulsets: { status, body: {} } };
      assert.equal(await ask(statefulSet), undefined);
      answers = { pods: { status, body: {} } };
      assert.equal(await ask(statefulSet), undefined);
    }
  });

  test('of other kinds there is one request', async () => {
    assert.equal((await ask(storageClass))?.isRefused, false);
    assert.deepEqual(
      requests.map(({ path }) => path.replace(/\?.*/, '')),
      ['/apis/storage.k8s.io/v1/storageclasses'],
    );
  });
});

describe('the difference', () => {
  const accepted: Verdict = { isRefused: false, places: [], message: '' };
  const at = (...places: readonly string[][]): Verdict => ({ isRefused: true, places, message: 'is invalid' });

  test('warnings are no errors', () => {
    assert.equal(difference([finding('spec', 'warning')], accepted), undefined);
    assert.match(difference([finding('spec')], accepted)!, /^accepted, and yet an error\n {2}spec: /);
    assert.match(difference([finding('spec', 'warning')], at(['spec']))!, /^refused, and no error\n {2}is invalid/);
  });

  test('one place of several is enough, and one within it', () => {
    assert.equal(difference([finding('spec.b')], at(['spec.a'], ['x', 'spec.b'])), undefined);
    assert.equal(difference([finding('spec.b.c')], at(['spec.b'])), undefined);
    assert.equal(difference([finding('spec.b[0]')], at(['spec.b'])), undefined);
    assert.match(difference([finding('spec.bc')], at(['spec.b']))!, /^refused elsewhere/);
    assert.match(difference([finding('spec')], at(['spec.b']))!, /^refused elsewhere/);
  });

  test('a refusal without a place agrees with any error', () => {
    assert.equal(difference([finding('')], at()), undefined);
    assert.match(difference([], at())!, /^refused, and no error/);
  });

  test('keys of maps and the number of a volume have several spellings', () => {
    assert.equal(difference([finding('spec.capacity[storage]')], at(['spec.capacity.storage'])), undefined);
    const volume = (index: number) => `spec.template.spec.volumes[${index}].name`;
    assert.equal(difference([finding(volume(3))], at(['spec.template.spec.volumes[].name'])), undefined);
    assert.match(difference([finding('spec.ports[1].name')], at(['spec.ports[0].name']))!, /^refused elsewhere/);
  });
});
