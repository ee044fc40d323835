import type { AnalysisHost } from '../analysis/analysisHost.ts';
import { defaultSettings, readSettings, type Settings } from '../analysis/settings.ts';
import { readSettingsFile, settingsFileName } from '../analysis/settingsFile.ts';
import { normalizeUri } from '../base/uri.ts';
import type { GlobMatcher, Logger, Runtime } from '../runtime/ports.ts';
import { ruleIds } from '../service.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { expandBraces } from './globs.ts';
import { type Connection, MessageType, ShowMessageNotification } from './languageServer.ts';

/** The section of a client's settings that is ours. */
const section = 'statefulset';

/** What differs after settings were read anew. */
export interface ConfigurationChange {
  readonly hasOtherSettings: boolean;
  readonly hasOtherExcludes: boolean;
}

/**
 * Settings from all places: defaults, over them `.statefulset.yaml` of the first folder, over them what the editor says.
 * What is not well-formed is named once and does not count.
 */
export class Configuration {
  private readonly connection: Connection;
  private readonly host: AnalysisHost;
  private readonly runtime: Runtime;
  private readonly client: ClientFeatures;
  private readonly log: Logger;
  private folder: string | undefined;
  /** What the editor said last: `initializationOptions.settings`, a notification, or its answer when asked. */
  private editorData: unknown;
  private hiddenByEditor: readonly string[] = [];
  private print = '';
  private excludes: { readonly globs: string; readonly matches: GlobMatcher };
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
    this.folder = parts.client.folders[0];
    this.editorData = parts.client.options.settings;
    this.excludes = { globs: '[]', matches: () => false };
  }

  /** What `initializationOptions.genericYaml` or the setting of that name says; on where nothing is said. */
  get isGenericYamlWanted(): boolean {
    const chosen = isRecord(this.editorData) ? this.editorData.genericYaml : undefined;
    return (typeof chosen === 'boolean' ? chosen : this.client.options.genericYaml) !== false;
  }

  /** What the setting `inlayHints.enabled` says; on where nothing is said. */
  get areInlayHintsWanted(): boolean {
    const hints = isRecord(this.editorData) ? this.editorData.inlayHints : undefined;
    return !(isRecord(hints) && hints.enabled === false);
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

  /** What the setting `codeLens.enabled` says; on where nothing is said. */
  get areCodeLensesWanted(): boolean {
    const lenses = isRecord(this.editorData) ? this.editorData.codeLens : undefined;
    return !(isRecord(lenses) && lenses.enabled === false);
  }

  /** Another folder is the first one now; settings are read from it by the next `load`. */
  setFolder(folder: string | undefined): void {
    this.folder = folder;
  }

  /** Whether a path of a folder is left out by settings or hidden by the editor. */
  isExcluded(path: string): boolean {
    return this.excludes.matches(path);
  }

  /** Whether a file is the one that holds settings. */
  isSettingsFile(uri: string): boolean {
    return this.folder !== undefined && normalizeUri(uri) === normalizeUri(`${this.folder}/${settingsFileName}`);
  }

  /** Takes in the data of a `workspace/didChangeConfiguration`: for clients that cannot be asked. */
  takeNotified(settings: unknown): void {
    if (this.client.answersConfiguration || !isRecord(settings)) return;
    this.editorData = section in settings ? settings[section] : settings;
  }

  /** Reads the settings of all places and puts them to work. */
  async load(): Promise<ConfigurationChange> {
    if (this.client.answersConfiguration) await this.ask();
    const problems: string[] = [];
    const file = await this.readFile(problems);
    const editor = readSettings(this.editorData, file, { ruleIds, kind: 'editor' });
    problems.push(...editor.problems.map(({ message }) => message));
    this.complain(problems);
    // Severities are chosen rule by rule, so an editor's list does not take back what the project's file says.
    return this.apply({ ...editor.settings, rules: { ...file.rules, ...editor.settings.rules } });
  }

  private apply(settings: Settings): ConfigurationChange {
    const print = JSON.stringify(settings);
    const hasOtherSettings = print !== this.print;
    if (hasOtherSettings) this.host.configure(settings);
    this.print = print;
    const globs = [...this.hiddenByEditor, ...settings.exclude];
    const hasOtherExcludes = JSON.stringify(globs) !== this.excludes.globs;
    if (hasOtherExcludes) {
      const matches = globs.length === 0 ? () => false : this.runtime.createGlobMatcher(globs.flatMap(expandBraces));
      this.excludes = { globs: JSON.stringify(globs), matches };
    }
    return { hasOtherSettings, hasOtherExcludes };
  }

  private async ask(): Promise<void> {
    const scope = this.folder === undefined ? {} : { scopeUri: this.folder };
    try {
      const [ours, hidden] = (await this.connection.workspace.getConfiguration([
        { section, ...scope },
        { section: 'files.exclude', ...scope },
      ])) as unknown[];
      // A client without our section keeps what it said at the start.
      if (isRecord(ours)) this.editorData = ours;
      const globs = isRecord(hidden) ? Object.keys(hidden).filter((glob) => hidden[glob] === true) : [];
      // In these a name without a slash means the folder's root; in `.gitignore` it would mean any depth.
      this.hiddenByEditor = globs.map((glob) => (glob.includes('/') ? glob : `/${glob}`));
    } catch (error) {
      this.log.warn(`The client did not say its settings: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private async readFile(problems: string[]): Promise<Settings> {
    if (this.folder === undefined) return defaultSettings;
    const content = await this.runtime.files.read(`${this.folder}/${settingsFileName}`);
    if (content.state === 'missing') return defaultSettings;
    if (content.state !== 'read') {
      problems.push(`${settingsFileName} cannot be read, so its settings do not count`);
      return defaultSettings;
    }
    const read = readSettingsFile(content.text, ruleIds);
    problems.push(...read.problems.map(({ message, line }) => `${settingsFileName}:${line}: ${message}`));
    return read.settings;
  }

  private complain(problems: readonly string[]): void {
    const complaint = [...new Set(problems)].join('; ');
    if (complaint !== '' && complaint !== this.lastComplaint) {
      const message = `StatefulSet settings: ${complaint}`;
      this.log.warn(message);
      void this.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
    this.lastComplaint = complaint;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
