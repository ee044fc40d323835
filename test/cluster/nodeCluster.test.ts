import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nodeCluster } from '../../server/src/node/cluster.ts';
import { readCluster } from '../../server/src/node/clusterClient.ts';
import { readKubeContext } from '../../server/src/node/clusterConfig.ts';
import { proxyFor } from '../../server/src/node/clusterProxy.ts';
import { patienceMs } from '../support/patience.ts';
import { authority, send, startApiServer, startProxy } from './apiServer.ts';
import { makeCertificate } from './certificates.ts';
import { kubeconfig } from './kubeconfig.ts';
import { attributesClass, storageClass } from './objects.ts';
import { api, faultOf, folder, namesOf, read } from './session.ts';

describe('a reading', () => {
  test('lists three resources and asks for nothing else', async () => {
    const reading = await read(kubeconfig(api.url));
    assert.ok('readAt' in reading, JSON.stringify(reading));
    assert.deepEqual(namesOf(reading.storageClasses), ['fast']);
    assert.deepEqual(namesOf(reading.csiDrivers), ['csi.example.com']);
    assert.deepEqual(namesOf(reading.volumeAttributesClasses), ['silver']);
    assert.deepEqual(api.requests.toSorted(), [
      'GET /apis/storage.k8s.io/v1/csidrivers?limit=500',
      'GET /apis/storage.k8s.io/v1/storageclasses?limit=500',
      'GET /apis/storage.k8s.io/v1/volumeattributesclasses?limit=500',
    ]);
    assert.deepEqual(new Set(api.identities), new Set(['Bearer secret']));
  });

  test('goes through all pages of a long list', async () => {
    api.pageSize = 7;
    api.objects.storageclasses = Array.from({ length: 50 }, (_, at) => storageClass(`class-${at}`));
    const reading = await read(kubeconfig(api.url));
    assert.ok('readAt' in reading);
    assert.equal(namesOf(reading.storageClasses).length, 50);
    assert.equal(api.requests.filter((request) => request.includes('storageclasses')).length, 8);
  });

  test('ends where a list never does', async () => {
    api.special = (_, response) => {
      send(response, 200, { metadata: { continue: 'again' }, items: [storageClass('same')] });
      return true;
    };
    assert.match(faultOf(await read(kubeconfig(api.url))), /has more .* than can be read/);
    assert.ok(api.requests.length < 200, `${api.requests.length} requests`);
  });

  test('asks an older cluster for the version that it serves, and takes a resource that is not served as none', async () => {
    api.special = (request, response) => {
      if (!request.url?.includes('volumeattributesclasses')) return false;
      if (request.url.includes('v1beta1')) send(response, 200, { items: [attributesClass('old', 'csi.example.com')] });
      else send(response, 404, {});
      return true;
    };
    const older = await read(kubeconfig(api.url));
    assert.ok('readAt' in older);
    assert.deepEqual(namesOf(older.volumeAttributesClasses), ['old']);
    delete api.objects.volumeattributesclasses;
    api.special = undefined;
    const oldest = await read(kubeconfig(api.url));
    assert.ok('readAt' in oldest);
    assert.deepEqual(oldest.volumeAttributesClasses, []);
  });

  test('keeps what it got where one list is refused', async () => {
    api.special = (request, response) => {
      if (!request.url?.includes('csidrivers')) return false;
      send(response, 403, { kind: 'Status', code: 403 });
      return true;
    };
    const reading = await read(kubeconfig(api.url));
    assert.ok('readAt' in reading);
    assert.deepEqual(namesOf(reading.storageClasses), ['fast']);
    assert.deepEqual(reading.csiDrivers, {
      context: 'dev',
      fault: 'The login of context "dev" may not list CSI drivers',
    });
  });

  test('reaches a server behind a path', async () => {
    api.special = (request, response) => {
      send(response, 200, { items: [storageClass(request.url?.startsWith('/k8s/c-1/apis/') ? 'right' : 'wrong')] });
      return true;
    };
    const reading = await read(kubeconfig(`${api.url}/k8s/c-1/`));
    assert.ok('readAt' in reading);
    assert.deepEqual(namesOf(reading.storageClasses), ['right']);
  });
});

test('a proxy is gone through, the one of the kubeconfig before the one of the environment', async () => {
  const proxy = await startProxy();
  const { HTTPS_PROXY } = process.env;
  process.env.HTTPS_PROXY = 'http://127.0.0.1:9';
  try {
    const reading = await read(kubeconfig(api.url, { token: 't' }, { 'proxy-url': proxy.url }));
    assert.ok('readAt' in reading, JSON.stringify(reading));
    assert.deepEqual(new Set(proxy.tunnels), new Set([new URL(api.url).host]));
    const foreign = await startApiServer(makeCertificate('somebody'));
    const refused = await read(kubeconfig(foreign.url, { token: 't' }, { 'proxy-url': proxy.url }));
    await foreign.close();
    assert.match(faultOf(refused), /certificate that the kubeconfig does not vouch for$/);
    assert.deepEqual(foreign.requests, []);
    // The loopback needs no proxy of the environment.
    assert.ok('readAt' in (await read(kubeconfig(api.url))));
  } finally {
    if (HTTPS_PROXY === undefined) delete process.env.HTTPS_PROXY;
    else process.env.HTTPS_PROXY = HTTPS_PROXY;
    await proxy.close();
  }
});

test('the proxy of the environment is read as kubectl reads it', () => {
  const proxyOf = (host: string, NO_PROXY: string) =>
    proxyFor(new URL(`https://${host}`), { HTTPS_PROXY: 'proxy.example.com:3128', NO_PROXY });
  assert.equal(proxyOf('api.example.org', ''), 'http://proxy.example.com:3128');
  const skipped: readonly (readonly [host: string, NO_PROXY: string])[] = [
    ['127.0.0.1:6443', ''],
    ['localhost', ''],
    ['[::1]:6443', ''],
    ['api.example.org', '*'],
    ['api.example.org', 'other.org, example.org'],
    ['example.org', 'example.org'],
    ['api.example.org', '.example.org'],
    ['api.example.org:6443', 'example.org:6443'],
    ['10.1.2.3', '10.1.0.0/16'],
    ['10.1.2.3', '10.1.2.3'],
    ['[fd00::1]', 'fd00::/8'],
  ];
  for (const [host, list] of skipped) assert.equal(proxyOf(host, list), undefined, `${host} ${list}`);
  const proxied: readonly (readonly [host: string, NO_PROXY: string])[] = [
    ['example.org', '.example.org'],
    ['notexample.org', 'example.org'],
    ['api.example.org:6443', 'example.org:443'],
    ['10.2.2.3', '10.1.0.0/16'],
    ['10.1.2.3', '10.1.0.0/99'],
    ['api.example.org', '10.1.0.0/16,,'],
  ];
  for (const [host, list] of proxied) assert.ok(proxyOf(host, list), `${host} ${list}`);
  assert.equal(proxyFor(new URL('https://api.example.org'), {}), undefined);
});

describe('a cluster that cannot be read', () => {
  const cases: readonly (readonly [title: string, status: number, body: unknown, words: RegExp])[] = [
    ['refuses the login', 401, {}, /does not accept the login of context "dev"; log in again with kubectl$/],
    ['refuses to list', 403, {}, /^The login of context "dev" may not list storage classes$/],
    ['is broken', 500, 'oops', /answered with status 500 when asked for storage classes$/],
    ['redirects', 302, '', /answered with status 302/],
    ['answers with half of something', 200, '{"items": [', /answered something that is no list of storage classes$/],
    ['answers with something else', 200, { items: 'none' }, /answered something that is no list/],
    ['answers with nothing', 200, '', /answered something that is no list/],
  ];
  for (const [title, status, body, words] of cases) {
    test(`because it ${title}`, async () => {
      api.special = (_, response) => {
        send(response, status, body);
        return true;
      };
      assert.match(faultOf(await read(kubeconfig(api.url))), words);
    });
  }

  test('because nobody listens', async () => {
    const gone = await startApiServer();
    await gone.close();
    assert.match(faultOf(await read(kubeconfig(gone.url))), /^127\.0\.0\.1:\d+ refuses connections$/);
  });

  test('because its certificate is from somebody else, or has expired', async () => {
    const foreign = await startApiServer(makeCertificate('somebody'));
    assert.match(faultOf(await read(kubeconfig(foreign.url))), /certificate that the kubeconfig does not vouch for$/);
    assert.deepEqual(foreign.requests, []);
    const insecure = { 'certificate-authority-data': undefined, 'insecure-skip-tls-verify': true };
    assert.ok('readAt' in (await read(kubeconfig(foreign.url, { token: 't' }, insecure))));
    await foreign.close();
    const old = await startApiServer(makeCertificate('old', { issuer: authority, days: -1 }));
    assert.match(faultOf(await read(kubeconfig(old.url))), /has a certificate that has expired$/);
    await old.close();
  });

  test('because it breaks off', async () => {
    api.special = (request) => {
      request.socket.destroy();
      return true;
    };
    assert.match(faultOf(await read(kubeconfig(api.url))), /broke the connection off$/);
  });

  test('because it is silent, or drips, until the time is up', async () => {
    process.env.KUBECONFIG = folder.write('config', kubeconfig(api.url));
    const found = await readKubeContext(process.env);
    assert.ok('server' in found);
    api.special = () => true;
    assert.match(faultOf(await readCluster(found, { token: 't' }, 300)), /did not answer in time$/);
    const drips: NodeJS.Timeout[] = [];
    api.special = (_, response) => {
      response.writeHead(200);
      drips.push(setInterval(() => response.write(' '), 20));
      return true;
    };
    assert.match(faultOf(await readCluster(found, { token: 't' }, 300)), /did not answer in time$/);
    for (const drip of drips) clearInterval(drip);
  });

  test('because its answer does not end', async () => {
    const chunk = Buffer.alloc(1_000_000, ' ');
    api.special = (_, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
      return true;
    };
    process.env.KUBECONFIG = folder.write('config', kubeconfig(api.url));
    const found = await readKubeContext(process.env);
    assert.ok('server' in found);
    assert.match(faultOf(await readCluster(found, { token: 't' }, patienceMs)), /the answer is too long$/);
  });
});

// Off unless somebody names a kubeconfig: docs/testing.md.
const { STATEFULSET_TEST_KUBECONFIG } = process.env;
if (STATEFULSET_TEST_KUBECONFIG !== undefined) {
  test('a real cluster can be read', async () => {
    process.env.KUBECONFIG = STATEFULSET_TEST_KUBECONFIG;
    const found = await nodeCluster.find();
    assert.ok('read' in found, JSON.stringify(found));
    const reading = await found.read(found.command);
    assert.ok('readAt' in reading, JSON.stringify(reading));
    assert.ok(Array.isArray(reading.storageClasses), JSON.stringify(reading.storageClasses));
  });
}
