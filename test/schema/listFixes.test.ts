import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claimTemplate, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { applyEdits } from '../support/edits.ts';
import { check, repairedSafely } from './support.ts';

const wordsTitle = 'Make it a list of its words';
const shellTitle = 'Make it a list that lets sh read the line';

/** Every repair of the one thing that is wrong: title and the text after it; none of them is safe or preferred. */
function guesses(text: string): (readonly [title: string, after: string])[] {
  const problems = check(text);
  assert.deepEqual(
    problems.map(({ rule }) => rule),
    ['wrong-type'],
  );
  const fixes = problems[0]!.fixes?.() ?? [];
  for (const { title, isSafe, isPreferred } of fixes) assert.deepEqual([isSafe, isPreferred], [false, false], title);
  assert.equal(repairedSafely(text), text);
  return fixes.map(({ title, edits }) => {
    const after = applyEdits(text, edits);
    assert.deepEqual(check(after), [], after);
    return [title, after];
  });
}

/** The same for a line of a container, as `title: line`. */
function guessesFor(field: string, value: string): string[] {
  const text = statefulSet({ container: `${field}: ${value}` });
  const before = text.slice(0, text.indexOf(`${field}:`));
  return guesses(text).map(([title, after]) => {
    assert.ok(after.startsWith(before) && after.endsWith('\n'), after);
    return `${title}: ${after.slice(before.length, -1)}`;
  });
}

describe('lists that are written as one text', () => {
  test('one word is one item', () => {
    const words = [
      ['command: nginx', 'command: [nginx]'],
      ["command: '/bin/run.sh' # it", "command: ['/bin/run.sh'] # it"],
      ['args: --foo=a,b', 'args: ["--foo=a,b"]'],
      ['args: --url=http://x/?a=1&b=2', 'args: ["--url=http://x/?a=1&b=2"]'],
      ['args: --port=$(PORT)', 'args: ["--port=$(PORT)"]'],
      ['args: 8080', 'args: ["8080"]'],
      ['command: true', 'command: ["true"]'],
      ['livenessProbe: {exec: {command: "/check"}}', 'livenessProbe: {exec: {command: ["/check"]}}'],
      ['securityContext: {capabilities: {drop: ALL}}', 'securityContext: {capabilities: {drop: [ALL]}}'],
    ] as const;
    for (const [before, after] of words) {
      assert.equal(repairedSafely(statefulSet({ container: before })), statefulSet({ container: after }), before);
    }
  });

  test('the line of a command is never one item: its words are, or a shell reads it', () => {
    assert.deepEqual(guessesFor('command', 'nginx -c /etc/nginx.conf'), [
      `${wordsTitle}: command: [nginx, -c, /etc/nginx.conf]`,
      `${shellTitle}: command: [sh, -c, "nginx -c /etc/nginx.conf"]`,
    ]);
    assert.deepEqual(guessesFor('livenessProbe', '{exec: {command: curl -f http://localhost/}}'), [
      `${wordsTitle}: livenessProbe: {exec: {command: [curl, -f, http://localhost/]}}`,
      `${shellTitle}: livenessProbe: {exec: {command: [sh, -c, "curl -f http://localhost/"]}}`,
    ]);
    assert.deepEqual(guessesFor('command', 'sleep 3'), [
      `${wordsTitle}: command: [sleep, "3"]`,
      `${shellTitle}: command: [sh, -c, "sleep 3"]`,
    ]);
  });

  test('quotes, variables, pipes and words of the shell are left to the shell', () => {
    const lines = [
      "nginx -g 'daemon off;'",
      'pg_isready -U postgres || exit 1',
      'ls;pwd',
      '$HOME/bin/run',
      '$(BINARY) --now',
      'cd /data',
      'MODE=fast run it',
    ];
    for (const line of lines) {
      const list = `[sh, -c, ${JSON.stringify(line)}]`;
      assert.deepEqual(guessesFor('command', line), [`${shellTitle}: command: ${list}`], line);
    }
    assert.deepEqual(guessesFor('command', '|\n  set -e\n  run it'), [
      `${shellTitle}: command: [sh, -c, "set -e\\nrun it"]`,
    ]);
  });

  test('arguments are split, and left alone where a shell would be needed', () => {
    assert.deepEqual(guessesFor('args', '--foo --bar=1'), [`${wordsTitle}: args: [--foo, --bar=1]`]);
    assert.deepEqual(guessesFor('args', '-p $(PORT) --url=http://x/?a=1&b=2'), [
      `${wordsTitle}: args: [-p, "$(PORT)", "--url=http://x/?a=1&b=2"]`,
    ]);
    for (const line of ["--name 'a b'", 'a && b', 'a; b', '--home=$HOME', '--text="a"']) {
      assert.deepEqual(guessesFor('args', line), [], line);
    }
  });

  test('what may be the dash of an item, and a list in quotes, are no single words', () => {
    for (const value of ['\n  -nginx', '"[a, b]"', '"{}"', '""', '" "']) {
      assert.deepEqual(guessesFor('command', value), [], value);
    }
    assert.deepEqual(guessesFor('args', '\n  -server'), []);
    assert.deepEqual(guessesFor('command', `'["sh", "-c", "a b"]'`), ['Make it a list: command: [sh, -c, "a b"]']);
  });

  test('names and modes are split at commas, too', () => {
    const modes = (text: string) =>
      statefulSet({ spec: claimTemplate(`accessModes: ${text}\nresources: {requests: {storage: 1Gi}}`) });
    for (const text of ['ReadWriteOnce,ReadOnlyMany', 'ReadWriteOnce ReadOnlyMany', '"ReadWriteOnce, ReadOnlyMany"']) {
      assert.deepEqual(guesses(modes(text)), [[wordsTitle, modes('[ReadWriteOnce, ReadOnlyMany]')]], text);
    }
    assert.equal(repairedSafely(modes('ReadWriteOnce')), modes('[ReadWriteOnce]'));
  });

  test('JSON gets its quotes', () => {
    const json = (command: string) =>
      `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"a","image":"b","command":${command}}]}}`;
    assert.deepEqual(guesses(json('"curl -f http://localhost/"')), [
      [wordsTitle, json('["curl", "-f", "http://localhost/"]')],
      [shellTitle, json('["sh", "-c", "curl -f http://localhost/"]')],
    ]);
    assert.deepEqual(guesses(json('"nginx -g \'daemon off;\'"')), [
      [shellTitle, json('["sh", "-c", "nginx -g \'daemon off;\'"]')],
    ]);
    assert.equal(repairedSafely(json('"nginx"')), json('["nginx"]'));
  });
});

describe('what to write instead of a value of another type', () => {
  const told = (parts: Parameters<typeof statefulSet>[0]) =>
    check(statefulSet(parts)).map(({ message }) => message.slice(message.indexOf('; ') + 2));

  test('quotes are spoken of where there are some', () => {
    const grace = (value: string) => told({ pod: `terminationGracePeriodSeconds: ${value}` });
    for (const value of ['60s', '3.5', 'web', 'true', '[]']) {
      assert.deepEqual(grace(value), ['write a whole number'], value);
    }
    for (const value of ['"60"', "'60s'"]) assert.deepEqual(grace(value), ['write a whole number, without quotes']);
    assert.deepEqual(told({ container: 'tty: on-demand' }), ['write true or false']);
    assert.deepEqual(told({ container: 'tty: "true"' }), ['write true or false, without quotes']);
  });

  test('a string is shown as it has to be written', () => {
    assert.deepEqual(told({ container: 'env: [{name: PORT, value: 8080}]' }), ['write a string, in quotes: "8080"']);
    assert.deepEqual(told({ container: 'env: [{name: PORT, value: yes}]' }), ['write a string, in quotes: "yes"']);
  });

  test('a list is shown as lists are written there', () => {
    assert.deepEqual(told({ container: 'command: a' }), ['write a list, each item behind "- "']);
    assert.deepEqual(told({ container: 'livenessProbe: {exec: {command: a}}' }), ['write a list, in brackets: […]']);
  });

  test('quantities have the units of what they count', () => {
    const limit = (entry: string) => told({ container: `resources: {limits: {${entry}}}` });
    const cores = '500m (half a core) or 2 (cores)';
    assert.deepEqual(limit('cpu: two'), [`write a number with its unit, as in ${cores}`]);
    assert.deepEqual(limit('cpu: 2K'), [`use a unit that Kubernetes knows, as in ${cores}`]);
    assert.deepEqual(limit('cpu: ""'), [`write a number and its unit, as in ${cores}`]);
    assert.deepEqual(limit('cpu: true'), [`write a quantity such as ${cores}`]);
    assert.deepEqual(limit('memory: 1K'), ['use a unit that Kubernetes knows, as in 10Gi or 500Mi']);
    assert.deepEqual(limit('example.com/gpu: one'), ['write a whole number, as in 1']);
  });
});
