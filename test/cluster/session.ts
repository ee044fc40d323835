import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, beforeEach } from 'node:test';
import { nodeCluster } from '../../server/src/node/cluster.ts';
import type { ClusterFault, ClusterReading, ClusterTarget } from '../../server/src/runtime/ports.ts';
import { type ApiServer, startApiServer } from './apiServer.ts';
import { Folder } from './kubeconfig.ts';
import { attributesClass, csiDriver, storageClass } from './objects.ts';

// What the tests that read a cluster share; who imports it gets its hooks, too.

/** The server of this file's tests; it answers anew in each of them. */
export let api: ApiServer;
/** An empty folder for each test. */
export let folder: Folder;
const { KUBECONFIG } = process.env;

before(async () => {
  api = await startApiServer();
});
after(() => api.close());
beforeEach(() => {
  folder = new Folder();
  api.requests.length = 0;
  api.identities.length = 0;
  api.special = undefined;
  api.pageSize = 500;
  api.objects.storageclasses = [storageClass('fast')];
  api.objects.csidrivers = [csiDriver('csi.example.com')];
  api.objects.volumeattributesclasses = [attributesClass('silver', 'csi.example.com')];
});
afterEach(() => {
  folder.remove();
  if (KUBECONFIG === undefined) delete process.env.KUBECONFIG;
  else process.env.KUBECONFIG = KUBECONFIG;
});

/** The target of a kubeconfig with this content. */
export async function find(...contents: readonly string[]): Promise<ClusterTarget | ClusterFault> {
  const files = contents.map((content, at) => folder.write(`config-${at}`, content));
  process.env.KUBECONFIG = files.join(path.delimiter);
  return nodeCluster.find();
}

/** The same, where there has to be one. */
export async function target(content: string): Promise<ClusterTarget> {
  const found = await find(content);
  assert.ok('read' in found, JSON.stringify(found));
  return found;
}

/** What a reading came to: the faults of its lists count as its own. */
export async function read(content: string): Promise<ClusterReading | ClusterFault> {
  const found = await target(content);
  return found.read(found.command);
}

/** The sentence of what did not come about. */
export function faultOf(result: ClusterTarget | ClusterReading | ClusterFault): string {
  assert.ok('fault' in result, `no fault: ${JSON.stringify(result).slice(0, 300)}`);
  return result.fault;
}

/** The names of listed objects. */
export function namesOf(list: unknown): string[] {
  assert.ok(Array.isArray(list), JSON.stringify(list));
  return list.map((item: { metadata: { name: string } }) => item.metadata.name);
}
