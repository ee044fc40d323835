import { commands, type Disposable, type Event, type ExtensionContext, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { noticeText } from '../../../server/src/base/visible.ts';
import {
  type ClusterConsentParams,
  type ClusterConsentResult,
  type ClusterInitialization,
  clusterConsentMethod,
  clusterRefreshCommand,
  clusterRefreshMethod,
  trustMethod,
} from '../../../server/src/protocol/cluster.ts';
import type { ServerStatus } from '../../../server/src/protocol/serverStatus.ts';
import { createClusterItem } from './clusterItem.ts';
import { isManifest } from './documents.ts';

/** What the live cluster needs of the session. */
export interface ClusterTargets {
  /** The running client, started if need be. */
  readonly runningClient: () => Promise<BaseLanguageClient | undefined>;
  readonly currentClient: () => BaseLanguageClient | undefined;
  readonly canRead: boolean;
  readonly onStatus: Event<ServerStatus>;
}

/** The command that reads the cluster again, the status item, and the news that a folder is trusted now. */
export function registerCluster({ runningClient, currentClient, canRead, onStatus }: ClusterTargets): Disposable[] {
  const item = createClusterItem(isManifest);
  // The command palette offers only what works.
  void commands.executeCommand('setContext', 'statefulset.canReadCluster', canRead);
  return [
    item,
    onStatus(({ cluster }) => item.show(cluster)),
    commands.registerCommand(clusterRefreshCommand, async () => {
      if (isEnabled()) await (await runningClient())?.sendRequest(clusterRefreshMethod);
      else await offerSetting();
    }),
    workspace.onDidGrantWorkspaceTrust(() => void currentClient()?.sendNotification(trustMethod, { isTrusted: true })),
  ];
}

/** What the server is told of the cluster when it starts. */
export function clusterOptions(): ClusterInitialization {
  return { isTrusted: workspace.isTrusted, asksConsent: true, hasRefreshCommand: true };
}

/** Answers the server's question whether a command of the kubeconfig may run. */
export function serveCluster(client: BaseLanguageClient, context: ExtensionContext): void {
  const open = new Map<string, Promise<ClusterConsentResult>>();
  client.onRequest(clusterConsentMethod, (question: ClusterConsentParams): Promise<ClusterConsentResult> => {
    const key = `${question.context}\n${question.command}`;
    const asked = open.get(key) ?? answer(context, question).finally(() => open.delete(key));
    open.set(key, asked);
    return asked;
  });
}

/** What somebody said of a context, and of which command: another command is asked for anew. */
interface Consent {
  readonly command: string;
  readonly isAllowed: boolean;
}

const memory = 'statefulset.cluster.consents';
const allow = 'Run It';
const refuse = 'Never for This Context';

async function answer(context: ExtensionContext, question: ClusterConsentParams): Promise<ClusterConsentResult> {
  const { context: name, server, command, isRequested } = question;
  const known = context.globalState.get<Record<string, Consent>>(memory, {})[name];
  const isSame = known?.command === command;
  if (isSame && (known.isAllowed || !isRequested)) return { isAllowed: known.isAllowed };
  const choice = await window.showWarningMessage(
    noticeText(
      `To read the storage classes of cluster "${name}" (${server}), your kubeconfig has this command run: ${command}`,
    ),
    allow,
    refuse,
  );
  // Closed without an answer is no answer: it is asked again when the cluster is.
  if (choice === undefined) return { isAllowed: false };
  const isAllowed = choice === allow;
  const all = context.globalState.get<Record<string, Consent>>(memory, {});
  await context.globalState.update(memory, { ...all, [name]: { command, isAllowed } });
  return { isAllowed };
}

function isEnabled(): boolean {
  return workspace.getConfiguration('statefulset.cluster').get<boolean>('enabled') === true;
}

async function offerSetting(): Promise<void> {
  const show = 'Show the Setting';
  const choice = await window.showInformationMessage('Reading the live cluster is switched off.', show);
  if (choice === show) await commands.executeCommand('workbench.action.openSettings', 'statefulset.cluster.enabled');
}
