import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { check, repaired, repairedSafely, warningsIn } from './support.ts';

/** Messages about a set whose Pods have these labels besides their own. */
function told(labels: string): string[] {
  return check(statefulSet({ labels: `labels:\n  app: web\n  ${labels}` })).map(({ message }) => message);
}

describe('keys that YAML takes for something else', () => {
  test('are told with what is stored', () => {
    assert.deepEqual(told('on: web'), ['Key "on" is a boolean to YAML, and stored as "true"; write it in quotes']);
    assert.deepEqual(told('N: web'), ['Key "N" is a boolean to YAML, and stored as "false"; write it in quotes']);
    assert.deepEqual(told('1.10: web'), ['Key "1.10" is a number to YAML, and stored as "1.1"; write it in quotes']);
    assert.deepEqual(told('010: web'), ['Key "010" is a number to YAML, and stored as "8"; write it in quotes']);
  });

  test('are well in quotes, with a tag, and where they are stored as they are written', () => {
    for (const key of [
      '"on"',
      "'y'",
      '!!str no',
      'true',
      'false',
      '10',
      '1.5',
      'one',
      'oN',
      'yess',
      'n.a',
      '2024-01-31',
    ])
      assert.deepEqual(told(`${key}: web`), [], key);
  });

  test('are put in quotes, never without being asked', () => {
    const text = statefulSet({ labels: 'labels: {app: web, yes: web}' });
    assert.equal(repaired(text), text.replace('yes:', '"yes":'));
    assert.equal(repairedSafely(text), text);
    const both = statefulSet({ labels: 'labels: {app: web, "yes": a, yes: web}' });
    assert.equal(check(both).length, 1);
    assert.equal(repaired(both), both);
  });

  test('are reported once, where they are written', () => {
    const labels = { selector: 'selector:\n  matchLabels: &l\n    on: web', labels: 'labels: *l' };
    assert.deepEqual(warningsIn(labels), ['key-read-otherwise spec.selector.matchLabels.true']);
  });

  test('are called what is written where their value is wrong, or no such field is there', () => {
    assert.match(told('y: 2')[0]!, /^y "2" is a number/);
    assert.match(check(statefulSet({ spec: 'on: 2' }))[0]!.message, /no field "on"/);
  });

  test('are not said to be there twice where only what is read is the same', () => {
    const problem = (text: string) => parseDocument(text).problems.map(({ message }) => message);
    assert.deepEqual(problem('y: 1\nyes: 2\n'), ['Key "yes" is the same to YAML as "y" above; write both in quotes']);
    assert.deepEqual(problem('0x1: a\n1: b\n'), ['Key "1" is the same to YAML as "0x1" above; write both in quotes']);
    assert.deepEqual(problem('on: 1\na: 3\non: 2\n'), ['Key "on" is set twice in this mapping; remove one of the two']);
    assert.deepEqual(problem('a: 1\n"a": 2\n'), ['Key "a" is set twice in this mapping; remove one of the two']);
  });
});

describe('numbers that begin with 0', () => {
  test('are told with what is read, and written without it', () => {
    const text = statefulSet({ spec: 'replicas: 010' });
    assert.deepEqual(
      check(text).map(({ message }) => message),
      ['replicas "010" is octal to YAML, which reads 8; write 10'],
    );
    assert.equal(repaired(text), text.replace('010', '10'));
    assert.equal(repairedSafely(text), text);
    assert.deepEqual(warningsIn({ pod: 'securityContext: {runAsUser: 01000}' }), [
      'number-read-as-octal spec.template.spec.securityContext.runAsUser',
    ]);
    assert.deepEqual(warningsIn({ container: 'resources: {requests: {cpu: 010}}' }), [
      'number-read-as-octal spec.template.spec.containers[0].resources.requests.cpu',
    ]);
  });

  test('are what is written where they are permissions, no octal numbers, too small to differ, or clearly meant', () => {
    const secret =
      'volumes: [{name: x, secret: {secretName: x, defaultMode: 0440, items: [{key: a, path: b, mode: 0400}]}}]';
    assert.deepEqual(warningsIn({ pod: secret }), []);
    for (const number of ['0', '00', '07', '08', '0999', '0o17', '0x1F', '10', '0.0'])
      assert.deepEqual(warningsIn({ pod: `securityContext: {runAsUser: ${number}}` }), [], number);
  });
});

describe('permissions without a 0 in front', () => {
  const pod = (mode: string) =>
    `volumes: [{name: x, secret: {secretName: x, items: [{key: a, path: b, mode: ${mode}}]}}]`;

  test('are told with what they give', () => {
    const text = statefulSet({ pod: pod('400') });
    assert.deepEqual(
      check(text).map(({ message }) => message),
      ['mode 400 is decimal, and gives the permissions 0620; write 0400'],
    );
    assert.equal(repaired(text), statefulSet({ pod: pod('0400') }));
    assert.equal(repairedSafely(text), text);
  });

  test('are written as a decimal in JSON', () => {
    const quoted = (mode: number) => statefulSet({ pod: pod('X').replace('mode: X', `"mode": ${mode}`) });
    assert.equal(repaired(quoted(440)), quoted(288));
  });

  test('say so, too, where they are refused', () => {
    const text = statefulSet({ pod: pod('644') });
    const [problem, another] = check(text);
    assert.deepEqual([problem?.rule, another], ['value-out-of-range', undefined]);
    assert.match(problem!.message, /write 0644$/);
    assert.equal(repaired(text), statefulSet({ pod: pod('0644') }));
    assert.match(check(statefulSet({ pod: pod('1000') }))[0]!.message, /write 0 to 511$/);
  });

  test('are well as decimals that are usual, and elsewhere', () => {
    for (const mode of ['256', '288', '292', '384', '416', '420', '493', '511', '0', '0400', '0o400', '0620'])
      assert.deepEqual(check(statefulSet({ pod: pod(mode) })), [], mode);
    assert.deepEqual(check(statefulSet({ pod: 'securityContext: {runAsUser: 400}' })), []);
  });
});
