import assert from 'node:assert/strict';
import {
  type ClientCapabilities,
  type CodeAction,
  LSPErrorCodes,
  type Range,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fixAllTitle } from '../../../server/src/features/codeActions.ts';
import { previewPageMethod } from '../../../server/src/protocol/preview.ts';
import { assertWell, chaos, chaosClient } from '../../protocol/chaosClient.ts';
import { LspClient, pullCapabilities } from '../../support/lspClient.ts';
import { processorMs } from '../../support/processorTime.ts';
import { askEverything, fileNameBy, hostWith } from './analysis.ts';
import { growthProperty } from './growth.ts';
import { hostileTexts } from './hostileTexts.ts';
import { editedCase } from './properties.ts';
import type { Case, Property } from './property.ts';
import { PulledResults } from './pulledResults.ts';
import { Random } from './random.ts';
import { answersOf, assertWithin, type OpenTexts, requestsAt } from './serverAnswers.ts';
import { applyEdit, type Edit } from './texts.ts';

/** What holds for a whole server, seen through the protocol, and what takes too long for each run of all tests. */
export function serverProperties(seeds: readonly string[]): readonly Property[] {
  return [
    {
      name: 'a server that was sent edits answers like a fresh one',
      make: (random) => wellFormed(editedCase(random, seeds)),
      check: (input) => sameAsFreshServer(input, seeds),
    },
    { name: 'a client that keeps to no rule breaks nothing', make: onlyChance, check: survivesChaos },
    { name: 'what is too much of something is answered', make: onlyChance, check: survivesHugeText },
    growthProperty(seeds),
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
  const answers = askEverything(hostWith(text, fileNameBy(random)), random.below(text.length + 1));
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

const otherUri = 'file:///nowhere/other.yaml';

async function sameAsFreshServer({ text, edits, seed }: Case, seeds: readonly string[]): Promise<number> {
  const random = new Random(seed);
  const uri = `file:///nowhere/${fileNameBy(random)}`;
  const document = TextDocument.create(uri, 'yaml', 1, text);
  const other = TextDocument.create(otherUri, 'yaml', 1, random.pick(seeds).toWellFormed());
  const texts: OpenTexts = new Map([document, other].map((each) => [each.uri, each]));
  const client = await serverWith(texts);
  const pulled = new PulledResults(client);
  await answersOf(client, requestsAt(document, 0));
  for (const [step, edit] of edits.entries()) {
    const { range, newText } = edited(document, edit, random);
    // Some clients send the whole text each time.
    const contentChanges: TextDocumentContentChangeEvent[] = random.isOneIn(8)
      ? [{ text: TextDocument.applyEdits(document, [{ range, newText }]) }]
      : [{ range, text: newText }];
    // Some of the answers to what was asked right before are worked out when the text is another one already.
    const asked = requestsAt(document, random.below(document.getText().length + 1));
    const early = random.isOneIn(3)
      ? answersOf(
          client,
          asked.filter(() => random.isOneIn(4)),
        )
      : undefined;
    const change = client.notify('textDocument/didChange', {
      textDocument: { uri, version: step + 2 },
      contentChanges,
    });
    TextDocument.update(document, contentChanges, step + 2);
    await change;
    for (const answer of (await early)?.values() ?? []) assertProper(answer);
    const start = document.offsetAt(range.start);
    const at = random.isOneIn(2) ? start + newText.length : random.below(document.getText().length + 1);
    const requests = requestsAt(document, at).filter(
      ([method, , which]) => !slow.has(which ?? method) || random.isOneIn(4),
    );
    const fresh = await serverWith(texts);
    const expected = await answersOf(fresh, requests);
    for (const [method, answer] of await answersOf(client, requests)) {
      assertWithin(answer, { method, uri, texts });
      assert.deepEqual(answer, expected.get(method), `${method} after ${JSON.stringify({ range, newText })}`);
    }
    assertSameAll(expected);
    const isAll = random.isOneIn(2);
    const [shown, wanted] = [pulled, new PulledResults(fresh)].map((results) =>
      isAll ? results.ofWorkspace() : results.ofDocument(uri),
    );
    assert.deepEqual(await shown, await wanted, `results that are kept after ${JSON.stringify({ range, newText })}`);
    await stop(fresh);
  }
  await stop(client);
  return edits.length;
}

/** The fixes of the whole file are the same whether they are asked for by name or worked out when they are chosen. */
function assertSameAll(answers: ReadonlyMap<string, unknown>): void {
  const chosen = answers.get(`codeAction/resolve of ${fixAllTitle}`) as CodeAction | undefined;
  const [named] = (answers.get('textDocument/codeAction all') ?? []) as CodeAction[];
  if (chosen) assert.deepEqual(chosen.edit, named?.edit, 'the fixes of the whole file');
}

/** The range of an edit as clients send it: now and then it ends behind the end of its line, which means that end. */
function edited(document: TextDocument, edit: Edit, random: Random): { range: Range; newText: string } {
  const { length } = document.getText();
  const from = Math.min(edit.start, length);
  const start = document.positionAt(from);
  const end = document.positionAt(Math.max(from, Math.min(edit.end, length)));
  const isBeyond = random.isOneIn(12);
  return { range: { start, end: isBeyond ? { ...end, character: 1e6 } : end }, newText: edit.newText };
}

/** What takes longer than all others together. */
const slow: ReadonlySet<string> = new Set(['textDocument/formatting', previewPageMethod, 'everywhere']);

const { ContentModified, RequestFailed, RequestCancelled } = LSPErrorCodes;

function assertProper(answer: unknown): void {
  const { code } = (answer ?? {}) as { code?: unknown };
  if (typeof code !== 'number') return;
  assert.ok(
    [ContentModified, RequestFailed, RequestCancelled].some((each) => each === code),
    JSON.stringify(answer),
  );
}

async function stop(client: LspClient): Promise<void> {
  await client.stop();
  client.connection.dispose();
}

/** A client that asks for the edits of an action when it is chosen. */
const resolvingCapabilities: ClientCapabilities = {
  ...pullCapabilities,
  textDocument: {
    ...pullCapabilities.textDocument,
    codeAction: {
      ...pullCapabilities.textDocument?.codeAction,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
};

async function serverWith(texts: OpenTexts): Promise<LspClient> {
  const initializationOptions = { previewCommand: 'preview' };
  const options = { capabilities: resolvingCapabilities, folders: ['file:///nowhere'], initializationOptions };
  const client = await LspClient.inProcess(options).start();
  await client.indexed();
  for (const document of texts.values()) {
    const { uri, version, languageId } = document;
    const textDocument = { uri, languageId, version, text: document.getText() };
    await client.notify('textDocument/didOpen', { textDocument });
  }
  return client;
}
