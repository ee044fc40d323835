import {
  env,
  Range,
  type TextDocument,
  TextEditorRevealType,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type PageChoice,
  type PageContentMessage,
  type PageFocusMessage,
  type PageMessage,
  type PartId,
  type PreviewPageParams,
  type PreviewPageResult,
  previewPageMethod,
  type TextPosition,
  type TextRange,
} from '../../../server/src/protocol/preview.ts';
import { LateFocus } from './lateFocus.ts';
import { emptyPage, makeNonce, readPageMessage } from './previewPage.ts';

type Page = NonNullable<PreviewPageResult>;

/** A webview that shows a set of a document, follows its text and its cursor, and leads back to both. */
export class PreviewView {
  readonly #panel: WebviewPanel;
  readonly #source: Uri;
  readonly #client: () => Promise<BaseLanguageClient | undefined>;
  #position: TextPosition | undefined;
  #choice: PageChoice = {};
  /** What was shown last. */
  #shown: Page | undefined;
  #sent = '';
  #hasPage = false;
  #isAsking = false;
  #isStale = false;
  #isGone = false;
  readonly #lateFocus = new LateFocus(() => this.#post({ type: 'focus' }));

  constructor(
    panel: WebviewPanel,
    { source, client }: { source: Uri; client: () => Promise<BaseLanguageClient | undefined> },
  ) {
    this.#panel = panel;
    this.#source = source;
    this.#client = client;
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const known = readPageMessage(message);
      if (known) void this.#take(known);
    });
    panel.onDidChangeViewState(() => {
      if (panel.active) this.#lateFocus.check();
    });
    panel.onDidDispose(() => {
      this.#isGone = true;
    });
  }

  /** Brings the view to the front, with the set at a position. */
  async show(position: TextPosition): Promise<void> {
    if (this.#hasPage) this.#panel.reveal(undefined, true);
    await this.follow(position);
  }

  /** Takes up what was chosen before VS Code was started again. */
  async restore(choice: PageChoice): Promise<void> {
    this.#choice = choice;
    await this.refresh();
  }

  /** The cursor has moved: another set, or another part of the same one. */
  async follow({ line, character }: TextPosition): Promise<void> {
    this.#position = { line, character };
    await this.refresh();
  }

  /** Asks for the content anew and shows it; while an answer is on its way, once more after it. */
  async refresh(): Promise<void> {
    if (this.#isAsking) {
      this.#isStale = true;
      return;
    }
    this.#isAsking = true;
    try {
      do {
        this.#isStale = false;
        await this.#update();
      } while (this.#isStale && !this.#isGone);
    } finally {
      this.#isAsking = false;
    }
  }

  dispose(): void {
    if (!this.#isGone) this.#panel.dispose();
  }

  async #update(): Promise<void> {
    let page: PreviewPageResult;
    try {
      page = await this.#ask(this.#hasPage ? 'body' : 'page');
    } catch (error) {
      return this.#say(`The preview is not up to date: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (this.#isGone) return;
    if (!page) return this.#say(`There is no StatefulSet in ${nameOf(this.#source)}`);
    this.#shown = page;
    this.#panel.title = `Preview ${page.title || nameOf(this.#source)}`;
    if (this.#hasPage) return this.#send(page);
    this.#hasPage = true;
    this.#sent = '';
    this.#panel.webview.html = page.page;
  }

  async #ask(wants: 'page' | 'body'): Promise<PreviewPageResult> {
    const client = await this.#client();
    if (!client) throw new Error('the language server does not run');
    // A document that no editor shows is closed after a while; the server answers about open ones only.
    await workspace.openTextDocument(this.#source);
    const params: PreviewPageParams = {
      uri: client.code2ProtocolConverter.asUri(this.#source),
      ...(this.#position && { position: this.#position }),
      scenario: 'deploy',
      show: 'few',
      ...this.#choice,
      wants,
      ...(wants === 'page' ? { nonce: makeNonce() } : {}),
    };
    return client.sendRequest<PreviewPageResult>(previewPageMethod, params);
  }

  /** Only what differs from what the page has: a cursor that moves redraws nothing. */
  #send({ body, obstacle, focus, chosen }: Page): void {
    const isNew = body !== this.#sent;
    this.#sent = body;
    this.#post({ type: 'content', body: isNew ? body : '', obstacle, focus, set: chosen });
  }

  /** Keeps the last picture and says why it is the last one; without a picture only says it. */
  #say(obstacle: string): void {
    if (this.#isGone) return;
    if (this.#hasPage) this.#post({ type: 'content', body: '', obstacle, set: this.#shown?.chosen ?? 0 });
    else this.#panel.webview.html = emptyPage(`${obstacle}.`);
  }

  #post(message: PageContentMessage | PageFocusMessage): void {
    void this.#panel.webview.postMessage(message);
  }

  async #take(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        // VS Code throws a hidden page away and makes it again from the first text.
        this.#sent = '';
        return this.refresh();
      case 'focus':
        // Where the view is no longer in front, the text is.
        return this.#panel.active ? this.#lateFocus.answer(message.isHere) : undefined;
      case 'choice':
        this.#choice = message.choice;
        return this.refresh();
      case 'copy':
        return void (await env.clipboard.writeText(message.text));
      case 'reveal':
        return this.#revealPart(message);
      case 'problem':
        return this.#reveal(this.#shown?.problems[message.index]);
      case 'set':
        return this.#reveal(this.#shown?.sets[message.index]?.at);
    }
  }

  /** A Service leads to its own manifest, which may stand in another file; everything else into the set's. */
  async #revealPart({ part, service }: PageMessage & { type: 'reveal' }): Promise<void> {
    const found = service === undefined ? undefined : this.#shown?.services.find(({ name }) => name === service);
    if (!found) return this.#reveal(this.#shown?.places[part as PartId]);
    const client = await this.#client();
    return this.#reveal(found.at, client?.protocol2CodeConverter.asUri(found.uri));
  }

  /** Selects a place in the text, in the editor that shows it, else in a new one. */
  async #reveal(place: TextRange | undefined, uri = this.#source): Promise<void> {
    if (!place) return;
    const document: TextDocument = await workspace.openTextDocument(uri);
    const selection = new Range(place.start.line, place.start.character, place.end.line, place.end.character);
    const open = window.visibleTextEditors.find((editor) => editor.document === document);
    const viewColumn = open?.viewColumn ?? ViewColumn.One;
    // Once more without the selection: by then the cursor may have moved on.
    this.#lateFocus.lead(() => void window.showTextDocument(document, { viewColumn }));
    const editor = await window.showTextDocument(document, { selection, viewColumn });
    editor.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
    if (uri.toString() === this.#source.toString()) await this.follow(place.start);
  }
}

function nameOf(uri: Uri): string {
  return uri.path.split('/').at(-1) ?? 'this file';
}
