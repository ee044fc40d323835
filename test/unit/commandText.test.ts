import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argumentWords, commandText } from '../../server/src/manifest/commandText.ts';

test('a program and plain words need no shell', () => {
  for (const text of [
    'redis-server --appendonly yes',
    'java -Xmx1g -jar /app.jar',
    'curl http://a:80/x,y@z%20+1 -H=ü',
  ]) {
    assert.deepEqual(commandText(text), { words: text.split(' '), needsShell: false }, text);
  }
  assert.deepEqual(commandText(' nginx\t-g  x ').words, ['nginx', '-g', 'x']);
});

test('quotes, variables, pipes, patterns and words of the shell need one', () => {
  const lines = [
    "cat 'a b'",
    'echo $HOME',
    'a | b',
    'a && b',
    'ls *.x',
    'ls a?',
    'exec app',
    'A=b app',
    'cd /x',
    'a\nb',
  ];
  for (const text of [...lines, 'app $(NAME)', 'a; b', 'a > b', '. /env', 'echo # x']) {
    assert.ok(commandText(text).needsShell, text);
  }
});

test('arguments go to the program with the signs that are in them', () => {
  assert.deepEqual(argumentWords('--url=http://h/?a=1&b=2 --name=$(NAME)'), [
    '--url=http://h/?a=1&b=2',
    '--name=$(NAME)',
  ]);
  assert.deepEqual(argumentWords('*.log'), ['*.log']);
  for (const text of ["--x 'a b'", 'a $HOME', 'a | b', 'a; b', 'a >b', 'a\nb']) {
    assert.equal(argumentWords(text), undefined, text);
  }
});
