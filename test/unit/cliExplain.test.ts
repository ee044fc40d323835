import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explainRule } from '../../server/src/cli/explain/rule.ts';
import { toTerminal } from '../../server/src/cli/explain/terminal.ts';
import { ruleIds } from '../../server/src/service.ts';
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
  test('explains a rule by its id: what, why, how to repair it, an example, and where its page is', () => {
    const { stdout, code } = runCli(['explain', 'service-name-missing']);
    assert.match(stdout, /^service-name-missing\n\nSeverity: information/);
    for (const part of [/^Why$/m, /^Fix$/m, /^Found here:$/m, /^Not here:$/m, /docs\/rules\/service-name-missing\.md/])
      assert.match(stdout, part);
    assert.equal(code, 0);
  });
  test('every rule can be explained', async () => {
    for (const id of ruleIds) assert.match((await explainRule(id)) ?? '', /\n## Why\n/, id);
  });
  test('takes short names of kinds, plurals, and fields in any case', () => {
    for (const [question, title] of [
      ['pvc', /claim/i],
      ['svc', /^Service\n/],
      ['statefulsets', /^StatefulSet\n/],
      ['headless services', /^Headless Service\n/],
      ['Spec.ServiceName', /^StatefulSet: spec\.serviceName\n/],
      ['STATEFULSET.spec.Replicas', /^StatefulSet: spec\.replicas\n/],
      ['pvc.spec.accessmodes', /^PersistentVolumeClaim: spec\.accessModes\n/],
    ] as const)
      assert.match(runCli(['explain', question]).stdout, title, question);
  });
  test('puts tables into columns, and lets wide cells go on below', () => {
    const { stdout } = runCli(['explain', 'access-modes']);
    assert.match(stdout, /^mode +short +who may mount it\n-+ {2}-+ {2}-+\nReadWriteOnce +RWO +Pods on one node/m);
    assert.doesNotMatch(stdout, /^\|/m);
    const long = 'word '.repeat(60).trim();
    const lines = toTerminal(`| a | b |\n| --- | :-: |\n| x\\|y | ${long} |\n| z | \`code\` |`).split('\n');
    assert.ok(lines.every((line) => line.length <= 100));
    assert.match(lines[2]!, /^x\|y {2}word/);
    assert.match(lines[3]!, /^ {5}word/);
    assert.match(lines.at(-1)!, /^z {4}.*code/);
  });
  test('names the nearest topic, rule or field', () => {
    for (const [question, near] of [
      ['service-name-mising', 'service-name-missing'],
      ['spec.volumeClaimTemplate', 'spec.volumeClaimTemplates'],
      ['rollng', 'rolling-updates'],
      ['access', 'access-modes'],
      ['clusterIP', 'service.spec.clusterIP'],
      ['nodeport', 'service.spec.ports.nodePort'],
      ['spec.NodePort', 'service.spec.ports.nodePort'],
      ['pod.spec.nodePrt', 'service.spec.ports.nodePort'],
      ['hostNetwrk', 'spec.template.spec.hostNetwork'],
      ['svc.spec.clusterIp.x', undefined],
    ] as const) {
      const { stderr, code } = runCli(['explain', question]);
      assert.match(stderr, near === undefined ? /lists the topics/ : new RegExp(`did you mean "${near}"\\?`));
      assert.equal(code, 2);
    }
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
    assert.match(stderr, /no topic, rule or field "stickyidentity"/);
    assert.equal(code, 2);
  });
});
