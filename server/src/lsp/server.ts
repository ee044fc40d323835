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
  let isInitialized = false;
  logBugsInsteadOfThrowing((message) => connection.console.error(message));
  connection.onInitialize((params: InitializeParams): InitializeResult => {
    if (isInitialized) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already');
    requireParams(params, ['capabilities']);
    const client = readClientFeatures(params);
    isInitialized = true;
    const session = createSession(connection, runtime, client);
    const workspace = new Workspace(session);
    registerSync(session, workspace);
    for (const register of features) register(session);
    connection.onShutdown(() => {
      session.dispatcher.close();
      session.cluster.close();
    });
    connection.onInitialized(() => session.dispatcher.notify('start', () => workspace.start()));
    return {
      capabilities: serverCapabilities(client, session.configuration.isGenericYamlWanted),
      serverInfo: { name: 'statefulset-language-server', version },
    };
  });
  // Methods without a handler: before `initialize` that is all of them.
  connection.onRequest((method: string, _params: unknown, _token: CancellationToken) => {
    if (!isInitialized) throw new ResponseError(ErrorCodes.ServerNotInitialized, `${method} came before initialize`);
    throw new ResponseError(ErrorCodes.MethodNotFound, `${method} is not known here`);
  });
}
