import type { ClusterFacts } from '../cluster/facts.ts';
import { readFacts } from '../cluster/readObjects.ts';
import { nodeCluster } from '../node/cluster.ts';
import type { Unreadable } from './files.ts';

/** What came of asking a live cluster. */
export interface AskedCluster {
  readonly facts: Omit<ClusterFacts, 'age'> | undefined;
  /** What could not be read, and why. */
  readonly unreadable: readonly Unreadable[];
}

/** For who did not ask. */
export const nothingAsked: AskedCluster = { facts: undefined, unreadable: [] };

/** Reads the cluster of the current kubeconfig context; a command runs for logging in only where that is allowed. */
export async function readCluster(login: 'allowed' | 'refused'): Promise<AskedCluster> {
  const target = await nodeCluster.find();
  if ('fault' in target) return failed(target.fault);
  const { context, command } = target;
  if (command !== undefined && login === 'refused') {
    return failed(`logging in to context "${context}" runs the command ${command}; --cluster-login allows it`);
  }
  const reading = await target.read(command);
  if ('fault' in reading) return failed(reading.fault);
  const { facts, faults } = readFacts(reading, context);
  return { facts, unreadable: faults.flatMap((fault) => failed(fault).unreadable) };
}

function failed(reason: string): AskedCluster {
  return { facts: undefined, unreadable: [{ path: 'the cluster', reason }] };
}
