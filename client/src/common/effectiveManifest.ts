import {
  commands,
  type Disposable,
  EventEmitter,
  languages,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type EffectiveResult, effectiveMethod } from '../../../server/src/protocol/effective.ts';

const scheme = 'statefulset-effective';

/**
 * The command "Show Effective Manifest": a read-only document beside the text that shows what Kubernetes will store, and
 * follows the text while it is edited. `client` gives the running client, started if need be.
 */
export function registerEffectiveManifest(client: () => Promise<BaseLanguageClient | undefined>): Disposable[] {
  const changes = new EventEmitter<Uri>();
  const shown = new Set<string>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changes.event,
    provideTextDocumentContent: async (uri) => {
      const source = Uri.parse(uri.query);
      const result = await ask(await client(), source);
      if (!result) return '# Nothing here that Kubernetes would store: open a manifest of a kind that is known\n';
      return `# What Kubernetes ${result.kubernetesVersion} stores of ${source.path.split('/').at(-1)}\n${result.text}`;
    },
  };
  const show = async () => {
    const source = window.activeTextEditor?.document;
    if (!source || source.uri.scheme === scheme) return;
    const uri = effectiveUri(source.uri);
    shown.add(source.uri.toString());
    const document = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(document, 'yaml');
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  };
  return [
    changes,
    workspace.registerTextDocumentContentProvider(scheme, provider),
    commands.registerCommand('statefulset.showEffectiveManifest', show),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (shown.has(document.uri.toString())) changes.fire(effectiveUri(document.uri));
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) shown.delete(Uri.parse(uri.query).toString());
    }),
  ];
}

function effectiveUri(source: Uri): Uri {
  const name = source.path.split('/').at(-1) ?? 'manifest.yaml';
  return Uri.from({ scheme, path: `/Effective ${name}`, query: source.toString() });
}

async function ask(client: BaseLanguageClient | undefined, source: Uri): Promise<EffectiveResult> {
  if (!client) return null;
  return client.sendRequest<EffectiveResult>(effectiveMethod, {
    textDocument: { uri: client.code2ProtocolConverter.asUri(source) },
  });
}
