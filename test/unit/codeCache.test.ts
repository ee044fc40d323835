import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { codeCache } from '../../server/src/node/codeCache.ts';

const home = process.platform === 'win32' ? 'LOCALAPPDATA' : process.platform === 'darwin' ? 'HOME' : 'XDG_CACHE_HOME';
const names = [home, 'NODE_DISABLE_COMPILE_CACHE', 'NODE_V8_COVERAGE'];
const before = names.map((name) => [name, process.env[name]] as const);
const code = Buffer.from('compiled');
let folder = '';

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-'));
  for (const name of names) delete process.env[name];
  process.env[home] = folder;
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

function kept(): string[] {
  const all = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  return all.filter((file) => fs.statSync(file).isFile());
}

test('compiled code is read back by the next process, and only for the same script', () => {
  assert.equal(codeCache('a').read(), undefined);
  codeCache('a').write(code);
  assert.deepEqual(codeCache('a').read(), code);
  assert.equal(codeCache('b').read(), undefined);
});

test('damaged or shortened code is not run', () => {
  codeCache('a').write(code);
  const [file] = kept();
  const whole = fs.readFileSync(file!);
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole);
    damaged[at]! ^= 0x10;
    fs.writeFileSync(file!, damaged);
    assert.equal(codeCache('a').read(), undefined, `byte ${at}`);
    fs.writeFileSync(file!, whole.subarray(0, at));
    assert.equal(codeCache('a').read(), undefined, `the first ${at} bytes`);
  }
  fs.writeFileSync(file!, whole);
  assert.deepEqual(codeCache('a').read(), code);
});

test('code that others could have written is not run, nor kept where others may write', {
  skip: process.platform === 'win32' && 'Windows has no such modes',
}, () => {
  codeCache('a').write(code);
  const [file] = kept();
  assert.equal(fs.statSync(file!).mode & 0o777, 0o600);
  fs.chmodSync(file!, 0o620);
  assert.equal(codeCache('a').read(), undefined);
  fs.chmodSync(path.dirname(file!), 0o777);
  codeCache('b').write(code);
  assert.equal(kept().length, 1);
});

test('where nothing can be kept, nothing fails', () => {
  process.env[home] = path.join(folder, 'file');
  fs.writeFileSync(path.join(folder, 'file'), '');
  codeCache('a').write(code);
  assert.equal(codeCache('a').read(), undefined);
});

test('the switch of Node for its own compile cache works here too', () => {
  codeCache('a').write(code);
  process.env.NODE_DISABLE_COMPILE_CACHE = '1';
  assert.equal(codeCache('a').read(), undefined);
});

test('only the newest few are kept', () => {
  for (let i = 0; i < 20; i++) codeCache(`hash${i}`).write(code);
  assert.ok(kept().length <= 8);
  assert.deepEqual(codeCache('hash19').read(), code);
});
