// One suite for every kind of extension host: a Node process (desktop, server) and a browser worker (web). It sees what
// an extension sees: the `vscode` API.
import * as vscode from 'vscode';
import { newestMinor } from '../../../server/src/schema/minor.ts';
import { clusterTests } from './cluster.ts';
import {
  at,
  codeOf,
  diagnostics,
  equal,
  extension,
  findingAt,
  hoverText,
  offers,
  ok,
  once,
  outline,
  quickFixes,
  replace,
  show,
} from './editor.ts';
import { previewTests } from './preview.ts';

const hasOtherYaml = vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined;

if (hasOtherYaml) suite('beside another YAML server', besideOtherYaml);
else suite('in VS Code', alone);

function alone(): void {
  test('stays off while only other YAML is open', async () => {
    const api = await extension();
    await show('notes.yaml');
    equal(api.isRunning(), false);
  });

  test('starts with the first manifest and reads the workspace', async () => {
    const api = await extension();
    await show('web.yaml');
    await api.started;
    const status = await once('index ready', api.onStatus, () => {
      const now = api.status();
      return now?.index.state === 'ready' && now;
    });
    ok(status.index.files >= 4, `only ${status.index.files} files were read`);
  });

  test('tells of the misspelt field', async () => {
    const document = await show('web.yaml');
    const found = await findingAt(document, 'serviceNam');
    equal(found.severity, vscode.DiagnosticSeverity.Error);
    equal([found.source, codeOf(found)], ['statefulset', 'unknown-field']);
    ok(found.message.includes('serviceName'), `the likely field is not named: ${found.message}`);
  });

  test('repairs the field by a quick fix', async () => {
    const document = await show('web.yaml');
    const start = at(document, 'serviceNam');
    const actions = await quickFixes(document, new vscode.Range(start, start.translate(0, 10)));
    const fix = actions.find(({ edit, title }) => edit && title.includes('serviceName'));
    ok(fix?.edit, `no fix is offered: ${actions.map(({ title }) => title)}`);
    ok(await vscode.workspace.applyEdit(fix.edit), 'the edit was refused');
    ok(document.getText().includes('serviceName: cache'), document.getText());
    await diagnostics(document, 'no such finding', (all) => all.every((each) => codeOf(each) !== 'unknown-field'));
  });

  test('tells of the mount that names nothing, and takes it back when the text is right', async () => {
    const document = await show('web.yaml');
    const found = await findingAt(document, 'dat');
    equal(codeOf(found), 'volume-mount-undefined');
    await replace(document, 'name: dat\n', 'name: data\n');
    await diagnostics(document, 'no error', (all) =>
      all.every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error),
    );
  });

  test('teaches on a key', async () => {
    const document = await show('web.yaml');
    const text = await hoverText(document, at(document, 'volumeClaimTemplates', 3));
    ok(text.includes('claim'), `the hover says: ${text}`);
  });

  test('offers the Services of other files and the missing fields', async () => {
    const document = await show('web.yaml');
    const services = await offers(document, at(document, 'serviceName: cache', 'serviceName: '.length));
    ok(services.includes('cache') && services.includes('mysql'), `offered: ${services}`);
    await replace(document, '  selector:', '  u\n  selector:');
    const fields = await offers(document, at(document, '  u\n', 3));
    ok(fields.includes('updateStrategy'), `offered: ${fields}`);
    await replace(document, '  u\n', '');
  });

  test('heads the outline by kind and name', async () => {
    const document = await show('web.yaml');
    equal(await outline(document), ['StatefulSet web']);
  });

  test('formats and folds', async () => {
    const document = await show('web.yaml');
    await replace(document, '[ReadWriteOnce]', '[  ReadWriteOnce  ]');
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    ok(edits && edits.length > 0, 'the document is not formatted');
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    const spec = at(document, 'spec:').line;
    ok(
      ranges.some(({ start }) => start === spec),
      `folds start at ${ranges.map(({ start }) => start)}`,
    );
  });

  test('takes the Kubernetes version from the settings', async () => {
    const api = await extension();
    const change = (version: string) => vscode.commands.executeCommand('statefulset.selectKubernetesVersion', version);
    const shows = (version: string) =>
      once(`status shows ${version}`, api.onStatus, () => api.status()?.kubernetesVersion === version);
    await change('1.31');
    await shows('1.31');
    await change('');
    await shows(newestMinor);
  });

  previewTests();

  clusterTests();

  test('answers again after a restart', async () => {
    await vscode.commands.executeCommand('statefulset.restartServer');
    const document = await show('mysql-with-mistakes.yaml');
    await diagnostics(document, 'findings', (all) => all.length > 2);
  });

  test('serves an empty new file', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: '' });
    await vscode.window.showTextDocument(document);
    const labels = await offers(document, new vscode.Position(0, 0));
    ok(
      labels.some((label) => /statefulset/i.test(label)),
      `offered: ${labels}`,
    );
  });
}

function besideOtherYaml(): void {
  test('leaves the outline and formatting to it, and keeps the rest', async () => {
    const api = await extension();
    const document = await show('web.yaml');
    await api.started;
    await findingAt(document, 'serviceNam');
    equal(await outline(document), []);
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    equal(edits ?? [], []);
  });
}
