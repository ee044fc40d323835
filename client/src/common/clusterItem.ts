import { Disposable, MarkdownString, StatusBarAlignment, type TextDocument, window } from 'vscode';
import { ageText } from '../../../server/src/base/age.ts';
import { type ClusterStatus, clusterRefreshCommand as refresh } from '../../../server/src/protocol/cluster.ts';
import { commandIds } from './commands.ts';

/** The item for the live cluster: its context, how old what is known is, or what went wrong. */
export interface ClusterItem extends Disposable {
  /** Undefined: the cluster is switched off. */
  readonly show: (status: ClusterStatus | undefined) => void;
}

const { showLog } = commandIds;
const manageTrust = 'workbench.trust.manage';
/** How often the age in the tooltip is brought up to date (ms). */
const ageIntervalMs = 30_000;

/** An item that is visible where the cluster is switched on and `isManifest` says so of the active document. */
export function createClusterItem(isManifest: (document: TextDocument) => boolean): ClusterItem {
  const item = window.createStatusBarItem('statefulset.cluster', StatusBarAlignment.Right, 99);
  item.name = 'StatefulSet: live cluster';
  let status: ClusterStatus | undefined;
  const update = () => {
    const document = window.activeTextEditor?.document;
    if (!status || !document || !isManifest(document)) return item.hide();
    item.text = `${icons[status.state]} ${status.context ?? 'cluster'}`;
    item.tooltip = tooltip(status);
    item.command = commandsOf[status.state] ?? refresh;
    item.show();
  };
  const show = (next: ClusterStatus | undefined) => {
    status = next;
    update();
  };
  const watching = window.onDidChangeActiveTextEditor(update);
  const aging = setInterval(update, ageIntervalMs);
  const end = new Disposable(() => clearInterval(aging));
  return { show, dispose: () => void Disposable.from(item, watching, end).dispose() };
}

const icons: Readonly<Record<ClusterStatus['state'], string>> = {
  unavailable: '$(circle-slash)',
  untrusted: '$(workspace-untrusted)',
  asking: '$(question)',
  reading: '$(sync~spin)',
  ready: '$(server)',
  failed: '$(warning)',
};

const commandsOf: Readonly<Partial<Record<ClusterStatus['state'], string>>> = {
  unavailable: showLog,
  untrusted: manageTrust,
  // The question hides after a while; there it can be found.
  asking: 'notifications.showList',
};

function tooltip({ state, context, readAt, classes, message }: ClusterStatus): MarkdownString {
  const text = new MarkdownString();
  // Names and messages come from files and servers: they are shown as they are.
  const paragraph = (words: string) => text.appendText(words).appendMarkdown('\n\n');
  if (readAt !== undefined) {
    const age = ageText(Math.max(0, Date.now() - readAt));
    paragraph(`Cluster ${context}: ${classes ?? 'no'} storage ${classes === 1 ? 'class' : 'classes'}, read ${age}.`);
  } else if (context !== undefined) paragraph(`Cluster ${context}.`);
  if (state === 'asking') paragraph('Waiting for your answer among the notifications: logging in runs a command.');
  if (state === 'reading') paragraph('Reading …');
  if (message !== undefined) paragraph(`${message}.`);
  text.appendMarkdown(`[Read again](command:${refresh}) · [Show log](command:${showLog})`);
  text.isTrusted = { enabledCommands: [refresh, showLog] };
  return text;
}
