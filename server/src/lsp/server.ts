import { logBugsInsteadOfThrowing } from '../base/bug.ts';
import type { Runtime } from '../runtime/ports.ts';
import { serverCapabilities } from './capabilities.ts';
import { readClientFeatures } from './clientFeatures.ts';
import { registerCluster } from './handlers/cluster.ts';
import { registerCodeActions } from './handlers/codeActions.ts';
import { registerCodeLenses } from './handlers/codeLens.ts';
import { registerCompletion } from './handlers/completion.ts';
import { registerDiagnostics } from './handlers/diagnostics.ts';
import { registerEffective } from './handlers/effective.ts';
import { registerGeneric } from './handlers/generic.ts';
import { registerHover } from './handlers/hover.ts';
import { registerInlayHints } from './handlers/inlayHints.ts';
import { registerNavigation } from './handlers/navigation.ts';
import { registerPreview } from './handlers/preview.ts';
import { registerSymbols } from './handlers/symbols.ts';
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
} from './languageServer.ts';
import { requireParams } from './params.ts';
import { createSession, type Session } from './session.ts';
import { registerSync } from './sync.ts';
import { Workspace } from './workspace.ts';

/** Features by method. One that is new is a file in `handlers/` and a line here. */
const features: readonly ((session: Session) => void)[] = [
  registerDiagnostics,
  registerCompletion,
  registerHover,
  registerCodeActions,
  registerSymbols,
  registerNavigation,
  registerInlayHints,
  registerCodeLenses,
  registerPreview,
  registerEffective,
  registerGeneric,
  registerCluster,
];

/**
 * Serves one client over a connection, from `initialize` to `exit`. `version` is what the client is told about the
 * server. The caller starts to listen.
 */
export function serve(connection: Connection, runtime: Runtime, version: string): void {
  let session: Session | undefined;
  let isShutDown = false;
  const requireTurn = (method: string): void => {
    if (!session) throw new ResponseError(ErrorCodes.ServerNotInitialized, `${method} came before initialize`);
    if (isShutDown) throw new ResponseError(ErrorCodes.InvalidRequest, `${method} came after shutdown`);
  };
  logBugsInsteadOfThrowing((message) => connection.console.error(message));
  connection.onInitialize((params: InitializeParams): InitializeResult => {
    if (session) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already');
    requireParams(params, ['capabilities']);
    session = begin(connection, runtime, params);
    return {
      capabilities: serverCapabilities(session.client, session.configuration.isGenericYamlWanted),
      serverInfo: { name: 'statefulset-language-server', version },
    };
  });
  connection.onShutdown(() => {
    requireTurn('shutdown');
    isShutDown = true;
    session?.dispatcher.close();
    session?.cluster.close();
  });
  // Methods without a handler: before `initialize` that is all of them.
  connection.onRequest((method: string, _params: unknown, _token: CancellationToken) => {
    requireTurn(method);
    throw new ResponseError(ErrorCodes.MethodNotFound, `${method} is not known here`);
  });
}

/** All that answers a client which has just introduced itself. */
function begin(connection: Connection, runtime: Runtime, params: InitializeParams): Session {
  const session = createSession(connection, runtime, readClientFeatures(params));
  const workspace = new Workspace(session);
  registerSync(session, workspace);
  for (const register of features) register(session);
  connection.onInitialized(() => session.dispatcher.notify('start', () => workspace.start()));
  return session;
}
