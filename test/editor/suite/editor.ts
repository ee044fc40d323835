import * as vscode from 'vscode';
import type { Api } from '../../../client/src/common/client.ts';
import { patienceMs } from '../../support/patience.ts';

// What the suite needs of the `vscode` API. No assertion library: the suite also runs in a browser worker.

export function ok(value: unknown, message: string): asserts value {
  if (!value) throw new Error(message);
}

export function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, got ${a}`);
}

/** The extension under test, activated. */
export async function extension(): Promise<Api> {
  const found = vscode.extensions.getExtension<Api>('statefulset.vscode-statefulset');
  ok(found, 'the extension is not installed');
  return found.activate();
}

/** Opens a file of the workspace in an editor. */
export async function show(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uriOf(name));
  await vscode.window.showTextDocument(document);
  return document;
}

export function uriOf(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Position of the first `needle`, plus `shift` characters. */
export function at(document: vscode.TextDocument, needle: string, shift = 0): vscode.Position {
  const offset = document.getText().indexOf(needle);
  ok(offset >= 0, `"${needle}" is not in ${document.uri.path}`);
  return document.positionAt(offset + shift);
}

/** The value that `look` gives once an event has made it so, or an error at the deadline. */
export function once<T>(what: string, event: vscode.Event<unknown>, look: () => T | undefined | false): Promise<T> {
  return new Promise((resolve, reject) => {
    const parts: vscode.Disposable[] = [];
    const end = () => vscode.Disposable.from(...parts).dispose();
    const late = setTimeout(() => {
      end();
      reject(new Error(`not in ${patienceMs / 1000} s: ${what}`));
    }, patienceMs);
    const tryOnce = () => {
      const value = look();
      if (value === undefined || value === false) return;
      clearTimeout(late);
      end();
      resolve(value);
    };
    parts.push(event(tryOnce));
    tryOnce();
  });
}

/** The diagnostics of a document, once they are what `wanted` asks for. */
export function diagnostics(
  document: vscode.TextDocument,
  what: string,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return once(`${what} in ${document.uri.path}`, vscode.languages.onDidChangeDiagnostics, () => {
    const found = vscode.languages.getDiagnostics(document.uri);
    return wanted(found) && found;
  });
}

/** The finding whose range is exactly this text. */
export async function findingAt(document: vscode.TextDocument, text: string): Promise<vscode.Diagnostic> {
  const isIt = ({ range }: vscode.Diagnostic) => document.getText(range) === text;
  const found = (await diagnostics(document, `a finding on "${text}"`, (all) => all.some(isIt))).find(isIt);
  ok(found, `nothing is said of "${text}"`);
  return found;
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Text of the hovers at a place. */
export async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const parts = hovers.flatMap(({ contents }) => contents);
  return parts.map((part) => (typeof part === 'string' ? part : part.value)).join('\n');
}

/** Labels of what is offered at a place. */
export async function offers(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** Names in the outline, outermost first. */
export async function outline(document: vscode.TextDocument): Promise<string[]> {
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return (symbols ?? []).map(({ name }) => name);
}

/** Replaces the first `needle`; the document stays unsaved. */
export async function replace(document: vscode.TextDocument, needle: string, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(at(document, needle), at(document, needle, needle.length)), text);
  ok(await vscode.workspace.applyEdit(edit), 'the edit was refused');
}

/** The quick fixes that are offered for a stretch of text. */
export async function quickFixes(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  // VS Code takes its own question back when it still updates the document's model; then it is asked again.
  for (let tries = 5; ; tries -= 1) {
    try {
      return await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      );
    } catch (error) {
      if (tries === 0 || !(error instanceof Error) || error.name !== 'Canceled') throw error;
    }
  }
}
