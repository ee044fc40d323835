// The live cluster as an extension sees it: the setting, what the server says of it, and what it offers then.
import * as vscode from 'vscode';
import { at, equal, extension, offers, ok, once, replace, show } from './editor.ts';

/** No `process` of Node: an extension host in a browser worker. */
const isWorker = typeof process === 'undefined' || process.versions?.node === undefined;

/** Tests of the live cluster; in Node the kubeconfig leads to a server of the test, or (on the desktop) nowhere. */
export function clusterTests(): void {
  test('reads the live cluster once it is switched on, and forgets it when it is switched off', async () => {
    const api = await extension();
    const document = await show('web.yaml');
    await api.started;
    equal(api.status()?.cluster, undefined);
    await setEnabled(true);
    const states = ['ready', 'failed', 'unavailable'];
    const cluster = await once('the cluster was asked', api.onStatus, () => {
      const now = api.status()?.cluster;
      return now && states.includes(now.state) && now;
    });
    if (isWorker) {
      equal([cluster.state, cluster.message], ['unavailable', 'A server that runs in a browser can reach no cluster']);
    } else if (cluster.state === 'ready') {
      equal([cluster.context, cluster.classes], ['dev', 1]);
      await replace(document, 'accessModes: [', 'storageClassName: \n        accessModes: [');
      const names = await offers(document, at(document, 'storageClassName: ', 'storageClassName: '.length));
      ok(names.includes('only-in-the-cluster'), `offered: ${names}`);
      await replace(document, 'storageClassName: \n        ', '');
      await readAgain(api);
    } else ok(cluster.message, 'a failure without a reason');
    await setEnabled(undefined);
    await once('the cluster is forgotten', api.onStatus, () => api.status()?.cluster === undefined);
  });
}

async function readAgain(api: Awaited<ReturnType<typeof extension>>): Promise<void> {
  const { readAt = 0 } = api.status()?.cluster ?? {};
  await vscode.commands.executeCommand('statefulset.refreshCluster');
  await once('another reading', api.onStatus, () => {
    const now = api.status()?.cluster;
    return now?.state === 'ready' && (now.readAt ?? 0) > readAt;
  });
}

async function setEnabled(value: boolean | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('statefulset');
  await settings.update('cluster.enabled', value, vscode.ConfigurationTarget.Workspace);
}
