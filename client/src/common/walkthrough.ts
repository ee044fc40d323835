import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { previewCommand } from './preview.ts';

/** The commands that the walkthrough "Your first StatefulSet" offers. */
export function registerWalkthrough(context: ExtensionContext): Disposable[] {
  return [
    commands.registerCommand('statefulset.newManifest', async () => {
      await open('');
      await commands.executeCommand('editor.action.triggerSuggest');
    }),
    commands.registerCommand('statefulset.openExample', async () => {
      const example = Uri.joinPath(context.extensionUri, 'dist/walkthrough/example.yaml');
      await open(new TextDecoder().decode(await workspace.fs.readFile(example)));
      await commands.executeCommand(previewCommand);
    }),
  ];
}

/** A new document that is nowhere saved yet. */
async function open(content: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language: 'yaml', content }));
}
