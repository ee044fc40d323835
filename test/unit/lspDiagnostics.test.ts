import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { ClientFeatures } from '../../server/src/lsp/clientFeatures.ts';
import { type DiagnosticTools, toDiagnostics } from '../../server/src/lsp/diagnostics.ts';
import { Documents } from '../../server/src/lsp/documents.ts';
import { Texts } from '../../server/src/lsp/texts.ts';
import { createService } from '../../server/src/service.ts';
import { statefulSet } from '../support/manifests.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';

const uri = 'file:///a.yaml';
const wrong = statefulSet.replace('replicas:', 'replica:');

/** A file of two documents, and what its diagnostics are after an edit of so many characters in the first line. */
function session() {
  const host = createService();
  const texts = new Texts(host, new MemoryFiles(), 'utf-16');
  const timers = { soon: () => () => {} };
  const runtime = { clock: { nowMs: () => 0 }, timers: { ...timers, after: timers.soon } };
  const tools: DiagnosticTools = {
    client: {} as ClientFeatures,
    texts,
    documents: new Documents(host, texts, runtime),
  };
  let version = 0;
  host.open(uri, version, `# a first line\n${wrong}---\n${wrong.replaceAll('web', 'other')}`);
  const diagnostics = (): Diagnostic[] => {
    const file = host.openFile(uri)!;
    return toDiagnostics(file, host.snapshot().problemsOf(file), tools);
  };
  const edit = (start: number, end: number, newText: string): void =>
    host.edit(uri, ++version, [{ start, end, newText }]);
  return { diagnostics, edit };
}

/** Those of the second document. */
function unknownField(diagnostics: readonly Diagnostic[]): Diagnostic {
  return diagnostics.findLast(({ code }) => code === 'unknown-field')!;
}

test('where nothing moved a diagnostic is the same object', () => {
  const { diagnostics, edit } = session();
  const before = unknownField(diagnostics());
  edit(4, 5, 'F');
  assert.equal(unknownField(diagnostics()), before);
  // A longer line before it moves no line.
  edit(4, 5, 'ffff');
  assert.equal(unknownField(diagnostics()), before);
});

test('a document that begins in another line has its diagnostics there, also at the same offset', () => {
  const { diagnostics, edit } = session();
  const { range } = unknownField(diagnostics());
  edit(13, 14, '\n');
  const moved = unknownField(diagnostics()).range;
  assert.deepEqual(moved.start, { line: range.start.line + 1, character: range.start.character });
  edit(0, 0, '# one more\n');
  assert.equal(unknownField(diagnostics()).range.start.line, range.start.line + 2);
});
