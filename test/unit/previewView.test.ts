import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

// The view's side of the preview, with as much of an editor around it as it needs.

const editor = `
export const shown = [];
export const ViewColumn = { One: 1 };
export const TextEditorRevealType = { InCenterIfOutsideViewport: 2 };
export class Range { constructor(...numbers) { this.numbers = numbers; } }
export const workspace = { openTextDocument: async (uri) => uri };
export const window = {
  visibleTextEditors: [],
  showTextDocument: async (document, { selection }) => {
    shown.push(selection?.numbers.join(' ') ?? 'where the cursor is');
    return { revealRange() {} };
  },
};
export const env = {};
`;
const address = `data:text/javascript,${encodeURIComponent(editor)}`;
registerHooks({
  resolve: (name, context, next) =>
    name === 'vscode' ? { url: address, format: 'module', shortCircuit: true } : next(name, context),
});
const { PreviewView } = await import('../../client/src/common/previewView.ts');
const { shown } = (await import(address)) as { shown: string[] };

test('a click leads to the text, which comes to the front again only while the page has no focus', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { panel, posted, say, come } = createPanel();
  const at = { start: { line: 4, character: 2 }, end: { line: 4, character: 6 } };
  const page = { page: 'page', body: 'body', obstacle: '', title: 'web', sets: [], services: [], chosen: 0 };
  const client = {
    code2ProtocolConverter: { asUri: String },
    sendRequest: async () => ({ ...page, places: { service: at }, problems: [] }),
  } as unknown as BaseLanguageClient;
  const source = 'file:///w/web.yaml' as unknown as vscode.Uri;
  const view = new PreviewView(panel, { source, client: async () => client });
  await view.show({ line: 0, character: 0 });
  shown.length = 0;

  await say({ type: 'reveal', part: 'service' });
  assert.deepEqual(shown, ['4 2 4 6']);
  come();
  assert.deepEqual(posted.at(-1), { type: 'focus' });
  await say({ type: 'focus', isHere: true });
  assert.deepEqual(shown, ['4 2 4 6'], 'the reader has gone back to the page');
  await say({ type: 'focus', isHere: false });
  assert.deepEqual(shown, ['4 2 4 6', 'where the cursor is'], 'the window learnt late of the click');

  t.mock.timers.tick(60_000);
  const questions = posted.length;
  come();
  assert.equal(posted.length, questions, 'long after a click nothing is asked');
});

/** A panel that is in front, what was posted to its page, and what its page and the window do. */
function createPanel() {
  const posted: unknown[] = [];
  let take: (message: unknown) => void = () => {};
  let come: () => void = () => {};
  const panel = {
    active: true,
    webview: {
      html: '',
      onDidReceiveMessage: (listener: typeof take) => {
        take = listener;
      },
      postMessage: async (message: unknown) => posted.push(message),
    },
    onDidChangeViewState: (listener: typeof come) => {
      come = listener;
    },
    onDidDispose() {},
    reveal() {},
  };
  const say = async (message: unknown) => {
    take(message);
    // What the view does then waits for nothing but promises.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { panel: panel as unknown as vscode.WebviewPanel, posted, say, come: () => come() };
}
