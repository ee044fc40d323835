import type { AnalysisHost } from '../analysis/analysisHost.ts';
import { defaultSettings, readSettings, type Settings } from '../analysis/settings.ts';
import { readSettingsFile, settingsFileName } from '../analysis/settingsFile.ts';
import { messageOf } from '../base/failure.ts';
import { isRecord } from '../base/record.ts';
import { baseName, normalizeUri } from '../base/uri.ts';
import { noticeText, visibleLine } from '../base/visible.ts';
import type { Logger, Runtime } from '../runtime/ports.ts';
import { ruleIds } from '../service.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { type GlobMatcher, globMatcher } from './globs.ts';
import { type Connection, MessageType, ShowMessageNotification } from './languageServer.ts';

/** The section of a client's settings that is ours. */
const section = 'statefulset';

/** What differs after settings were read anew. */
export interface ConfigurationChange {
  readonly hasOtherSettings: boolean;
  readonly hasOtherExcludes: boolean;
}

/** What holds in one folder; without any folder there is one of these that holds everywhere. */
interface Scope {
  readonly folder: string | undefined;
  /** What the editor said of it last: `initializationOptions.settings`, a notification, or its answer when asked. */
  editorData: unknown;
  hiddenByEditor: readonly string[];
  excludes: { readonly globs: string; readonly matches: GlobMatcher };
}

/**
 * Settings from all places, folder by folder: defaults, over them the folder's `.statefulset.yaml`, over them what the
 * editor says. What is not well-formed is named once and does not count.
 */
export class Configuration {
  private readonly connection: Connection;
  private readonly host: AnalysisHost;
  private readonly runtime: Runtime;
  private readonly client: ClientFeatures;
  private readonly log: Logger;
  /** At least one; the first one's settings hold for files outside of all folders, and for what is no matter of files. */
  private scopes: readonly Scope[] = [];
  private fingerprint = '';
  private lastComplaint = '';

  constructor(parts: {
    connection: Connection;
    host: AnalysisHost;
    runtime: Runtime;
    client: ClientFeatures;
    log: Logger;
  }) {
    this.connection = parts.connection;
    this.host = parts.host;
    this.runtime = parts.runtime;
    this.client = parts.client;
    this.log = parts.log;
    this.setFolders(parts.client.folders);
  }

  private get editorData(): unknown {
    return this.scopes[0]?.editorData;
  }

  /** What `initializationOptions.genericYaml` or the setting of that name says; on where nothing is said. */
  get isGenericYamlWanted(): boolean {
    const chosen = isRecord(this.editorData) ? this.editorData.genericYaml : undefined;
    return (typeof chosen === 'boolean' ? chosen : this.client.options.genericYaml) !== false;
  }

  /** What the setting `inlayHints.enabled` or `codeLens.enabled` says; on where nothing is said. */
  isShown(feature: 'inlayHints' | 'codeLens'): boolean {
    const given = isRecord(this.editorData) ? this.editorData[feature] : undefined;
    return !(isRecord(given) && given.enabled === false);
  }

  /**
   * What the editor says of the live cluster; off where it says nothing. A project's own file cannot say it: who opens a
   * folder must not be led to a cluster by it.
   */
  get cluster(): { readonly isEnabled: boolean; readonly allowedContexts: readonly string[] } {
    const cluster = isRecord(this.editorData) ? this.editorData.cluster : undefined;
    const given = isRecord(cluster) ? cluster : {};
    const contexts = Array.isArray(given.allowedContexts) ? given.allowedContexts : [];
    return { isEnabled: given.enabled === true, allowedContexts: contexts.filter((name) => typeof name === 'string') };
  }

  /** These are the folders now; the settings of new ones are read by the next `load`. */
  setFolders(folders: readonly string[]): void {
    const wanted: readonly (string | undefined)[] = folders.length === 0 ? [undefined] : folders;
    const editorData = this.scopes[0]?.editorData ?? this.client.options.settings;
    this.scopes = wanted.map(
      (folder) =>
        this.scopes.find((scope) => scope.folder === folder) ?? {
          folder,
          editorData,
          hiddenByEditor: [],
          excludes: { globs: '[]', matches: () => false },
        },
    );
  }

  /** Whether a path of a folder is left out by settings or hidden by the editor. */
  isExcluded(folder: string, path: string): boolean {
    const scope = this.scopes.find((each) => each.folder === folder) ?? this.scopes[0];
    return scope?.excludes.matches(path) === true;
  }

  /** Whether a file is one that holds settings, or a folder in which one lies. */
  isOrHoldsSettingsFile(uri: string): boolean {
    const given = normalizeUri(uri);
    return this.scopes.some(({ folder }) => {
      const file = normalizeUri(`${folder}/${settingsFileName}`);
      return file === given || file.startsWith(`${given}/`);
    });
  }

  /** Takes in the data of a `workspace/didChangeConfiguration`: for clients that cannot be asked. */
  takeNotified(settings: unknown): void {
    if (this.client.answersConfiguration || !isRecord(settings)) return;
    for (const scope of this.scopes) scope.editorData = section in settings ? settings[section] : settings;
  }

  /** Reads the settings of all places and puts them to work. */
  async load(): Promise<ConfigurationChange> {
    const { scopes } = this;
    if (this.client.answersConfiguration) await this.ask(scopes);
    const problems: string[] = [];
    const all: Settings[] = [];
    for (const scope of scopes) {
      const file = await this.readFile(scope, problems);
      const editor = readSettings(scope.editorData, file, { ruleIds, kind: 'editor' });
      problems.push(...editor.problems.map(({ message }) => message));
      // Severities are chosen rule by rule, so an editor's list does not take back what the project's file says.
      all.push({ ...editor.settings, rules: { ...file.rules, ...editor.settings.rules } });
    }
    this.complain(problems);
    return this.apply(scopes, all);
  }

  private apply(scopes: readonly Scope[], all: readonly Settings[]): ConfigurationChange {
    const folders = scopes.flatMap(({ folder }, at) => (folder === undefined ? [] : [{ folder, settings: all[at]! }]));
    const fingerprint = JSON.stringify([all, folders.map(({ folder }) => folder)]);
    const hasOtherSettings = fingerprint !== this.fingerprint;
    if (hasOtherSettings) this.host.configure(all[0] ?? defaultSettings, folders.length > 1 ? folders : []);
    this.fingerprint = fingerprint;
    let hasOtherExcludes = false;
    for (const [at, scope] of scopes.entries()) {
      const globs = [...scope.hiddenByEditor, ...(all[at]?.exclude ?? [])];
      if (JSON.stringify(globs) === scope.excludes.globs) continue;
      scope.excludes = { globs: JSON.stringify(globs), matches: globMatcher(globs) };
      hasOtherExcludes = true;
    }
    return { hasOtherSettings, hasOtherExcludes };
  }

  private async ask(scopes: readonly Scope[]): Promise<void> {
    const items = scopes.flatMap(({ folder }) => {
      const scope = folder === undefined ? {} : { scopeUri: folder };
      return [
        { section, ...scope },
        { section: 'files.exclude', ...scope },
      ];
    });
    try {
      const answers = (await this.connection.workspace.getConfiguration(items)) as unknown[];
      for (const [at, scope] of scopes.entries()) {
        const [ours, hidden] = [answers[2 * at], answers[2 * at + 1]];
        // A client without our section keeps what it said at the start.
        if (isRecord(ours)) scope.editorData = ours;
        const globs = isRecord(hidden) ? Object.keys(hidden).filter((glob) => hidden[glob] === true) : [];
        // In these a name without a slash means the folder's root; in `.gitignore` it would mean any depth.
        scope.hiddenByEditor = globs.map((glob) => (glob.includes('/') ? glob : `/${glob}`));
      }
    } catch (error) {
      this.log.warn(`The client did not say its settings: ${messageOf(error)}`);
    }
  }

  private async readFile({ folder }: Scope, problems: string[]): Promise<Settings> {
    if (folder === undefined) return defaultSettings;
    const name = this.scopes.length > 1 ? `${baseName(folder)}/${settingsFileName}` : settingsFileName;
    const content = await this.runtime.files.read(`${folder}/${settingsFileName}`);
    if (content.state === 'missing') return defaultSettings;
    if (content.state !== 'read') {
      problems.push(`${name} cannot be read, so its settings do not count`);
      return defaultSettings;
    }
    const read = readSettingsFile(content.text, ruleIds);
    problems.push(...read.problems.map(({ message, line }) => `${name}:${line}: ${message}`));
    return read.settings;
  }

  private complain(problems: readonly string[]): void {
    const complaint = [...new Set(problems)].join('; ');
    if (complaint !== '' && complaint !== this.lastComplaint) {
      const words = `StatefulSet settings: ${complaint}`;
      this.log.warn(visibleLine(words));
      const message = noticeText(words);
      void this.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
    this.lastComplaint = complaint;
  }
}
