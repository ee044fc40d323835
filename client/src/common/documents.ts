import { Disposable, type TextDocument, workspace } from 'vscode';
import type { TextDocumentFilter } from 'vscode-languageclient';

const languages = ['yaml', 'json', 'jsonc', 'helm'];
/** Where people edit. Left out: the other side of a comparison (`git:`), output, settings and other read-only copies. */
const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web', 'memfs', 'tmp', 'sftp', 'ssh'];

/** The documents that the server is told of. It stays silent about those without Kubernetes objects. */
export const selector: readonly TextDocumentFilter[] = languages.flatMap((language) =>
  schemes.map((scheme) => ({ language, scheme })),
);

const apiVersionKey = /\bapiVersion["']?\s{0,9}:/;
const kindKey = /\bkind["']?\s{0,9}:/;
/** A new file is short; what is longer than this (UTF-16 units) is not read as one. */
const newFileLength = 2000;

/** Whether a document holds Kubernetes objects, by the keys that each of them has. */
export function isManifest(document: TextDocument): boolean {
  if (!isServed(document)) return false;
  const text = document.getText();
  return apiVersionKey.test(text) && kindKey.test(text);
}

/** Calls back once a document shows that holds Kubernetes objects, or an empty YAML file, in which one may be wanted. */
export function whenManifestShows(callback: () => void): Disposable {
  const parts: Disposable[] = [];
  const stop = () => parts.splice(0).forEach((part) => void part.dispose());
  const look = (document: TextDocument) => {
    if (!isManifest(document) && !isNewYaml(document)) return;
    stop();
    callback();
  };
  parts.push(
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument(({ document }) => look(document)),
  );
  for (const document of workspace.textDocuments) {
    if (parts.length > 0) look(document);
  }
  return new Disposable(stop);
}

function isServed(document: TextDocument): boolean {
  return languages.includes(document.languageId) && schemes.includes(document.uri.scheme);
}

function isNewYaml(document: TextDocument): boolean {
  if (document.languageId !== 'yaml' || !isServed(document)) return false;
  const text = document.getText();
  return text.length <= newFileLength && text.split('\n').every(isBlankLine);
}

/** A line of a file in which somebody starts to write: blank, a comment or `---`. */
function isBlankLine(line: string): boolean {
  const text = line.trim();
  return text === '' || text === '---' || text.startsWith('#');
}
