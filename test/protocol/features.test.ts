import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  MarkupContent,
  SelectionRange,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import { LSPErrorCodes, type ResponseError } from 'vscode-languageserver-protocol/node';
import { limits } from '../../server/src/base/limits.ts';
import { applyTextEdits, fullCapabilities, LspClient, textIn } from '../support/lspClient.ts';
import { headlessService, statefulSet, storageClass } from '../support/manifests.ts';
import { folder, openSession, uri } from '../support/openSession.ts';

function complete(client: LspClient, marker: string, delta: number): Promise<CompletionList> {
  const position = client.position(uri, marker, delta);
  return client.request('textDocument/completion', { textDocument: { uri }, position });
}

function itemOf({ items }: CompletionList, label: string): CompletionItem {
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is offered, among ${items.map((each) => each.label).join(', ')}`);
  return item;
}

/** The text with an item accepted, its snippet's stops left in. */
function accepted(client: LspClient, item: CompletionItem): string {
  return applyTextEdits(client.text(uri), [item.textEdit as TextEdit, ...(item.additionalTextEdits ?? [])]);
}

/** Capabilities with other ones for completion items. */
function withItems(completionItem: object) {
  return { ...fullCapabilities, textDocument: { ...fullCapabilities.textDocument, completion: { completionItem } } };
}

test('an accepted item replaces the word that was begun', async () => {
  const client = await openSession(statefulSet.replace('  serviceName: web\n', '  serv\n'));
  const item = itemOf(await complete(client, '  serv\n', 6), 'serviceName');
  assert.equal(item.insertTextFormat, 2);
  assert.match(accepted(client, item), /^ {2}serviceName: /m);
  const { start, end } = (item.textEdit as TextEdit).range;
  assert.equal(start.line, end.line);
  assert.ok(item.filterText?.startsWith('serv'));
});

test('values of other files are offered where they are named', async () => {
  const client = await openSession(statefulSet.replace('serviceName: web', 'serviceName: '), {
    files: { [`${folder}/s.yaml`]: headlessService },
  });
  const list = await complete(client, 'serviceName: ', 13);
  assert.match(accepted(client, itemOf(list, 'web')), /^ {2}serviceName: web$/m);
});

test('documentation comes when an item is looked at, as Markdown', async () => {
  const client = await openSession(statefulSet.replace('  serviceName: web\n', '  serv\n'));
  const item = itemOf(await complete(client, '  serv\n', 6), 'serviceName');
  assert.equal(item.documentation, undefined);
  const resolved = await client.request<CompletionItem>('completionItem/resolve', item);
  const documentation = resolved.documentation as MarkupContent;
  assert.equal(documentation.kind, 'markdown');
  assert.ok(documentation.value.length > 20);
  assert.deepEqual(resolved.textEdit, item.textEdit);
});

test('an item of an older list is given back as it was', async () => {
  const client = await openSession(statefulSet.replace('  serviceName: web\n', '  serv\n'));
  const item = itemOf(await complete(client, '  serv\n', 6), 'serviceName');
  await complete(client, 'kind: Stateful', 6);
  assert.deepEqual(await client.request('completionItem/resolve', item), item);
  assert.deepEqual(await client.request('completionItem/resolve', { label: 'x' }), { label: 'x' });
});

test('a client without snippets and Markdown gets neither', async () => {
  const client = await openSession(statefulSet.replace('  serviceName: web\n', '  serv\n'), {
    capabilities: withItems({}),
  });
  const list = await complete(client, '  serv\n', 6);
  for (const item of list.items) {
    assert.equal(item.insertTextFormat, 1);
    assert.doesNotMatch((item.textEdit as TextEdit).newText, /\$\{?\d/);
    assert.equal(item.insertTextMode, undefined);
  }
  const resolved = await client.request<CompletionItem>('completionItem/resolve', itemOf(list, 'serviceName'));
  const documentation = resolved.documentation as MarkupContent;
  assert.equal(documentation.kind, 'plaintext');
  assert.doesNotMatch(documentation.value, /\]\(|\*\*|`/);
});

test('where the rows of the list have room, each tells its detail', async () => {
  const text = `${statefulSet.replace('Name: fast', 'Name: f')}---\n${storageClass}`;
  const rowOf = async (completionItem: object) => {
    const client = await openSession(text, { capabilities: withItems(completionItem) });
    return itemOf(await complete(client, 'Name: f\n', 7), 'fast');
  };
  const told = await rowOf({ labelDetailsSupport: true });
  assert.match(told.labelDetails?.description ?? '', /example\.com\/disk/);
  assert.equal((await rowOf({})).labelDetails, undefined);
});

test('lines of an item are indented by the server, or by a client that does it itself', async () => {
  const text = statefulSet.replace(/\n {6}containers:[\s\S]*?\n {2}volumeClaim/, '\n      cont\n  volumeClaim');
  const secondLines = async (completionItem: object) => {
    const client = await openSession(text, { capabilities: withItems(completionItem) });
    const item = itemOf(await complete(client, '      cont\n', 10), 'containers');
    const [, second = ''] = (item.textEdit as TextEdit).newText.split('\n');
    return { mode: item.insertTextMode, indent: second.length - second.trimStart().length };
  };
  const snippetSupport = true;
  const asIs = await secondLines({ snippetSupport, insertTextModeSupport: { valueSet: [1, 2] } });
  const adjusted = await secondLines({ snippetSupport, insertTextModeSupport: { valueSet: [2] } });
  const unsaid = await secondLines({ snippetSupport });
  const plain = await secondLines({});
  assert.deepEqual(asIs, { mode: 1, indent: adjusted.indent + 6 });
  assert.deepEqual([adjusted.mode, unsaid, plain], [2, { ...adjusted, mode: undefined }, { ...asIs, mode: undefined }]);
});

test('after a key was accepted, the client that names a command for it shows the values', async () => {
  const text = statefulSet.replace('  serviceName: web\n', '  podM\n');
  const suggestCommand = 'editor.action.triggerSuggest';
  const told = await openSession(text, { initializationOptions: { suggestCommand } });
  const item = itemOf(await complete(told, '  podM\n', 6), 'podManagementPolicy');
  assert.equal(item.command?.command, suggestCommand);
  const other = await openSession(text);
  assert.equal(itemOf(await complete(other, '  podM\n', 6), 'podManagementPolicy').command, undefined);
});

test('a hover is Markdown, or plain text for clients that show none', async () => {
  const params = (client: LspClient) => ({ textDocument: { uri }, position: client.position(uri, 'serviceName', 3) });
  const rich = await openSession(statefulSet);
  const hover = await rich.request<Hover>('textDocument/hover', params(rich));
  assert.equal((hover.contents as MarkupContent).kind, 'markdown');
  assert.equal(textIn(statefulSet, hover.range!), 'serviceName');
  const { textDocument } = fullCapabilities;
  const plain = await openSession(statefulSet, { capabilities: { textDocument: { ...textDocument, hover: {} } } });
  const { contents } = await plain.request<Hover>('textDocument/hover', params(plain));
  assert.equal((contents as MarkupContent).kind, 'plaintext');
  assert.doesNotMatch((contents as MarkupContent).value, /\]\(|\*\*|`/);
  const nothing = { textDocument: { uri }, position: { line: 500, character: 0 } };
  assert.equal(await rich.request('textDocument/hover', nothing), null);
});

test('a definition in a closed file is found, and references in all files', async () => {
  const service = `${folder}/my%20service.yaml`;
  const other = statefulSet.replace('  name: web\n', '  name: second\n');
  const client = await openSession(statefulSet, {
    files: { [service]: `# first\n${headlessService}`, [`${folder}/o.yaml`]: other },
  });
  const at = { textDocument: { uri }, position: client.position(uri, 'serviceName: web', 14) };
  const [definition] = await client.request<Location[]>('textDocument/definition', at);
  assert.equal(definition?.uri, service);
  assert.equal(textIn(`# first\n${headlessService}`, definition!.range), 'web');
  const references = async (includeDeclaration: boolean) =>
    (await client.request<Location[]>('textDocument/references', { ...at, context: { includeDeclaration } }))
      .map((location) => location.uri)
      .sort();
  assert.deepEqual(await references(true), [service, `${folder}/o.yaml`, uri]);
  assert.deepEqual(await references(false), [`${folder}/o.yaml`, uri]);
});

test('renaming a Service changes every file that names it, open or not', async () => {
  const service = `${folder}/service.yaml`;
  const client = await openSession(statefulSet, { files: { [service]: headlessService } });
  const at = { textDocument: { uri }, position: client.position(uri, 'serviceName: web', 14) };
  const prepared = await client.request<{ placeholder: string }>('textDocument/prepareRename', at);
  assert.equal(prepared.placeholder, 'web');
  const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...at, newName: 'mysql' });
  const changes = edit.documentChanges as {
    textDocument: { uri: string; version: number | null };
    edits: TextEdit[];
  }[];
  const texts = new Map(changes.map(({ textDocument, edits }) => [textDocument, edits]));
  const results = Array.from(texts, ([document, edits]) => [
    document,
    applyTextEdits(document.uri === uri ? statefulSet : headlessService, edits as TextEdit[]),
  ]);
  assert.deepEqual(results, [
    [{ uri, version: 1 }, statefulSet.replace('serviceName: web', 'serviceName: mysql')],
    [{ uri: service, version: null }, headlessService.replace('  name: web\n', '  name: mysql\n')],
  ]);
});

test('a name that Kubernetes refuses, or no name at all, is not renamed', async () => {
  const client = await openSession(statefulSet);
  const at = (marker: string, delta: number) => ({
    textDocument: { uri },
    position: client.position(uri, marker, delta),
  });
  const fails = (pattern: RegExp) => (error: ResponseError<void>) =>
    error.code === LSPErrorCodes.RequestFailed && pattern.test(error.message);
  const rename = (place: object, newName: string) => client.request('textDocument/rename', { ...place, newName });
  await assert.rejects(rename(at('serviceName: web', 14), 'My Service'), fails(/My Service/));
  await assert.rejects(rename(at('replicas', 1), 'other'), fails(/no name/));
  assert.equal(await client.request('textDocument/prepareRename', at('replicas', 1)), null);
});

test('symbols are a tree, or a list for clients that know no trees', async () => {
  const client = await openSession(statefulSet);
  const params = { textDocument: { uri } };
  const [symbol] = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', params);
  assert.equal(symbol?.name, 'StatefulSet web');
  assert.ok(symbol.children?.some(({ name }) => name === 'spec'));
  const flat = await openSession(statefulSet, { capabilities: {} });
  const list = await flat.request<SymbolInformation[]>('textDocument/documentSymbol', params);
  assert.equal(list[0]?.location.uri, uri);
  assert.ok(list.some(({ containerName }) => containerName === 'StatefulSet web'));
});

test('objects of the whole workspace are found by name', async () => {
  const service = `${folder}/service.yaml`;
  const client = await openSession(statefulSet, { files: { [service]: headlessService } });
  const found = await client.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'service web' });
  assert.deepEqual(
    found.map(({ name, containerName, location }) => [name, containerName, location.uri]),
    [['Service web', 'app', service]],
  );
  assert.equal(textIn(headlessService, (found[0]!.location as Location).range), 'web');
});

test('related places in closed files are given by line and column', async () => {
  const text = `# a comment before\n${headlessService.replace('clusterIP: None', 'type: ClusterIP')}`;
  const service = `${folder}/service.yaml`;
  const client = await openSession(statefulSet, { files: { [service]: text } });
  const diagnostics = await client.diagnostics(uri, (each) =>
    each.diagnostics.some(({ code }) => code === 'service-not-headless'),
  );
  const [related] = diagnostics.find(({ code }) => code === 'service-not-headless')?.relatedInformation ?? [];
  assert.equal(related?.location.uri, service);
  assert.ok(textIn(text, related!.location.range).length > 0);
  assert.ok(related!.location.range.start.line > 1);
});

test('formatting keeps comments and meaning, and has nothing to do the second time', async () => {
  const client = await openSession(
    '# first\nkind:   Pod # a pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n    containers:\n    - name: "x"\n',
  );
  const params = { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } };
  await client.change(uri, sorted(await client.request<TextEdit[]>('textDocument/formatting', params)));
  assert.equal(
    client.text(uri),
    '# first\nkind: Pod # a pod\napiVersion: v1\nmetadata: { name: a }\nspec:\n  containers:\n    - name: "x"\n',
  );
  assert.deepEqual(await client.request('textDocument/formatting', params), []);
});

test('also a text that the formatter writes in two ways is formatted once, be it short or long', async () => {
  const params = { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } };
  for (const lines of [0, 4_000]) {
    const above = Array.from({ length: lines }, (_, i) => `  b${i}: c\n`).join('');
    const client = await openSession(`${above}  a: |2\n    `);
    await client.change(uri, sorted(await client.request<TextEdit[]>('textDocument/formatting', params)));
    assert.equal(client.text(uri), `${above.replaceAll('  b', 'b')}a: |2\n`);
    assert.deepEqual(await client.request('textDocument/formatting', params), []);
  }
});

test('templates, JSON and text that is no YAML are not formatted', async () => {
  const options = { tabSize: 2, insertSpaces: true };
  const format = async (name: string, text: string, languageId?: string) => {
    const client = await LspClient.inProcess().start();
    await client.open(`${folder}/${name}`, text, languageId);
    return client.request('textDocument/formatting', { textDocument: { uri: `${folder}/${name}` }, options });
  };
  assert.equal(await format('a.yaml', 'a:   {{ .Values.x }}\n'), null);
  assert.equal(await format('a.json', '{"a":   1}', 'json'), null);
  assert.equal(await format('a.yaml', 'a:   b\n', 'helm'), null);
  assert.deepEqual(await format('a.yaml', 'a: [   1\nb: 2\n'), []);
  // The formatter would take two columns away from the first line
  assert.deepEqual(await format('a.yaml', '|2\n    a\n  b\n'), []);
});

test('a file that would take long to format is not, and the answer says so', async () => {
  const client = await openSession(`a:   b\n${'# c\n'.repeat(limits.formattedCharacters / 4)}`);
  const options = { tabSize: 2, insertSpaces: true };
  const formatting = client.request('textDocument/formatting', { textDocument: { uri }, options });
  await assert.rejects(formatting, /Files of more than 100,000 characters take too long to be formatted/);
});

test('Enter after a key indents the next line', async () => {
  const client = await openSession('spec:\n\n');
  const edits = await client.request<TextEdit[]>('textDocument/onTypeFormatting', {
    textDocument: { uri },
    position: { line: 1, character: 0 },
    ch: '\n',
    options: { tabSize: 2, insertSpaces: true },
  });
  await client.change(uri, edits);
  assert.equal(client.text(uri), 'spec:\n  \n');
});

test('Enter in a script or below a comment puts nothing there', async () => {
  for (const [text, line] of [
    ['data:\n  run: |\n    echo a - b\n\n', 3],
    ['data:\n  run: >-\n    first\n    so:\n    \n', 4],
    ['spec:\n  # a - b\n\n', 2],
  ] as const) {
    const client = await openSession(text);
    const edits = await client.request<TextEdit[]>('textDocument/onTypeFormatting', {
      textDocument: { uri },
      position: { line, character: 0 },
      ch: '\n',
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.deepEqual(edits, [], text);
  }
});

test('folding and selection ranges are given in lines and positions', async () => {
  const client = await openSession(statefulSet);
  const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri } });
  assert.ok(folds.some(({ startLine, endLine }) => startLine === 5 && endLine > 20));
  const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
    textDocument: { uri },
    positions: [client.position(uri, 'StatefulSet', 3)],
  });
  assert.equal(textIn(statefulSet, selection!.range), 'StatefulSet');
  assert.equal(textIn(statefulSet, selection!.parent!.range), 'kind: StatefulSet');
});

function sorted(edits: readonly TextEdit[]): TextEdit[] {
  return edits.toSorted((a, b) => b.range.start.line - a.range.start.line);
}
