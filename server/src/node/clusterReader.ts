import { messageOf } from '../base/failure.ts';
import type { Cancel, ClusterFault, ClusterTarget } from '../runtime/ports.ts';
import { readCluster } from './clusterClient.ts';
import { type KubeContext, readKubeContext } from './clusterConfig.ts';
import { commandLine, type Login, loginOf, runLogin } from './clusterLogin.ts';
import { watchKubeconfig } from './clusterWatch.ts';

/** Where the current context of this user's kubeconfig leads to. Asks no server and runs nothing. */
export function findCluster(): Promise<ClusterTarget | ClusterFault> {
  return guarded({}, async () => {
    const target = await readKubeContext(process.env);
    if ('fault' in target) return target;
    const login = await loginOf(target, Date.now());
    return 'fault' in login ? login : toTarget(target, login);
  });
}

/** Calls back when the kubeconfig of this user leads elsewhere. */
export function watchCluster(onChange: () => void): Cancel {
  return watchKubeconfig(process.env, onChange);
}

function toTarget(target: KubeContext, login: Exclude<Login, ClusterFault>): ClusterTarget {
  const { context, server } = target;
  const command = login.kind === 'command' ? commandLine(login.command) : undefined;
  return {
    context,
    server: server.origin,
    command,
    read: (agreedCommand) =>
      guarded({ context }, async () => {
        if (command !== agreedCommand)
          return { context, fault: `The command of context "${context}" is not agreed to` };
        const credentials = login.kind === 'command' ? await runLogin(login.command, context) : login.credentials;
        return 'fault' in credentials ? credentials : readCluster(target, credentials);
      }),
  };
}

/** What `work` gives; a failure that nobody thought of is a fault like others. */
async function guarded<T>(known: { context?: string }, work: () => Promise<T>): Promise<T | ClusterFault> {
  try {
    return await work();
  } catch (error) {
    return { ...known, fault: `The cluster cannot be read: ${messageOf(error)}` };
  }
}
