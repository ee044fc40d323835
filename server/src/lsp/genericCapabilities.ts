import type { ClientFeatures } from './clientFeatures.ts';
import {
  type Connection,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  type Registration,
  RegistrationRequest,
  SelectionRangeRequest,
  type ServerCapabilities,
  type Unregistration,
  UnregistrationRequest,
} from './languageServer.ts';

// What any YAML server offers. It comes and goes with `genericYaml`, so it is registered where the client lets us.

const onType = { firstTriggerCharacter: '\n' };

/** What is announced in the answer to `initialize`, for clients that take no registrations of it later. */
export function staticGenericCapabilities(client: ClientFeatures): ServerCapabilities {
  return {
    ...(client.registersSymbols ? {} : { documentSymbolProvider: { label: 'StatefulSet' } }),
    ...(client.registersFolding ? {} : { foldingRangeProvider: true }),
    ...(client.registersSelection ? {} : { selectionRangeProvider: true }),
    ...(client.registersFormatting
      ? {}
      : { documentFormattingProvider: true, documentOnTypeFormattingProvider: onType }),
  };
}

/** Registers and takes back what any YAML server offers. */
export class GenericRegistration {
  private readonly connection: Connection;
  private readonly client: ClientFeatures;
  private isRegistered = false;

  constructor(connection: Connection, client: ClientFeatures) {
    this.connection = connection;
    this.client = client;
  }

  /** Makes the client ask for these features, or stop asking. */
  async set(isWanted: boolean): Promise<void> {
    if (isWanted === this.isRegistered) return;
    this.isRegistered = isWanted;
    const registrations = this.registrations();
    if (registrations.length === 0) return;
    if (isWanted) await this.connection.sendRequest(RegistrationRequest.type, { registrations });
    else {
      const unregisterations: Unregistration[] = registrations.map(({ id, method }) => ({ id, method }));
      await this.connection.sendRequest(UnregistrationRequest.type, { unregisterations });
    }
  }

  private registrations(): Registration[] {
    const { client } = this;
    const methods: [boolean, string, object?][] = [
      [client.registersSymbols, DocumentSymbolRequest.method, { label: 'StatefulSet' }],
      [client.registersFolding, FoldingRangeRequest.method],
      [client.registersSelection, SelectionRangeRequest.method],
      [client.registersFormatting, DocumentFormattingRequest.method],
      [client.registersFormatting, DocumentOnTypeFormattingRequest.method, onType],
    ];
    return methods
      .filter(([isDynamic]) => isDynamic)
      .map(([, method, options]) => ({
        id: `statefulset:${method}`,
        method,
        // null: the documents that the client serves anyway.
        registerOptions: { documentSelector: null, ...options },
      }));
  }
}
