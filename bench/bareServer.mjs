// What every language server pays: the least that vscode-languageserver can be.

import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const bundle = path.join(os.tmpdir(), `statefulset-bare-server-${process.getuid?.() ?? 0}.cjs`);
const source = `
import { createConnection, TextDocumentSyncKind } from 'vscode-languageserver/node';
const connection = createConnection(process.stdin, process.stdout);
connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
connection.onDidOpenTextDocument(({ textDocument }) => connection.sendDiagnostics({ uri: textDocument.uri, diagnostics: [] }));
connection.listen();
`;

/** Bundles the bare server as ours is bundled. @returns {Promise<string>} its path */
export async function makeBareServer() {
  const resolveDir = path.dirname(fileURLToPath(import.meta.url));
  await build({
    stdin: { contents: source, resolveDir },
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    logLevel: 'silent',
  });
  return bundle;
}
