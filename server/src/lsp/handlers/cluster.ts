import { clusterRefreshCommand, clusterRefreshMethod, type TrustParams, trustMethod } from '../../protocol/cluster.ts';
import { type CancellationToken, ErrorCodes, ExecuteCommandRequest, ResponseError } from '../languageServer.ts';
import { requireParams } from '../params.ts';
import type { Session } from '../session.ts';

/** `statefulset/cluster/refresh`, the command of that name for plain clients, and `statefulset/trust`. */
export function registerCluster({ connection, cluster, dispatcher }: Session): void {
  const refresh = () => {
    cluster.refresh();
    return null;
  };
  // Without parameters the token is the only argument, behind some the last one.
  connection.onRequest(clusterRefreshMethod, (...given: unknown[]) =>
    dispatcher.run({ name: 'cluster', token: given.at(-1) as CancellationToken, fallback: null, work: refresh }),
  );
  connection.onRequest(ExecuteCommandRequest.type, (params, token) => {
    const work = () => {
      requireParams(params, ['command']);
      if (params.command === clusterRefreshCommand) return refresh();
      throw new ResponseError(ErrorCodes.InvalidParams, `The command ${params.command} is not known here`);
    };
    return dispatcher.run({ name: 'command', token, fallback: null, work });
  });
  connection.onNotification(trustMethod, (params: TrustParams | null) =>
    dispatcher.notify('trust', () => cluster.trust(params?.isTrusted === true)),
  );
}
