import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

// Reads every import of server/src and client/src and holds it against the layers of docs/architecture.md.

const root = path.join(import.meta.dirname, '../..');

/** What each part may import: other parts, and packages in brackets' stead. Its own files are always allowed. */
const allowed: Readonly<Record<string, { parts: readonly string[]; packages: readonly string[] }>> = (() => {
  const l0 = ['base', 'runtime'];
  const l1 = [...l0, 'text'];
  const l2 = [...l1, 'yaml'];
  const storage = ['base', 'runtime'];
  const l3 = [...l2, 'manifest', 'schema', 'storage', 'cluster', 'rollout', 'schemas'];
  const l4 = [...l3, 'facts', 'effective'];
  const l5 = [...l4, 'analysis'];
  const l6 = [...l5, 'rules', 'features'];
  const l7 = [...l6, 'preview', 'generic', 'service'];
  const l8 = [...l7, 'protocol', 'lsp'];
  const server = ['vscode-languageserver', 'vscode-languageserver-protocol', 'vscode-languageserver-types'];
  return {
    base: { parts: [], packages: [] },
    runtime: { parts: ['base'], packages: [] },
    text: { parts: l0, packages: [] },
    yaml: { parts: l1, packages: [] },
    manifest: { parts: l2, packages: [] },
    storage: { parts: storage, packages: [] },
    cluster: { parts: [...storage, 'storage'], packages: [] },
    rollout: { parts: ['base', 'runtime', 'schema/minor.ts', 'schema/gates.ts', 'storage/quantity.ts'], packages: [] },
    schema: { parts: [...l2, 'manifest', 'storage', 'schemas'], packages: [] },
    facts: { parts: l3, packages: [] },
    effective: { parts: l3, packages: [] },
    analysis: { parts: [...l4, 'rules/rule.ts', 'rules/pages.ts'], packages: [] },
    rules: { parts: l5, packages: [] },
    features: { parts: [...l5, 'rules', 'schemas'], packages: [] },
    preview: { parts: [...l6, 'protocol/preview.ts'], packages: [] },
    generic: { parts: l6, packages: ['yaml-language-server', 'vscode-languageserver-textdocument', ...server] },
    service: { parts: l6, packages: [] },
    protocol: { parts: ['base'], packages: [] },
    lsp: { parts: l8, packages: [...server, 'ignore'] },
    node: { parts: l8, packages: [...server, 'node', '@kubernetes/client-node'] },
    cli: { parts: [...l8, 'node'], packages: ['node', 'diff'] },
    browser: { parts: l8, packages: server },
    client: {
      parts: ['protocol', 'base/age.ts', 'base/visible.ts'],
      packages: ['vscode', 'vscode-languageclient', 'node'],
    },
  };
})();

test('every import obeys the layers of docs/architecture.md', () => {
  const wrong: string[] = [];
  let seen = 0;
  for (const file of [...sources('server/src'), ...sources('client/src')]) {
    for (const specifier of importsOf(file)) {
      seen++;
      if (!isAllowed(file, specifier)) wrong.push(`${path.relative(root, file)} imports ${specifier}`);
    }
  }
  assert.ok(seen > 50, 'imports were read');
  assert.deepEqual(wrong, []);
});

test('inputs by chance have the seed of test/support/fastCheck.ts', () => {
  const own = sources('test').filter((file) => importsOf(file).includes('fast-check'));
  assert.deepEqual(
    own.map((file) => path.relative(root, file)),
    ['test/support/fastCheck.ts'],
  );
});

test('no source file is longer than 400 lines', () => {
  const folders = ['server/src', 'client/src', 'test', 'bench', 'scripts'];
  const long = [...folders.flatMap(sources), path.join(root, 'esbuild.mjs')]
    .map((file) => ({ file: path.relative(root, file), lines: fs.readFileSync(file, 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > 400);
  assert.deepEqual(long, []);
});

/** Every source below a folder, without what was installed or built there. */
function sources(folder: string): string[] {
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const inner = path.join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sources(inner);
    return /(?<!\.d)\.(?:ts|mjs)$/.test(entry.name) ? [path.join(root, inner)] : [];
  });
}

function importsOf(file: string): string[] {
  const text = fs.readFileSync(file, 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\b[^;'"]*?from\s+['"]([^'"]+)|^import\s+['"]([^'"]+)|\b(?:import|require)\(\s*['"`]([^'"`]+)/gm,
  );
  return Array.from(found, (match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function isAllowed(file: string, specifier: string): boolean {
  const part = partOf(file);
  const rule = allowed[part];
  assert.ok(rule, `docs/architecture.md and this table know no part "${part}"`);
  if (!specifier.startsWith('.')) {
    const name = specifier.startsWith('node:')
      ? 'node'
      : specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/');
    return rule.packages.includes(name);
  }
  const target = path.resolve(path.dirname(file), specifier);
  const targetPart = partOf(target);
  if (targetPart === part) return true;
  const relative = path.relative(path.join(root, 'server/src'), target);
  return rule.parts.includes(targetPart) || rule.parts.includes(relative);
}

/** `yaml` of server/src/yaml/tree.ts, `service` of server/src/service.ts, `client`, `schemas`, `docs`. */
function partOf(file: string): string {
  const segments = path.relative(root, file).split(path.sep);
  if (segments[0] !== 'server') return segments[0]!;
  return segments[2]!.replace(/\.ts$/, '');
}
