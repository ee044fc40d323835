import assert from 'node:assert/strict';
import type { CodeAction, CompletionItem, CompletionList, Position, Range } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { effectiveMethod } from '../../../server/src/protocol/effective.ts';
import { previewMethod, previewPageMethod } from '../../../server/src/protocol/preview.ts';
import type { LspClient } from '../../support/lspClient.ts';

/** The texts of all open files as their client has them, by URI. */
export type OpenTexts = ReadonlyMap<string, TextDocument>;

/** A request: how it is called, its parameters, and what tells it from others that are called so. */
export type Asked = readonly [method: string, params: object, which?: string];

/** Requests about a place of a document. */
export function requestsAt(document: TextDocument, offset: number): readonly Asked[] {
  const { uri } = document;
  const textDocument = { uri };
  const position = document.positionAt(offset);
  const range = { start: document.positionAt(Math.max(0, offset - 30)), end: position };
  const all = { start: document.positionAt(0), end: document.positionAt(document.getText().length) };
  const options = { tabSize: 2, insertSpaces: true };
  return [
    ['textDocument/diagnostic', { textDocument }],
    ['textDocument/completion', { textDocument, position }],
    ['textDocument/documentSymbol', { textDocument }],
    ['textDocument/foldingRange', { textDocument }],
    ['textDocument/hover', { textDocument, position }],
    ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
    ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [], only: ['source.fixAll'] } }, 'all'],
    ['textDocument/codeAction', { textDocument, range: all, context: { diagnostics: [] } }, 'everywhere'],
    ['textDocument/selectionRange', { textDocument, positions: [position, all.end] }],
    ['textDocument/definition', { textDocument, position }],
    ['textDocument/references', { textDocument, position, context: { includeDeclaration: true } }],
    ['textDocument/documentHighlight', { textDocument, position }],
    ['textDocument/prepareRename', { textDocument, position }],
    ['textDocument/rename', { textDocument, position, newName: 'another' }],
    ['textDocument/inlayHint', { textDocument, range: all }],
    ['textDocument/inlayHint', { textDocument, range }, 'of a part'],
    ['textDocument/codeLens', { textDocument }],
    ['textDocument/onTypeFormatting', { textDocument, position, ch: '\n', options }],
    ['textDocument/formatting', { textDocument, options }],
    ['workspace/symbol', { query: 'w' }],
    [effectiveMethod, { textDocument }],
    [previewMethod, { uri, position }],
    [previewPageMethod, { uri, position, wants: 'body' }],
  ];
}

/** What a server answers, by method and what tells requests of one apart: results without the numbers by which it knows them again, or errors. */
export async function answersOf(client: LspClient, requests: readonly Asked[]): Promise<Map<string, unknown>> {
  const answers = requests.map(async ([method, params, which]): Promise<(readonly [string, unknown])[]> => {
    const name = which === undefined ? method : `${method} ${which}`;
    const answer = await answerOf(client, method, params);
    const later = followUps(method, answer).map(
      async ([next, item, of]) => [`${next} of ${of}`, plain(next, await answerOf(client, next, item))] as const,
    );
    return [[name, plain(method, answer)], ...(await Promise.all(later))];
  });
  return new Map((await Promise.all(answers)).flat());
}

/** A result, or an error of the protocol as data. */
async function answerOf(client: LspClient, method: string, params: object): Promise<unknown> {
  try {
    return await client.request(method, params);
  } catch (error) {
    const { code, message } = error as { code?: number; message: string };
    // What fails otherwise is no answer of the protocol.
    if (typeof code !== 'number') throw error;
    return { code, message };
  }
}

/** What a client asks next: more about the items that somebody looks at, the edits of the action that is chosen. */
function followUps(method: string, answer: unknown): readonly Asked[] {
  if (method === 'textDocument/completion') {
    const items = (answer as CompletionList | null)?.items ?? [];
    const shown = new Set([0, items.length >> 1, items.length - 1].flatMap((at) => items[at] ?? []));
    return [...shown].map((item) => ['completionItem/resolve', item, item.label]);
  }
  if (method !== 'textDocument/codeAction' || !Array.isArray(answer)) return [];
  const unresolved = (answer as CodeAction[]).filter(({ edit, data }) => edit === undefined && data !== undefined);
  return unresolved.map((action) => ['codeAction/resolve', action, action.title]);
}

function plain(method: string, answer: unknown): unknown {
  if (method === 'textDocument/diagnostic') return (answer as { items: unknown[] }).items;
  if (method === 'completionItem/resolve') return withoutData(answer as CompletionItem);
  return method === 'textDocument/completion' ? (answer as CompletionList | null)?.items.map(withoutData) : answer;
}

function withoutData({ data: _, ...item }: CompletionItem): object {
  return item;
}

/** Every range of an answer lies in the text of the file that it is about; edits of one file do not overlap. */
export function assertWithin(answer: unknown, about: { method: string; uri: string; texts: OpenTexts }): void {
  if (Array.isArray(answer)) {
    if (answer.length > 1 && answer.every(isEdit)) assertApart(answer, about);
    for (const item of answer) assertWithin(item, about);
  } else if (isRange(answer)) {
    const { method, uri, texts } = about;
    const document = texts.get(uri);
    assert.ok(document, `${method} answers about ${uri}`);
    for (const place of [answer.start, answer.end]) {
      const isInside = isSame(document.positionAt(document.offsetAt(place)), place);
      assert.ok(isInside, `${method}: ${JSON.stringify(place)} is a place in ${JSON.stringify(document.getText())}`);
    }
    assert.ok(isInOrder(answer.start, answer.end), `${method}: ${JSON.stringify(answer)} begins before it ends`);
  } else if (typeof answer === 'object' && answer !== null) {
    const own = answer as Record<string, unknown>;
    const identified = (own.textDocument ?? own) as { uri?: unknown };
    const uri = typeof identified.uri === 'string' ? identified.uri : about.uri;
    for (const [key, value] of Object.entries(own)) {
      // The edits of a rename: by the file that they are for.
      const isFile = key.startsWith('file:');
      assertWithin(value, { ...about, uri: isFile ? key : uri });
    }
  }
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value && isPosition(value.start);
}

function isPosition(value: unknown): value is Position {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}

function isEdit(value: unknown): value is { range: Range; newText: string } {
  return typeof value === 'object' && value !== null && 'newText' in value && 'range' in value;
}

function isSame(a: Position, b: Position): boolean {
  return a.line === b.line && a.character === b.character;
}

function isInOrder(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

function assertApart(edits: readonly { range: Range }[], { method }: { method: string }): void {
  const sorted = edits.map(({ range }) => range).sort((a, b) => (isInOrder(a.start, b.start) ? -1 : 1));
  for (const [index, { start }] of sorted.entries()) {
    const before = sorted[index - 1];
    assert.ok(!before || isInOrder(before.end, start), `${method}: edits overlap at ${JSON.stringify(start)}`);
  }
}
