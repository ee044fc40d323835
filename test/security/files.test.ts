import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { findFiles } from '../../server/src/cli/files.ts';
import { nodeFileSystem } from '../../server/src/node/fileSystem.ts';
import { readBlocking } from '../../server/src/node/readText.ts';
import { makeFolder, runCli } from '../support/cli.ts';

// A folder whose links lead out of it. They are followed, as everywhere; what comes of that is held here.

const skip = process.platform === 'win32';
const set = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\nspec: { replica: 1 }\n';

/** What people keep beside their folders, in the forms that it has. */
const secrets: Readonly<Record<string, string>> = {
  npmrc: '//registry.example/:_authToken=SECRET\n',
  env: 'PASSWORD="SECRET\nOTHER: [a\n',
  key: '-----BEGIN KEY-----\nSECRET\n-----END KEY-----\n',
  shadow: 'root:$6$SECRET:19000:0:99999:7:::\n\tdaemon: *\n',
  docker: '{"auths":{"x":{"auth":"SECRET"}},}',
  aws: '[default]\naws_secret_access_key = SECRET: {\n',
  secret: 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { SECRET: SECRET }\n',
  kubeconfig: 'apiVersion: v1\nkind: Config\nusers: [{ name: a, user: { token: SECRET } }]\nfoo: SECRET\n',
};

describe('links out of a folder', { skip }, () => {
  let folder = '';
  let outside = '';
  let removals: (() => void)[] = [];
  before(() => {
    const made = makeFolder(secrets);
    outside = fs.realpathSync(made.folder);
    removals = [made.remove];
  });
  beforeEach(() => {
    const made = makeFolder({});
    folder = fs.realpathSync(made.folder);
    removals.push(made.remove);
  });
  after(() => {
    for (const remove of removals) remove();
  });
  const link = (target: string, name: string) => fs.symlinkSync(target, path.join(folder, name));

  test('show nothing of files that are no manifests, nor what a Secret holds', () => {
    for (const name of Object.keys(secrets)) link(path.join(outside, name), `${name}.yaml`);
    fs.writeFileSync(path.join(folder, 'set.yaml'), set);
    for (const args of [['check'], ['check', '--format', 'json'], ['preview'], ['effective'], ['check', '--fix']]) {
      const { stdout, stderr } = runCli([...args, '.'], { cwd: folder });
      assert.ok(stdout.length > 50, args.join(' '));
      assert.doesNotMatch(stdout + stderr, /SECRET/, args.join(' '));
    }
    for (const [name, text] of Object.entries(secrets))
      assert.equal(fs.readFileSync(path.join(outside, name), 'utf8'), text);
  });

  test('show nothing as settings, but those that another folder has', () => {
    fs.writeFileSync(path.join(folder, 'set.yaml'), set);
    for (const name of Object.keys(secrets)) {
      fs.rmSync(path.join(folder, '.statefulset.yaml'), { force: true });
      link(path.join(outside, name), '.statefulset.yaml');
      const { stdout, stderr } = runCli(['check', '.'], { cwd: folder });
      assert.match(stderr, /settings do not count: it is a link to a file of another name/);
      assert.doesNotMatch(stdout + stderr, /SECRET/, name);
    }
    fs.rmSync(path.join(folder, '.statefulset.yaml'));
    fs.mkdirSync(path.join(folder, 'shared'));
    fs.writeFileSync(path.join(folder, 'shared/statefulset.yaml'), 'rules: { unknown-field: off }\n');
    link('shared/statefulset.yaml', '.statefulset.yaml');
    const { stdout, stderr } = runCli(['check', 'set.yaml'], { cwd: folder });
    assert.equal(stderr, '');
    assert.doesNotMatch(stdout, /unknown-field/);
  });

  test('are not followed to what the folder itself lies in, be it the whole disk', async () => {
    fs.writeFileSync(path.join(folder, 'set.yaml'), set);
    link('/', 'all');
    link('..', 'above');
    assert.deepEqual(findFiles([folder], () => false).files, [path.join(folder, 'set.yaml')]);
    const found: string[] = [];
    for await (const files of nodeFileSystem.find(pathToFileURL(folder).href, { isExcluded: () => false }))
      found.push(...files);
    assert.deepEqual(found, [pathToFileURL(path.join(folder, 'set.yaml')).href]);
  });

  test('to a file that says it is empty and never ends cost no memory', {
    skip: !fs.existsSync('/proc/self/pagemap'),
  }, async () => {
    link('/proc/self/pagemap', 'a.yaml');
    link('/proc/self/environ', 'b.yaml');
    link('/proc/self/pagemap', '.statefulset.yaml');
    const before = process.resourceUsage().maxRSS;
    const file = path.join(folder, 'a.yaml');
    assert.equal(readBlocking(file).state, 'tooLarge');
    assert.equal((await nodeFileSystem.read(pathToFileURL(file).href)).state, 'tooLarge');
    assert.ok(process.resourceUsage().maxRSS - before < 100_000, 'in kilobytes');
    const { code, stderr } = runCli(['check', '.'], { cwd: folder });
    assert.equal(code, 2);
    assert.match(stderr, /\.statefulset\.yaml cannot be read, .*: it is a link to a file of another name/);
    assert.match(stderr, /a\.yaml: it has more than 100 MB/);
    assert.match(stderr, /b\.yaml: it is no text/);
  });

  test('a settings file that is a pipe or leads to a device keeps nobody waiting', () => {
    fs.writeFileSync(path.join(folder, 'set.yaml'), set);
    const settings = path.join(folder, '.statefulset.yaml');
    execFileSync('mkfifo', [settings]);
    assert.match(runCli(['check', '.'], { cwd: folder }).stderr, /settings do not count: it is a pipe/);
    fs.rmSync(settings);
    link('/dev/zero', '.statefulset.yaml');
    const { stderr, stdout } = runCli(['check', '.'], { cwd: folder });
    assert.match(stderr, /settings do not count: it is a link to a file of another name/);
    assert.match(stdout, /\[unknown-field\]/);
  });
});

test('an empty file is an empty text', async () => {
  const { folder, remove } = makeFolder({ 'a.yaml': '' });
  try {
    const file = path.join(folder, 'a.yaml');
    assert.deepEqual(readBlocking(file), { state: 'read', text: '' });
    assert.deepEqual(await nodeFileSystem.read(pathToFileURL(file).href), { state: 'read', text: '' });
  } finally {
    remove();
  }
});
