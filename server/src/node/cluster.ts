import type { Cluster } from '../runtime/ports.ts';

/** The cluster of this user's kubeconfig. Whatever it takes to read one is loaded when somebody asks. */
export const nodeCluster: Cluster = {
  find: async () => (await import('./clusterReader.ts')).findCluster(),
  watch: async (onChange) => (await import('./clusterReader.ts')).watchCluster(onChange),
};
