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
  const reaching =
    /node:(child_process|https?|http2|net|tls|dgram|dns)['"/]|(?<![.#\w])fetch\(|XMLHttpRequest|\bWebSocket\(|\beval\(|new Function\(/;
  const found = sources.filter(({ text }) => reaching.test(text)).map(({ file }) => file);
  assert.deepEqual(
    found.filter((file) => !mayReachOut.test(file)),
    [],
  );
});

/** The cluster's reader, and the socket that a client of the server may ask for on the command line. */
const mayReachOut = /^server\/src\/node\/(cluster\w*|connection)\.ts$/;
