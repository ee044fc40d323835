import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/run.ts';

// What a folder that nobody trusts yet may make the extension do: docs/security.md says it, this holds it.
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const sources = globSync('{client,server}/src/**/*.ts', { cwd: root }).map((file) => ({
  file,
  text: readFileSync(join(root, file), 'utf8'),
}));

test('extension, server and lock file have one version', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const lock = read('package-lock.json');
  assert.deepEqual(
    [read('server/package.json').version, lock.version, lock.packages[''].version, lock.packages.server.version],
    Array(4).fill(manifest.version),
  );
});

test('in Restricted Mode a folder does not choose what reaches out of it', () => {
  const { untrustedWorkspaces } = manifest.capabilities;
  assert.equal(untrustedWorkspaces.supported, 'limited');
  const settings = Object.keys(manifest.contributes.configuration.properties);
  const reachingOut = settings.filter((name) =>
    /cluster\.|path|command|url|proxy|exec|kube(?!rnetesVersion)/i.test(name),
  );
  assert.ok(reachingOut.includes('statefulset.cluster.enabled'));
  assert.deepEqual(
    reachingOut.filter((name) => !untrustedWorkspaces.restrictedConfigurations.includes(name)),
    [],
  );
});

test('which login commands may run unasked is said for the machine, never by a folder', () => {
  const { properties } = manifest.contributes.configuration;
  assert.equal(properties['statefulset.cluster.allowedContexts'].scope, 'machine');
  assert.equal(properties['statefulset.cluster.enabled'].default, false);
});

test('the extension starts for manifests alone, and contributes nothing that runs a program', () => {
  assert.ok(
    manifest.activationEvents.every((event: string) =>
      /^onLanguage:(yaml|json|jsonc|helm)$|^onWebviewPanel:/.test(event),
    ),
  );
  const names = Object.keys(manifest.contributes);
  for (const name of ['taskDefinitions', 'debuggers', 'terminal', 'authentication', 'notebooks'])
    assert.ok(!names.includes(name), name);
});

test('no Markdown is trusted as a whole, and none may hold markup', () => {
  for (const { file, text } of sources) {
    assert.doesNotMatch(
      text,
      /\.isTrusted\s*=\s*true|markdown:\s*\{\s*isTrusted:\s*true|new MarkdownString\([^)]*,\s*true/,
      file,
    );
    assert.doesNotMatch(text, /supportHtml/, file);
  }
});

test('only the reader of the cluster starts programs or opens connections', () => {
  const program = /child_process|\bcluster\.fork\(|createTerminal|ShellExecution|ProcessExecution/;
  const connection =
    /node:(https?|http2|net|tls|dgram|dns)['"/]|(?<![.#\w])fetch\(|XMLHttpRequest|\bWebSocket\(|\bEventSource\(/;
  const anyOther = /\beval\(|new Function\(|getBuiltinModule|process\.(binding|dlopen)|node:(vm|inspector)['"/]/;
  assert.deepEqual(usersOf(program), ['server/src/node/clusterLogin.ts']);
  assert.deepEqual(usersOf(connection), [
    'server/src/node/clusterClient.ts',
    'server/src/node/clusterProxy.ts',
    'server/src/node/connection.ts', // the socket that a client of the server may ask for on the command line
  ]);
  assert.deepEqual(usersOf(anyOther), ['server/src/node/start.ts']); // compiles this server's own code, read from its cache
});

test('the extension opens no address and runs no command of others but those of the editor', () => {
  const client = sources.filter(({ file }) => file.startsWith('client/'));
  for (const { file, text } of client) assert.doesNotMatch(text, /openExternal|vscode\.open['"]|asExternalUri/, file);
  const commands = client.flatMap(({ text }) =>
    Array.from(text.matchAll(/executeCommand(?:<[^>]*>)?\(\s*([^,)]*)/g), ([, command]) => command ?? ''),
  );
  assert.ok(commands.length > 0, 'commands were read');
  assert.deepEqual(
    commands.filter((command) => !/^(previewCommand$|'(statefulset|editor|workbench|setContext)\b)/.test(command)),
    [],
  );
});

/** The files whose code, comments apart, holds such a word, in the order of their names. */
function usersOf(words: RegExp): readonly string[] {
  const isUser = (text: string) => words.test(text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, ''));
  return sources
    .filter(({ text }) => isUser(text))
    .map(({ file }) => file)
    .sort();
}
