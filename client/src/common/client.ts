import {
  type Event,
  EventEmitter,
  type ExtensionContext,
  extensions,
  type LogOutputChannel,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../../../server/src/protocol/initialization.ts';
import { statusMethod } from '../../../server/src/protocol/messages.ts';
import type { ServerStatus } from '../../../server/src/protocol/serverStatus.ts';
import { clusterOptions, registerCluster, serveCluster } from './cluster.ts';
import { registerCommands } from './commands.ts';
import { isManifest, selector, whenManifestShows } from './documents.ts';
import { registerEffectiveManifest } from './effectiveManifest.ts';
import { serveFiles } from './fileSystem.ts';
import { previewCommand, registerPreview } from './preview.ts';
import { configurationMiddleware } from './settings.ts';
import { createStatusItem } from './statusItem.ts';
import { registerWalkthrough } from './walkthrough.ts';

/** What differs between the desktop and the browser. */
export interface Host {
  /** Makes a client whose server is not started yet. */
  readonly createClient: (options: LanguageClientOptions) => RunningClient;
  /** Whether the server can read the files of this workspace by itself. */
  readonly canServerReadFiles: () => boolean;
  /** Whether the server can reach a cluster: not from a browser. */
  readonly canReadCluster: boolean;
}

/** A client, and what has to be ended after it was stopped. */
export interface RunningClient {
  readonly client: BaseLanguageClient;
  readonly dispose: () => void;
}

/** What `activate` returns to other extensions and to the tests. */
export interface Api {
  /** Settled once the server answers for the first time; pending while no manifest was opened and no command was run. */
  readonly started: Promise<void>;
  readonly isRunning: () => boolean;
  /** What the server last said of itself; undefined before it said anything. */
  readonly status: () => ServerStatus | undefined;
  /** Fires after each change of {@link Api.status}. */
  readonly onStatus: Event<ServerStatus>;
}

/** The extension that serves any YAML file; where it runs, ours leaves the general part to it. */
const yamlExtension = 'redhat.vscode-yaml';

/** A started extension: what it shows to others, and its end. */
export interface Extension {
  readonly api: Api;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the language server as soon as a document that may hold Kubernetes objects shows, or a command asks for it.
 * Where the server does not start, the status item and the log say so, and the restart command tries again.
 */
export function startClient(context: ExtensionContext, host: Host): Extension {
  const log = window.createOutputChannel('StatefulSet', { log: true });
  const status = createStatusItem(isManifest);
  let onStarted = () => {};
  const started = new Promise<void>((resolve) => {
    onStarted = resolve;
  });
  const statuses = new EventEmitter<ServerStatus>();
  let latest: ServerStatus | undefined;
  const onStatus = (next: ServerStatus) => {
    latest = next;
    status.show(next);
    statuses.fire(next);
  };
  const session = createSession({ context, host, log, onStarted, onStatus, onFailure: status.fail });
  context.subscriptions.push(
    log,
    status,
    statuses,
    ...registerCommands(context, { restart: session.restart, showLog: () => log.show() }),
    ...registerEffectiveManifest(session.runningClient),
    ...registerCluster({ ...session, canRead: host.canReadCluster, onStatus: statuses.event }),
    ...registerWalkthrough(context),
    ...registerPreview({ client: session.runningClient, onStatus: statuses.event }),
    whenManifestShows(() => void session.start()),
    extensions.onDidChange(() => void session.restartIfOptionsChanged()),
    workspace.onDidChangeWorkspaceFolders(() => void session.restartIfOptionsChanged()),
  );
  const api = { started, isRunning: session.isRunning, status: () => latest, onStatus: statuses.event };
  return { api, stop: session.stop };
}

interface SessionParts {
  readonly context: ExtensionContext;
  readonly host: Host;
  readonly log: LogOutputChannel;
  readonly onStarted: () => void;
  readonly onStatus: (status: ServerStatus) => void;
  readonly onFailure: (reason: string) => void;
}

/** One server at a time; starts, stops and restarts wait for one another. */
function createSession(parts: SessionParts) {
  const { context, host, log } = parts;
  let running: { readonly made: RunningClient; readonly options: string } | undefined;
  let queue = Promise.resolve();
  const enqueue = (step: () => Promise<void>) => {
    queue = queue.then(step);
    return queue;
  };

  async function start(): Promise<void> {
    if (running) return;
    const options = initializationOptions(context, host);
    const made = host.createClient({
      documentSelector: [...selector],
      outputChannel: log,
      traceOutputChannel: log,
      // Trust may come later; that is told, and is no reason to restart.
      initializationOptions: { ...options, cluster: clusterOptions() },
      // Texts of the server may lead to the preview, and to no other command.
      markdown: { isTrusted: { enabledCommands: [previewCommand] } },
      middleware: { workspace: { configuration: configurationMiddleware(context) } },
    });
    made.client.onNotification(statusMethod, parts.onStatus);
    serveFiles(made.client);
    serveCluster(made.client, context);
    running = { made, options: JSON.stringify(options) };
    try {
      await made.client.start();
      parts.onStarted();
    } catch (error) {
      log.error(`The server did not start: ${error}`);
      parts.onFailure(error instanceof Error ? error.message : String(error));
    }
  }

  async function stop(): Promise<void> {
    const ended = running?.made;
    running = undefined;
    try {
      await ended?.client.dispose();
    } catch (error) {
      log.warn(`The server did not end in order: ${error}`);
    }
    ended?.dispose();
  }

  const restart = () =>
    enqueue(async () => {
      await stop();
      await start();
    });
  return {
    isRunning: () => running !== undefined,
    /** The client as it is: undefined where it was not started. */
    currentClient: () => running?.made.client,
    /** The client, started first where it is not; undefined when it does not start. */
    runningClient: async () => {
      await enqueue(start);
      return running?.made.client;
    },
    start: () => enqueue(start),
    stop: () => enqueue(stop),
    restart,
    /** For what the server is told only once, when it starts. */
    restartIfOptionsChanged: async () => {
      if (running && running.options !== JSON.stringify(initializationOptions(context, host))) await restart();
    },
  };
}

function initializationOptions(context: ExtensionContext, host: Host): InitializationOptions {
  const genericUrl = Uri.joinPath(context.extensionUri, 'server/dist/browser-generic.js').toString(true);
  return {
    genericYaml: extensions.getExtension(yamlExtension) === undefined,
    genericUrl,
    suggestCommand: 'editor.action.triggerSuggest',
    previewCommand,
    hasCommandLinks: true,
    ...(host.canServerReadFiles() ? {} : { fileSystem: 'client' as const }),
  };
}
