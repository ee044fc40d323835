// The preview as an extension sees it: the command, the view that it opens, and what the server says of the page.
import * as vscode from 'vscode';
import { equal, extension, ok, once, show } from './editor.ts';

/** Tests of the preview; they run in each kind of extension host. */
export function previewTests(): void {
  test('opens one preview beside the text, by code lens and by command', async () => {
    const api = await extension();
    const document = await show('mysql.yaml');
    await api.started;
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const preview = lenses.find(({ command }) => command?.command === 'statefulset.preview')?.command;
    ok(preview, `no lens leads to the preview: ${lenses.map(({ command }) => command?.title)}`);
    await vscode.commands.executeCommand(preview.command, ...(preview.arguments ?? []));
    await once('a view of the set', vscode.window.tabGroups.onDidChangeTabs, () => tabs().includes('Preview mysql'));
    await vscode.commands.executeCommand('statefulset.preview', document.uri);
    equal(
      tabs().filter((label) => label === 'Preview mysql'),
      ['Preview mysql'],
    );
    ok(vscode.window.activeTextEditor?.document === document, 'the text lost the focus');
    await closeTab('Preview mysql');
  });

  test('ends the walkthrough with a running preview', async () => {
    await vscode.commands.executeCommand('statefulset.openExample');
    await once('a view of the example', vscode.window.tabGroups.onDidChangeTabs, () =>
      tabs().includes('Preview mysql'),
    );
    const document = vscode.window.activeTextEditor?.document;
    ok(document?.isUntitled && document.getText().includes('kind: StatefulSet'), 'the example is not in front');
    await closeTab('Preview mysql');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('links hovers to the preview', async () => {
    const document = await show('mysql.yaml');
    const place = document.positionAt(document.getText().indexOf('replicas:') + 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      place,
    );
    const linked = hovers
      .flatMap(({ contents }) => contents)
      .find((part) => part instanceof vscode.MarkdownString && part.value.includes('(command:statefulset.preview?'));
    ok(linked instanceof vscode.MarkdownString, 'no hover leads to the preview');
    equal(linked.isTrusted, { enabledCommands: ['statefulset.preview'] });
  });
}

function tabs(): string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs).map(({ label }) => label);
}

async function closeTab(label: string): Promise<void> {
  const tab = vscode.window.tabGroups.all.flatMap((group) => group.tabs).find((each) => each.label === label);
  if (tab) await vscode.window.tabGroups.close(tab);
}
