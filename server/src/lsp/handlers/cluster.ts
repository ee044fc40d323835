import { clusterRefreshCommand, clusterRefreshMethod, type TrustParams, trustMethod } from '../../protocol/cluster.ts';
import { ErrorCodes, ExecuteCommandRequest, ResponseError } from '../languageServer.ts';
import { requireParams } from '../params.ts';
import type { Session } from '../session.ts';

/** `statefulset/cluster/refresh`, the command of that name for plain clients, and `statefulset/trust`. */
export function registerCluster({ connection, cluster, dispatcher }: Session): void {
  const refresh = () => {
    dispatcher.notify('cluster', () => cluster.refresh());
    return null;
  };
  connection.onRequest(clusterRefreshMethod, refresh);
  connection.onRequest(ExecuteCommandRequest.type, (params) => {
    requireParams(params, ['command']);
    const { command } = params;
    if (command === clusterRefreshCommand) return refresh();
    throw new ResponseError(ErrorCodes.InvalidParams, `The command ${command} is not known here`);
  });
  connection.onNotification(trustMethod, (params: TrustParams | null) =>
    dispatcher.notify('trust', () => cluster.trust(params?.isTrusted === true)),
  );
}
