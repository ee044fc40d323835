import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runCli } from '../support/cli.ts';

describe('statefulset explain', () => {
  test('lists the topics without an argument', () => {
    const { stdout, code } = runCli(['explain']);
    for (const topic of ['statefulset', 'headless-service', 'block-storage', 'when-to-use'])
      assert.match(stdout, new RegExp(`^  ${topic} `, 'm'));
    assert.equal(code, 0);
  });
  test('explains a topic by its id, its title or another word for it', () => {
    for (const name of ['sticky-identity', 'Sticky Identity', 'ordinal']) {
      const { stdout, code } = runCli(['explain', ...name.split(' ')]);
      assert.match(stdout, /^Sticky identity\n/);
      assert.match(stdout, /web-0/);
      assert.doesNotMatch(stdout, /\{\w+\}/);
      assert.equal(code, 0);
    }
  });
  test('explains a field by its path, lists and all', () => {
    const { stdout } = runCli(['explain', 'spec.volumeClaimTemplates[0].spec.accessModes']);
    assert.match(stdout, /^StatefulSet: spec\.volumeClaimTemplates\.spec\.accessModes\n/);
    assert.match(stdout, /ReadWriteOnce/);
  });
  test('explains fields of other kinds, and whole kinds', () => {
    assert.match(runCli(['explain', 'service.spec.clusterIP']).stdout, /^Service: spec\.clusterIP\n/);
    assert.match(runCli(['explain', 'StorageClass']).stdout, /provisioner/);
  });
  test('fits in a hundred columns', () => {
    const { stdout } = runCli(['explain', 'rolling-updates']);
    const long = stdout
      .split('\n')
      .filter(
        (line) => line.length > 100 && !line.startsWith('|') && !line.startsWith('http') && !line.startsWith('    '),
      );
    assert.deepEqual(long, []);
  });
  test('says what was probably meant', () => {
    const { stderr, code } = runCli(['explain', 'stickyidentity']);
    assert.match(stderr, /no topic or field "stickyidentity"/);
    assert.equal(code, 2);
  });
});
