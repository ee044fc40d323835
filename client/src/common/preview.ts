import {
  commands,
  Disposable,
  type Event,
  languages,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { TextPosition } from '../../../server/src/protocol/preview.ts';
import { isManifest } from './documents.ts';
import { readSavedPreview } from './previewPage.ts';
import { PreviewView } from './previewView.ts';

/** The command that shows a set; code lenses and hovers of the server call it with a URI and a position. */
export const previewCommand = 'statefulset.preview';
const viewType = 'statefulset.preview';
/** How long other files may have been quiet (ms) before a preview takes in what they say. */
const calmMs = 250;

/** What the preview needs of the extension. */
export interface PreviewParts {
  /** The running client, started if need be. */
  readonly client: () => Promise<BaseLanguageClient | undefined>;
  /** Fires when the server has read more files or has other settings. */
  readonly onStatus: Event<unknown>;
}

/** The command "Preview", and the views that it opens: one for each document, beside it. */
export function registerPreview({ client, onStatus }: PreviewParts): Disposable[] {
  const views = new Map<string, PreviewView>();
  const adopt = (panel: WebviewPanel, source: Uri): PreviewView => {
    const name = source.toString();
    views.get(name)?.dispose();
    const view = new PreviewView(panel, { source, client });
    views.set(name, view);
    panel.onDidDispose(() => {
      if (views.get(name) === view) views.delete(name);
    });
    return view;
  };
  const show = async (target?: unknown, position?: unknown) => {
    const place = await placeOf(target, position);
    if (!place) return void window.showInformationMessage('Open a manifest with a StatefulSet to preview it.');
    const { document, at } = place;
    const known = views.get(document.uri.toString());
    if (known) return known.show(at);
    const options = { enableScripts: true, localResourceRoots: [], enableFindWidget: true };
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = window.createWebviewPanel(viewType, 'Preview', column, options);
    await adopt(panel, document.uri).show(at);
  };
  let calm: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = () => {
    clearTimeout(calm);
    calm = setTimeout(() => views.forEach((view) => void view.refresh()), calmMs);
  };
  return [
    commands.registerCommand(previewCommand, show),
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state) => {
        const saved = readSavedPreview(state);
        if (!saved) return panel.dispose();
        await adopt(panel, Uri.parse(saved.source)).restore(saved.choice);
      },
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      void views.get(document.uri.toString())?.refresh();
      // A Service in another file is part of the picture, too.
      if (views.size > 0 && isManifest(document)) refreshSoon();
    }),
    window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      const [selection] = selections;
      if (selection) void views.get(textEditor.document.uri.toString())?.follow(selection.active);
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((uri) => views.has(uri.toString()))) refreshSoon();
    }),
    onStatus(refreshSoon),
    ...watchFront(),
    new Disposable(() => {
      clearTimeout(calm);
      for (const view of [...views.values()]) view.dispose();
    }),
  ];
}

const setKey = /\bkind["']?\s{0,9}:\s{0,9}["']?StatefulSet\b/;

/** Keeps a context key that says whether the text in front holds a set, so that menus offer the command only there. */
function watchFront(): Disposable[] {
  let known: boolean | undefined;
  const look = () => {
    const document = window.activeTextEditor?.document;
    const hasSet = document !== undefined && isManifest(document) && setKey.test(document.getText());
    if (hasSet !== known) void commands.executeCommand('setContext', 'statefulset.hasStatefulSet', hasSet);
    known = hasSet;
  };
  look();
  return [
    window.onDidChangeActiveTextEditor(look),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) look();
    }),
  ];
}

/** What is to be shown: what a code lens, a hover or a menu names, else the text in front with its cursor. */
async function placeOf(
  target: unknown,
  position: unknown,
): Promise<{ readonly document: TextDocument; readonly at: TextPosition } | undefined> {
  const named = typeof target === 'string' ? Uri.parse(target) : target instanceof Uri ? target : undefined;
  const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === named?.toString());
  const front = named ? editor : window.activeTextEditor;
  const cursor = front?.selection.active ?? { line: 0, character: 0 };
  const at = isPosition(position) ? position : { line: cursor.line, character: cursor.character };
  const document = front?.document ?? (named && (await workspace.openTextDocument(named)));
  return document && isManifest(document) ? { document, at } : undefined;
}

function isPosition(given: unknown): given is TextPosition {
  const { line, character } = (given ?? {}) as Partial<TextPosition>;
  return Number.isSafeInteger(line) && Number.isSafeInteger(character);
}
