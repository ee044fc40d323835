// What every language server pays: the least that vscode-languageserver can be.

import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const head = `
import { createConnection, TextDocumentSyncKind } from 'vscode-languageserver/node';
const connection = createConnection(process.stdin, process.stdout);
connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));`;

const bare = `${head}
connection.onDidOpenTextDocument(({ textDocument }) => connection.sendDiagnostics({ uri: textDocument.uri, diagnostics: [] }));
connection.listen();
`;

const echo = `${head}
const answers = {};
const publish = ({ textDocument: { uri, version } }) =>
  connection.sendDiagnostics({ uri, version, diagnostics: answers['textDocument/publishDiagnostics']?.diagnostics ?? [] });
connection.onDidOpenTextDocument(publish);
connection.onDidChangeTextDocument(publish);
connection.onNotification('bench/answers', (given) => void Object.assign(answers, given));
connection.onRequest((method) => answers[method] ?? null);
connection.listen();
`;

/** Bundles a server that publishes an empty list, as ours is bundled. @returns {Promise<string>} its path */
export function makeBareServer() {
  return bundle('bare', bare);
}

/**
 * Bundles a server that knows nothing and answers what it was told to by `bench/answers` (by method): what the answers of
 * another server cost on their way. @returns {Promise<string>} its path
 */
export function makeEchoServer() {
  return bundle('echo', echo);
}

async function bundle(name, contents) {
  const outfile = path.join(os.tmpdir(), `statefulset-${name}-server-${process.getuid?.() ?? 0}.cjs`);
  const resolveDir = path.dirname(fileURLToPath(import.meta.url));
  await build({
    stdin: { contents, resolveDir },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    logLevel: 'silent',
  });
  return outfile;
}
