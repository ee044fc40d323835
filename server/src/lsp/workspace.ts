import { folderOf, normalizeUri } from '../base/uri.ts';
import { manifestExtensions, manifestNames } from '../runtime/ports.ts';
import { distinctFolders, withoutSlash } from './clientFeatures.ts';
import { GenericRegistration } from './genericCapabilities.ts';
import { completion } from './handlers/completion.ts';
import { hovers } from './handlers/hover.ts';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
  type Registration,
  RegistrationRequest,
  WatchKind,
  type WorkspaceFolder,
} from './languageServer.ts';
import { Refresher } from './refresher.ts';
import type { Root } from './roots.ts';
import type { Session } from './session.ts';

/** A client that does not say its settings within this time (ms) gets the defaults until it does. */
const longestSettingsMs = 1000;
/** The first completion and hover find everything loaded, unless they are asked for sooner than this (ms). */
const preparationDelayMs = 200;
/** Between two comparisons of all files with the disk lies at least this time (ms). */
const rescanIntervalMs = 500;

/**
 * Folders, settings and the index, from the start of a session to its end: what has to happen in which order when one of
 * them changes.
 */
export class Workspace {
  private readonly session: Session;
  private readonly generic: GenericRegistration;
  private readonly refresher: Refresher;
  private folders: readonly string[];
  /** Folders of single files that were opened where no folder is. */
  private readonly siblings = new Set<string>();
  private settings: Promise<void> = Promise.resolve();
  private isStarted = false;
  private isRescanPlanned = false;
  private isReindexPlanned = false;
  private lastRescanMs = Number.NEGATIVE_INFINITY;

  constructor(session: Session) {
    this.session = session;
    this.folders = session.client.folders;
    this.generic = new GenericRegistration(session.connection, session.client);
    this.refresher = new Refresher(session);
  }

  /** The client is ready: settings first, then diagnostics, then the files. */
  async start(): Promise<void> {
    const { runtime, diagnostics, dispatcher } = this.session;
    dispatcher.notify('registration', () => this.register());
    const waited = new Promise<void>((resolve) => runtime.timers.after(longestSettingsMs, resolve));
    await Promise.race([this.loadSettings(), waited]);
    diagnostics.release();
    this.isStarted = true;
    // Whatever the client opened at once is checked before files are read, and before what only looks need is loaded.
    runtime.timers.soon(() => this.reindex());
    runtime.timers.after(preparationDelayMs, () =>
      dispatcher.notify('preparation', async () => {
        await completion.prepare();
        await hovers.prepare();
      }),
    );
  }

  async settingsChanged(settings: unknown): Promise<void> {
    this.session.configuration.takeNotified(settings);
    await this.loadSettings();
  }

  async foldersChanged(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): Promise<void> {
    const gone = new Set(removed.map(({ uri }) => normalizeUri(withoutSlash(uri))));
    const kept = this.folders.filter((folder) => !gone.has(normalizeUri(folder)));
    this.folders = distinctFolders([...kept, ...added.map(({ uri }) => withoutSlash(uri))]);
    this.session.configuration.setFolders(this.folders);
    await this.loadSettings();
    this.reindex();
  }

  /** A folder is named like a file, with or without a slash at its end. */
  async filesChanged(changedUris: readonly string[], removedUris: readonly string[]): Promise<void> {
    const { configuration, files, texts } = this.session;
    const [changed, removed] = [changedUris.map(withoutSlash), removedUris.map(withoutSlash)];
    for (const uri of [...changed, ...removed]) texts.forget(uri);
    const hasSettings =
      files.isFound(changed) || [...changed, ...removed].some((uri) => configuration.isOrHoldsSettingsFile(uri));
    await Promise.all([hasSettings ? this.loadSettings() : undefined, files.filesChanged(changed, removed)]);
  }

  documentOpened(uri: string): void {
    if (this.folders.length === 0 && uri.startsWith('file:') && !this.siblings.has(folderOf(uri))) {
      this.siblings.add(folderOf(uri));
      this.planReindex();
    }
    this.lookAround();
  }

  async documentSaved(uri: string): Promise<void> {
    this.lookAround();
    if (this.session.configuration.isOrHoldsSettingsFile(uri)) await this.loadSettings();
  }

  /** For clients that watch no files: now is a moment when others may have changed. */
  private lookAround(): void {
    const { client, runtime, files, dispatcher } = this.session;
    if (client.registersWatchers || files.status.state !== 'ready' || this.isRescanPlanned) return;
    this.isRescanPlanned = true;
    const waitMs = Math.max(0, this.lastRescanMs + rescanIntervalMs - runtime.clock.nowMs());
    runtime.timers.after(waitMs, () =>
      dispatcher.notify('files', async () => {
        this.isRescanPlanned = false;
        this.lastRescanMs = runtime.clock.nowMs();
        await files.rescan();
      }),
    );
  }

  /** One reading of the settings at a time, in order. */
  private loadSettings(): Promise<void> {
    this.settings = this.settings.then(async () => {
      const { configuration, dispatcher, diagnostics, report, files, host, cluster } = this.session;
      try {
        const { hasOtherSettings, hasOtherExcludes } = await configuration.load();
        if (hasOtherExcludes) {
          host.leaveOut((uri) => files.isExcluded(uri));
          if (this.isStarted) this.reindex();
        }
        if (hasOtherSettings || hasOtherExcludes) diagnostics.workspaceChanged();
        cluster.update();
        report.changed();
        this.refresher.update();
        dispatcher.notify('registration', () => this.generic.set(configuration.isGenericYamlWanted));
      } catch (error) {
        dispatcher.report('settings', error);
      }
    });
    return this.settings;
  }

  /** Files that are opened one right after the other in folders of their own are read around once, not once for each. */
  private planReindex(): void {
    const { runtime, files } = this.session;
    if (!this.isStarted || this.isReindexPlanned) return;
    this.isReindexPlanned = true;
    runtime.timers.soon(async () => {
      // A reading under way is not given up for one more folder.
      await files.whenIndexed();
      this.isReindexPlanned = false;
      this.reindex();
    });
  }

  private reindex(): void {
    const { files, dispatcher, diagnostics, host } = this.session;
    const siblings = this.folders.length === 0 ? [...this.siblings] : [];
    const roots: Root[] = [
      ...this.folders.map((folder) => ({ folder })),
      ...siblings.map((folder) => ({ folder, depth: 0 })),
    ];
    dispatcher.notify('index', async () => {
      const reading = files.index(roots);
      // Which open files are excluded depends on the folders, too.
      host.leaveOut((uri) => files.isExcluded(uri));
      await reading;
      diagnostics.workspaceChanged();
    });
  }

  private async register(): Promise<void> {
    const { client, connection } = this.session;
    const registrations: Registration[] = [];
    if (client.registersConfiguration) {
      const { method } = DidChangeConfigurationNotification;
      registrations.push({
        id: 'statefulset:settings',
        method,
        registerOptions: { section: ['statefulset', 'files.exclude'] },
      });
    }
    if (client.registersWatchers) {
      const { method } = DidChangeWatchedFilesNotification;
      registrations.push({ id: 'statefulset:files', method, registerOptions: { watchers } });
    }
    if (registrations.length > 0) await connection.sendRequest(RegistrationRequest.type, { registrations });
  }
}

const watchers: FileSystemWatcher[] = [
  { globPattern: `**/*.{${manifestExtensions.join(',')}}` },
  ...manifestNames.map((name) => ({ globPattern: `**/${name}` })),
  // A folder that comes or goes is told as one change, not file by file.
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];
