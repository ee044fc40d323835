import type { Connection } from 'vscode-languageserver';
import type { AnalysisHost } from '../analysis/analysisHost.ts';
import type { Logger, Runtime } from '../runtime/ports.ts';
import { createService } from '../service.ts';
import { Checker } from './checker.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { clientFileSystem } from './clientFileSystem.ts';
import { LiveCluster } from './cluster.ts';
import { Configuration } from './configuration.ts';
import { Dispatcher } from './dispatch.ts';
import { Documents } from './documents.ts';
import { IndexReport } from './indexReport.ts';
import { PullDiagnostics } from './pullDiagnostics.ts';
import { PushDiagnostics } from './pushDiagnostics.ts';
import { Texts } from './texts.ts';
import { WorkspaceFiles } from './workspaceFiles.ts';

/** Diagnostics in either direction. */
export interface DiagnosticsChannel {
  /** Settings are known now: what was held back may go. */
  release(): void;
  fileChanged(uri: string): void;
  /** Something else changed that files are checked against. */
  workspaceChanged(): void;
  fileClosed(uri: string): void;
}

/** All parts of a server that serves one client. Handlers take from it what they need. */
export interface Session {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly client: ClientFeatures;
  readonly log: Logger;
  readonly dispatcher: Dispatcher;
  readonly host: AnalysisHost;
  readonly texts: Texts;
  readonly documents: Documents;
  readonly configuration: Configuration;
  readonly files: WorkspaceFiles;
  readonly report: IndexReport;
  readonly cluster: LiveCluster;
  readonly checker: Checker;
  readonly diagnostics: DiagnosticsChannel;
  /** Undefined for clients that diagnostics are pushed to. */
  readonly pull: PullDiagnostics | undefined;
}

/** Makes the parts of a server for a client that has just introduced itself. */
export function createSession(connection: Connection, surroundings: Runtime, client: ClientFeatures): Session {
  const files = client.options.fileSystem === 'client' ? clientFileSystem(connection) : surroundings.files;
  const runtime: Runtime = { ...surroundings, files };
  const log: Logger = connection.console;
  const dispatcher = new Dispatcher(log, runtime.clock);
  const host = createService();
  const texts = new Texts(host, runtime.files, client.encoding);
  const documents = new Documents(host, texts, runtime);
  const configuration = new Configuration({ connection, host, runtime, client, log });
  const cluster = new LiveCluster({
    connection,
    runtime,
    client,
    configuration,
    host,
    log,
    onChanged: (what) => {
      if (what === 'facts') diagnostics.workspaceChanged();
      report.changed();
    },
  });
  const { showsProgress } = client;
  const report = new IndexReport({ connection, host, runtime, showsProgress, cluster: () => cluster.status });
  const workspaceFiles = new WorkspaceFiles({
    host,
    runtime,
    documents,
    texts,
    log,
    isExcluded: (folder, path) => configuration.isExcluded(folder, path),
    onProgress: (status) => report.update(status),
    onFileChanged: (uri) => {
      pull?.forget(uri);
      diagnostics.workspaceChanged();
      report.changed();
    },
  });
  const checker = new Checker(host, { client, texts, documents }, (uri) => workspaceFiles.isExcluded(uri));
  const pull = client.pullsDiagnostics
    ? new PullDiagnostics({
        connection,
        runtime,
        dispatcher,
        checker,
        manifestFiles: () => workspaceFiles.manifestFiles(),
        whenIndexed: () => workspaceFiles.whenIndexed(),
        canRefresh: client.refreshesDiagnostics,
      })
    : undefined;
  const diagnostics: DiagnosticsChannel = pull ?? new PushDiagnostics({ connection, runtime, dispatcher, checker });
  return {
    connection,
    runtime,
    client,
    log,
    dispatcher,
    host,
    texts,
    documents,
    configuration,
    files: workspaceFiles,
    report,
    cluster,
    checker,
    diagnostics,
    pull,
  };
}
