import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { assertWell, chaos, chaosClient } from '../../protocol/chaosClient.ts';
import { LspClient, pullCapabilities } from '../../support/lspClient.ts';
import { processorMs } from '../../support/processorTime.ts';
import { askEverything, hostWith } from './analysis.ts';
import { hostileTexts } from './hostileTexts.ts';
import { editedCase } from './properties.ts';
import type { Case, Property } from './property.ts';
import { Random } from './random.ts';
import { applyEdit, type Edit } from './texts.ts';

/** What holds for a whole server, seen through the protocol. */
export function serverProperties(seeds: readonly string[]): readonly Property[] {
  return [
    {
      name: 'a server that was sent edits answers like a fresh one',
      make: (random) => wellFormed(editedCase(random, seeds)),
      check: sameAsFreshServer,
    },
    { name: 'a client that keeps to no rule breaks nothing', make: onlyChance, check: survivesChaos },
    { name: 'what is too much of something is answered', make: onlyChance, check: survivesHugeText },
  ];
}

function onlyChance(random: Random): Case {
  return { text: '', edits: [], seed: random.below(2 ** 31) };
}

async function survivesChaos({ seed }: Case): Promise<number> {
  const client = await chaosClient(new Random(seed)).start();
  const { requests } = await chaos(client, { seed, steps: 1000 });
  await assertWell(client);
  await stop(client);
  return requests;
}

/** Longer than anything takes the processor (ms). */
const longestMs = 60_000;

function survivesHugeText({ seed }: Case): number {
  const random = new Random(seed);
  const [name, make] = random.pick(Object.entries(hostileTexts));
  const text = make(1000 * (1 + random.below(200)));
  const startMs = processorMs();
  const answers = askEverything(hostWith(text), random.below(text.length + 1));
  assert.ok(processorMs() - startMs < longestMs, `${name}, ${text.length} characters: took too long`);
  return answers;
}

/** Halves of characters are lost on the way. */
function wellFormed({ text, edits, seed }: Case): Case {
  const clean = text.toWellFormed();
  let current = clean;
  const cleanEdits: Edit[] = [];
  for (const { start, end, newText } of edits) {
    const edit = { start: boundary(current, start), end: boundary(current, end), newText: newText.toWellFormed() };
    cleanEdits.push(edit);
    current = applyEdit(current, edit);
  }
  return { text: clean, edits: cleanEdits, seed };
}

function boundary(text: string, offset: number): number {
  const at = Math.min(offset, text.length);
  const isInside = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  return isInside ? at - 1 : at;
}

const uri = 'file:///nowhere/main.yaml';

async function sameAsFreshServer({ text, edits, seed }: Case): Promise<number> {
  const random = new Random(seed);
  const document = TextDocument.create(uri, 'yaml', 1, text);
  const client = await serverWith(text);
  await answersOf(client, document, 0);
  for (const [step, edit] of edits.entries()) {
    const start = Math.min(edit.start, document.getText().length);
    const end = Math.max(start, Math.min(edit.end, document.getText().length));
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    const contentChanges = [{ range, text: edit.newText }];
    TextDocument.update(document, contentChanges, step + 2);
    await client.notify('textDocument/didChange', { textDocument: { uri, version: step + 2 }, contentChanges });
    const at = random.isOneIn(2) ? start + edit.newText.length : random.below(document.getText().length + 1);
    const fresh = await serverWith(document.getText(), step + 2);
    const expected = await answersOf(fresh, document, at);
    for (const [what, answer] of Object.entries(await answersOf(client, document, at)))
      assert.deepEqual(answer, expected[what], `${what} after ${JSON.stringify(edit)}`);
    await stop(fresh);
  }
  await stop(client);
  return edits.length;
}

async function stop(client: LspClient): Promise<void> {
  await client.stop();
  client.connection.dispose();
}

async function serverWith(text: string, version = 1): Promise<LspClient> {
  const client = await LspClient.inProcess({ capabilities: pullCapabilities, folders: ['file:///nowhere'] }).start();
  await client.indexed();
  await client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } });
  return client;
}

/** What a server says about a document, without the numbers by which it knows its answers again. */
async function answersOf(client: LspClient, document: TextDocument, offset: number): Promise<Record<string, unknown>> {
  const textDocument = { uri };
  const position = document.positionAt(offset);
  const range = { start: position, end: position };
  const [diagnostics, completion, ...others] = await Promise.all([
    client.request<{ items: unknown[] }>('textDocument/diagnostic', { textDocument }),
    client.request<CompletionList | null>('textDocument/completion', { textDocument, position }),
    client.request('textDocument/documentSymbol', { textDocument }),
    client.request('textDocument/foldingRange', { textDocument }),
    client.request('textDocument/hover', { textDocument, position }),
    client.request('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }),
    client.request('textDocument/selectionRange', { textDocument, positions: [position] }),
  ]);
  const items = completion?.items.map(({ data: _, ...item }: CompletionItem) => item);
  return { diagnostics: diagnostics.items, completion: items, others };
}
