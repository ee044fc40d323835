import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { nodeCluster } from '../../server/src/node/cluster.ts';
import { readKubeContext } from '../../server/src/node/clusterConfig.ts';
import { runLogin } from '../../server/src/node/clusterLogin.ts';
import { authority } from './apiServer.ts';
import { makeCertificate } from './certificates.ts';
import { kubeconfig, loginCommand } from './kubeconfig.ts';
import { api, faultOf, find, folder, read, target } from './session.ts';

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

  test('by command: it is shown whole, with the variables that are set for it, and nothing in it hides', async () => {
    const exec = (more: object) => ({ exec: { command: 'aws', args: ['get-token'], ...more } });
    const shown = async (more: object) => (await target(kubeconfig(api.url, exec(more)))).command;
    assert.equal(await shown({}), 'aws get-token');
    assert.equal(
      await shown({
        env: [
          { name: 'LD_PRELOAD', value: '/tmp/x.so' },
          { name: 'A', value: 'b c' },
        ],
      }),
      "LD_PRELOAD=/tmp/x.so A='b c' aws get-token",
    );
    assert.equal(
      await shown({ args: ["it's", '', 'a\nb', '\u202Ec', '$(id)'] }),
      "aws 'it'\\''s' '' 'a b' '\\u202Ec' '$(id)'",
    );
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
    const levels = Array.from({ length: 12 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(9)}]`);
    assert.match(faultOf(await find(['l0: &l0 x', ...levels].join('\n'))), /is not valid YAML/);
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
