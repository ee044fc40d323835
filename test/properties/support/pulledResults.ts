import type {
  Diagnostic,
  DocumentDiagnosticReport,
  PreviousResultId,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import type { LspClient } from '../../support/lspClient.ts';

/** The diagnostics that a client knows which keeps results, and asks only for those that are others now. */
export class PulledResults {
  readonly #client: LspClient;
  readonly #known = new Map<string, { readonly resultId: string | undefined; readonly items: readonly Diagnostic[] }>();

  constructor(client: LspClient) {
    this.#client = client;
  }

  /** What the client shows of a file once it has asked for that. */
  async ofDocument(uri: string): Promise<readonly Diagnostic[]> {
    const previousResultId = this.#known.get(uri)?.resultId;
    const params = { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) };
    this.#take(uri, await this.#client.request<DocumentDiagnosticReport>('textDocument/diagnostic', params));
    return this.#known.get(uri)?.items ?? [];
  }

  /** What the client shows of all files in which something is wrong once it has asked for the workspace. */
  async ofWorkspace(): Promise<Record<string, readonly Diagnostic[]>> {
    const previousResultIds: PreviousResultId[] = [...this.#known].flatMap(([uri, { resultId }]) =>
      resultId === undefined ? [] : [{ uri, value: resultId }],
    );
    const params = { previousResultIds };
    const { items } = await this.#client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', params);
    for (const item of items) this.#take(item.uri, item);
    const faulty = [...this.#known].filter(([, known]) => known.items.length > 0);
    return Object.fromEntries(faulty.map(([uri, known]) => [uri, known.items]));
  }

  #take(uri: string, report: DocumentDiagnosticReport): void {
    if (report.kind === 'full') this.#known.set(uri, { resultId: report.resultId, items: report.items });
  }
}
