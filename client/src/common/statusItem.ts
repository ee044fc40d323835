import { Disposable, MarkdownString, StatusBarAlignment, type TextDocument, window } from 'vscode';
import type { ServerStatus } from '../../../server/src/protocol/serverStatus.ts';
import { commandIds } from './commands.ts';

/** The item at the lower right, while a manifest is in front: the Kubernetes version and how far the index is. */
export interface StatusItem extends Disposable {
  readonly show: (status: ServerStatus) => void;
  readonly fail: (reason: string) => void;
}

const { restart, selectPlatform, selectVersion, showLog } = commandIds;

/** A status item that is visible where `isManifest` says that the active document holds Kubernetes objects. */
export function createStatusItem(isManifest: (document: TextDocument) => boolean): StatusItem {
  const item = window.createStatusBarItem('statefulset.status', StatusBarAlignment.Right, 100);
  item.name = 'StatefulSet';
  let hasText = false;
  const refresh = () => {
    const document = window.activeTextEditor?.document;
    if (hasText && document && isManifest(document)) item.show();
    else item.hide();
  };
  const show = (status: ServerStatus) => {
    hasText = true;
    item.text = `${status.index.state === 'ready' ? '' : '$(sync~spin) '}Kubernetes ${status.kubernetesVersion}`;
    item.tooltip = tooltip(status);
    item.command = selectVersion;
    refresh();
  };
  const fail = (reason: string) => {
    hasText = true;
    item.text = '$(error) StatefulSet';
    item.tooltip = `The language server did not start: ${reason}`;
    item.command = showLog;
    refresh();
  };
  const watching = window.onDidChangeActiveTextEditor(refresh);
  return { show, fail, dispose: () => void Disposable.from(item, watching).dispose() };
}

function tooltip({ kubernetesVersion, platform, index, objects }: ServerStatus): MarkdownString {
  const files = index.total === undefined ? `${index.files}` : `${index.files} of ${index.total}`;
  const lines = [
    `Manifests are checked against Kubernetes ${kubernetesVersion} ([change](command:${selectVersion})).`,
    `Platform: ${platform ?? 'not chosen'} ([change](command:${selectPlatform})).`,
    index.state === 'ready'
      ? `Kubernetes objects in ${index.files} files: ${objects}.`
      : `Reading the workspace: ${files} files.`,
    `[Show log](command:${showLog}) · [Restart server](command:${restart})`,
  ];
  const text = new MarkdownString(lines.join('\n\n'));
  text.isTrusted = { enabledCommands: [selectVersion, selectPlatform, showLog, restart] };
  return text;
}
