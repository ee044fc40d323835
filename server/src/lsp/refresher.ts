import { CodeLensRefreshRequest, InlayHintRefreshRequest } from './languageServer.ts';
import type { Session } from './session.ts';

/** Lets the client ask anew for what a setting has switched; otherwise it would come or go only with the next edit. */
export class Refresher {
  private readonly session: Session;
  private shown: Readonly<Record<'inlayHints' | 'codeLens', boolean>> = { inlayHints: true, codeLens: true };

  constructor(session: Session) {
    this.session = session;
  }

  /** Settings may have changed. */
  update(): void {
    const { client, configuration } = this.session;
    const { inlayHints, codeLens } = this.shown;
    this.shown = { inlayHints: configuration.isShown('inlayHints'), codeLens: configuration.isShown('codeLens') };
    if (client.refreshesInlayHints && this.shown.inlayHints !== inlayHints) this.send(InlayHintRefreshRequest.type);
    if (client.refreshesCodeLenses && this.shown.codeLens !== codeLens) this.send(CodeLensRefreshRequest.type);
  }

  private send(request: typeof InlayHintRefreshRequest.type): void {
    void this.session.connection.sendRequest(request).catch(() => {
      // The client is ending the session; there is nobody left to show anything to.
    });
  }
}
