import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { nodeCluster } from '../../server/src/node/cluster.ts';
import { readCluster } from '../../server/src/node/clusterClient.ts';
import { readKubeContext } from '../../server/src/node/clusterConfig.ts';
import { runLogin } from '../../server/src/node/clusterLogin.ts';
import { proxyFor } from '../../server/src/node/clusterProxy.ts';
import type { ClusterFault, ClusterReading, ClusterTarget } from '../../server/src/runtime/ports.ts';
import { type ApiServer, authority, send, startApiServer, startProxy } from './apiServer.ts';
import { makeCertificate } from './certificates.ts';
import { Folder, kubeconfig, loginCommand } from './kubeconfig.ts';
import { attributesClass, csiDriver, storageClass } from './objects.ts';

let api: ApiServer;
let folder: Folder;
const { KUBECONFIG } = process.env;

before(async () => {
  api = await startApiServer();
});
after(() => api.close());
beforeEach(() => {
  folder = new Folder();
  api.requests.length = 0;
  api.identities.length = 0;
  api.special = undefined;
  api.pageSize = 500;
  api.objects.storageclasses = [storageClass('fast')];
  api.objects.csidrivers = [csiDriver('csi.example.com')];
  api.objects.volumeattributesclasses = [attributesClass('silver', 'csi.example.com')];
});
afterEach(() => {
  folder.remove();
  if (KUBECONFIG === undefined) delete process.env.KUBECONFIG;
  else process.env.KUBECONFIG = KUBECONFIG;
});

/** The target of a kubeconfig with this content. */
async function find(...contents: readonly string[]): Promise<ClusterTarget | ClusterFault> {
  const files = contents.map((content, at) => folder.write(`config-${at}`, content));
  process.env.KUBECONFIG = files.join(path.delimiter);
  return nodeCluster.find();
}

async function target(content: string): Promise<ClusterTarget> {
  const found = await find(content);
  assert.ok('read' in found, JSON.stringify(found));
  return found;
}

/** What a reading came to: the faults of its lists count as its own. */
async function read(content: string): Promise<ClusterReading | ClusterFault> {
  const found = await target(content);
  return found.read(found.command);
}

function faultOf(result: ClusterTarget | ClusterReading | ClusterFault): string {
  assert.ok('fault' in result, `no fault: ${JSON.stringify(result).slice(0, 300)}`);
  return result.fault;
}

function namesOf(list: unknown): string[] {
  assert.ok(Array.isArray(list), JSON.stringify(list));
  return list.map((item: { metadata: { name: string } }) => item.metadata.name);
}

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

describe('a login', () => {
  test('by client certificate, in the file and beside it', async () => {
    const mine = makeCertificate('me', { issuer: authority });
    const inFile = {
      'client-certificate-data': Buffer.from(mine.certificate).toString('base64'),
      'client-key-data': Buffer.from(mine.key).toString('base64'),
    };
    await read(kubeconfig(api.url, inFile));
    assert.deepEqual(new Set(api.identities), new Set(['me']));
    api.identities.length = 0;
    folder.write('me.crt', mine.certificate);
    folder.write('me.key', mine.key);
    folder.write('ca.crt', authority.certificate);
    const files = { 'certificate-authority': 'ca.crt', 'certificate-authority-data': undefined };
    await read(kubeconfig(api.url, { 'client-certificate': 'me.crt', 'client-key': 'me.key' }, files));
    assert.deepEqual(new Set(api.identities), new Set(['me']));
  });

  test('by token file and by password', async () => {
    folder.write('token', 'from-file\n');
    await read(kubeconfig(api.url, { tokenFile: 'token' }));
    await read(kubeconfig(api.url, { username: 'me', password: 'p:w' }));
    const basic = `Basic ${Buffer.from('me:p:w').toString('base64')}`;
    assert.deepEqual(new Set(api.identities), new Set(['Bearer from-file', basic]));
  });

  test('without a user', async () => {
    const config = JSON.parse(kubeconfig(api.url)) as { contexts: { context: { user?: string } }[]; users: unknown[] };
    delete config.contexts[0]!.context.user;
    config.users = [];
    const reading = await read(JSON.stringify(config));
    assert.ok('readAt' in reading, JSON.stringify(reading));
    assert.deepEqual(new Set(api.identities), new Set(['nobody']));
  });

  test('by command: none runs to find the target, and only the one that was agreed to runs to read', async () => {
    const found = await target(kubeconfig(api.url, loginCommand(folder)));
    assert.match(found.command ?? '', /login\.mjs dev$/);
    assert.match(faultOf(await found.read(undefined)), /not agreed to/);
    assert.match(faultOf(await found.read('rm -rf /')), /not agreed to/);
    assert.ok(!folder.has('runs'));
    assert.deepEqual(api.requests, []);
    const reading = await found.read(found.command);
    assert.ok('readAt' in reading, JSON.stringify(reading));
    assert.deepEqual(new Set(api.identities), new Set(['Bearer from-command']));
    const info = JSON.parse(folder.read('runs').trim()) as unknown;
    assert.deepEqual(info, {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      spec: { interactive: false },
    });
  });

  test('by a command that prints a certificate', async () => {
    const mine = makeCertificate('printed', { issuer: authority });
    const status = { clientCertificateData: mine.certificate, clientKeyData: mine.key };
    const printed = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status };
    await read(
      kubeconfig(
        api.url,
        loginCommand(folder, `console.log(${JSON.stringify(JSON.stringify(printed))}); process.exit(0);`),
      ),
    );
    assert.deepEqual(new Set(api.identities), new Set(['printed']));
  });

  test('that fails, prints nonsense, is missing or wants a terminal, in one sentence', async () => {
    const failing = loginCommand(folder, 'console.error("no session\\nlog in"); process.exit(3);');
    assert.match(faultOf(await read(kubeconfig(api.url, failing))), /^The login command ".*" failed: no session$/);
    const odd = loginCommand(folder, 'console.log("hello"); process.exit(0);');
    assert.match(faultOf(await read(kubeconfig(api.url, odd))), /printed no credentials$/);
    const exec = { command: 'no-such-command-here', apiVersion: 'client.authentication.k8s.io/v1' };
    assert.match(faultOf(await read(kubeconfig(api.url, { exec }))), /"no-such-command-here" cannot be started$/);
    assert.match(
      faultOf(await find(kubeconfig(api.url, { exec: { ...exec, interactiveMode: 'Always' } }))),
      /terminal/,
    );
    assert.match(faultOf(await find(kubeconfig(api.url, { exec: {} }))), /not named/);
    assert.deepEqual(api.requests, []);
  });

  test('that never ends keeps nobody waiting, nor does what it started', async () => {
    const script = `import { spawn } from 'node:child_process';
spawn(process.execPath, ['-e', 'setTimeout(() => {}, 3000)'], { stdio: 'inherit' }).unref();
setInterval(() => {}, 1000);
await new Promise(() => {});`;
    const file = folder.write('hang.mjs', script);
    const login = { command: process.execPath, args: [file], env: {}, read: () => undefined };
    assert.deepEqual(await runLogin(login, 'dev', 700), {
      context: 'dev',
      fault: `The login command "${process.execPath}" took longer than 0.7 s`,
    });
  });

  test('with a name that no file can have is a fault like others', async () => {
    assert.match(faultOf(await read(kubeconfig(api.url, { exec: { command: 'a\u0000b' } }))), /cannot be started$/);
  });

  test('does not look for its command in the folder that is edited', async () => {
    const login = loginCommand(
      folder,
      `fs.writeFileSync(${JSON.stringify(path.join(folder.path, 'cwd'))}, process.cwd());`,
    );
    await read(kubeconfig(api.url, login));
    assert.equal(folder.read('cwd'), path.parse(process.cwd()).root);
  });

  test('from before commands: what is written counts while it is valid, then its command is one to agree to', async () => {
    const config = { 'cmd-path': process.execPath, 'cmd-args': '-p {"a":{"b":"from-gcp"}}', 'token-key': '{.a.b}' };
    const valid = { name: 'gcp', config: { ...config, 'access-token': 'old', expiry: '2999-01-01T00:00:00Z' } };
    const written = await target(kubeconfig(api.url, { 'auth-provider': valid }));
    assert.equal(written.command, undefined);
    const expired = { name: 'gcp', config: { ...valid.config, expiry: '2001-01-01T00:00:00Z' } };
    const found = await target(kubeconfig(api.url, { 'auth-provider': expired }));
    assert.ok(found.command?.startsWith(process.execPath));
    const noCommand = { name: 'azure', config: { 'access-token': 'old', 'expires-on': '1000' } };
    assert.match(faultOf(await find(kubeconfig(api.url, { 'auth-provider': noCommand }))), /has expired/);
    assert.match(
      faultOf(await find(kubeconfig(api.url, { 'auth-provider': { name: 'own' } }))),
      /"own" .* is not known/,
    );
  });

  test('of a provider of identities is used while it is valid, and never renewed', async () => {
    const token = (exp: number) => `e30.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.x`;
    const oidc = (idToken: string) => ({
      'auth-provider': {
        name: 'oidc',
        config: { 'id-token': idToken, 'refresh-token': 'r', 'client-id': 'c', 'idp-issuer-url': api.url },
      },
    });
    const later = token(Date.now() / 1000 + 1000);
    await read(kubeconfig(api.url, oidc(later)));
    assert.deepEqual(new Set(api.identities), new Set([`Bearer ${later}`]));
    assert.match(faultOf(await find(kubeconfig(api.url, oidc(token(1000))))), /has expired/);
    assert.ok(api.requests.every((request) => request.includes('storage.k8s.io')));
  });

  test('is not sent over a connection that is not encrypted', async () => {
    const found = await target(kubeconfig('http://127.0.0.1:9', loginCommand(folder)));
    assert.equal(found.command, undefined);
    assert.match(faultOf(await found.read(undefined)), /refuses connections/);
    assert.ok(!folder.has('runs'));
  });
});

describe('a kubeconfig', () => {
  test('in several files: the first that names a thing counts, a missing one is passed over', async () => {
    const second = JSON.stringify({
      'current-context': 'other',
      contexts: [{ name: 'dev', context: { cluster: 'elsewhere' } }],
      clusters: [{ name: 'local', cluster: { server: 'https://elsewhere.example.com' } }],
    });
    const files = [folder.write('a', kubeconfig(api.url)), path.join(folder.path, 'gone'), folder.write('b', second)];
    const found = await readKubeContext({ KUBECONFIG: files.join(path.delimiter) });
    assert.ok('server' in found);
    assert.deepEqual([found.context, found.server.origin], ['dev', api.url]);
    const parts = JSON.parse(kubeconfig(api.url)) as Record<string, unknown>;
    const { clusters, users, ...rest } = parts;
    const split = [rest, { clusters }, { users }].map((part, at) => folder.write(`part-${at}`, JSON.stringify(part)));
    const joined = await readKubeContext({ KUBECONFIG: split.join(path.delimiter) });
    assert.ok('server' in joined);
    assert.equal(joined.user.token, 'secret');
  });

  test('that does not lead to a cluster says why in one sentence', async () => {
    const config = JSON.parse(kubeconfig(api.url)) as Record<string, unknown>;
    const without = (change: Record<string, unknown>) => find(JSON.stringify({ ...config, ...change }));
    assert.match(faultOf(await without({ 'current-context': '' })), /no current context/);
    assert.match(faultOf(await without({ 'current-context': 'prod' })), /no context "prod"/);
    assert.match(faultOf(await without({ clusters: [] })), /a cluster that the kubeconfig does not have/);
    assert.match(faultOf(await without({ users: null })), /a user that the kubeconfig does not have/);
    assert.match(faultOf(await find(kubeconfig('not a url'))), /no address that begins with https/);
    assert.match(faultOf(await find(kubeconfig('ftp://x'))), /no address that begins with https/);
    assert.match(faultOf(await find('a: [')), /is not valid YAML/);
    assert.match(faultOf(await find('just text')), /is not valid YAML/);
    assert.match(faultOf(await find('')), /no current context/);
    const odd = { contexts: 7, clusters: [null, 3, { name: 'local' }], users: 'x', 'current-context': 'dev' };
    assert.match(faultOf(await find(JSON.stringify(odd))), /no context "dev"/);
    process.env.KUBECONFIG = path.join(folder.path, 'gone');
    assert.match(faultOf(await nodeCluster.find()), /^There is no kubeconfig: .*gone cannot be found$/);
    process.env.KUBECONFIG = folder.path;
    assert.match(faultOf(await nodeCluster.find()), /cannot be read/);
  });

  test('whose certificates cannot be read says so', async () => {
    const missing = { 'certificate-authority': 'gone.crt', 'certificate-authority-data': undefined };
    assert.match(faultOf(await read(kubeconfig(api.url, { token: 't' }, missing))), /cannot be used: .*gone\.crt/);
    const user = { 'client-certificate-data': 'AAAA', 'client-key-data': 'AAAA' };
    assert.match(faultOf(await read(kubeconfig(api.url, user))), /cannot be (used|read)/);
  });
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
    assert.match(faultOf(await read(kubeconfig(api.url))), /the answer is too long$/);
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
