import { limits } from '../base/limits.ts';
import { didYouMean, nearest } from '../base/nearest.ts';
import { shownMessage } from '../base/visible.ts';
import type { Severity } from '../manifest/problem.ts';
import { asDnsName, formatFault } from '../schema/formats.ts';
import { type Minor, minors, newestMinor, parseMinor } from '../schema/minor.ts';
import { likelyPlatform, platforms } from '../storage/platforms.ts';

/** What the user chose, from the editor's settings, `.statefulset.yaml` or the command line. */
export interface Settings {
  readonly kubernetesVersion: Minor;
  /** Platform id (`eks`, `kind`, …); undefined: guessed from the workspace where it can be. */
  readonly platform: string | undefined;
  /** Rule id → severity, or `off`. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Globs of files that are neither indexed nor checked. */
  readonly exclude: readonly string[];
  /** Names of storage classes that exist in the cluster, beside those that are found. */
  readonly storageClasses: readonly string[];
  /** What the names of Services end in, as `cluster.local`. */
  readonly clusterDomain: string;
}

/** What holds where nobody has chosen: the newest minor, a guessed platform, the usual domain. */
export const defaultSettings: Settings = {
  kubernetesVersion: newestMinor,
  platform: undefined,
  rules: {},
  exclude: [],
  storageClasses: [],
  clusterDomain: 'cluster.local',
};

/** One thing in settings that does not count. */
export interface SettingsProblem {
  /** One sentence that names the setting, what is wrong with it, and the nearest right word if there is one. */
  readonly message: string;
  /** Names and indexes that lead to it from the top. */
  readonly path: readonly (string | number)[];
  /** The name at the end of the path is wrong, not its value. */
  readonly isName: boolean;
}

/** Where settings come from. */
export interface SettingsSource {
  /** Ids of all rules; ids that are none of them are named. */
  readonly ruleIds: readonly string[];
  /** An editor has settings of its own beside these, which a file cannot have. */
  readonly kind: 'file' | 'editor';
}

/** Settings of editors alone: of what is shown, and of what a folder must not decide. */
export const editorNames: readonly string[] = ['cluster', 'codeLens', 'genericYaml', 'inlayHints', 'trace'];

const severityNames: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/**
 * Settings read from data of any shape (JSON of an editor, the content of `.statefulset.yaml`): what is well-formed
 * replaces the value of `base`, what is not is named in `problems` and left as it was.
 */
export function readSettings(
  data: unknown,
  base: Settings,
  source: SettingsSource,
): { settings: Settings; problems: readonly SettingsProblem[] } {
  if (data === null || data === undefined) return { settings: base, problems: [] };
  if (typeof data !== 'object' || Array.isArray(data)) {
    const message = 'Settings must be a mapping of names to values';
    return { settings: base, problems: [{ message, path: [], isName: false }] };
  }
  const reader = new Reader(data as Record<string, unknown>);
  const settings = {
    kubernetesVersion: readVersion(reader) ?? base.kubernetesVersion,
    platform: readPlatform(reader) ?? base.platform,
    rules: readRules(reader, source.ruleIds) ?? base.rules,
    exclude: readGlobs(reader) ?? base.exclude,
    storageClasses: readTexts(reader, 'storageClasses') ?? base.storageClasses,
    clusterDomain: readDomain(reader) ?? base.clusterDomain,
  };
  const names = Object.keys(defaultSettings);
  for (const name of Object.keys(data)) {
    if (names.includes(name)) continue;
    if (!editorNames.includes(name))
      reader.wrongName([name], `There is no setting "${name}"`, reader.nearest(name, names));
    else if (source.kind === 'file')
      reader.wrongName([name], `Setting "${name}" counts in the settings of an editor only`, undefined);
  }
  return { settings, problems: reader.problems };
}

/** Settings of any shape, with what was found to be wrong in them. */
class Reader {
  readonly problems: SettingsProblem[] = [];
  private readonly given: Record<string, unknown>;

  constructor(given: Record<string, unknown>) {
    this.given = given;
  }

  /** The value of a setting; undefined also for null, as of a name without a value. */
  value(name: string): unknown {
    return this.given[name] ?? undefined;
  }

  wrong(path: SettingsProblem['path'], wanted: string, near?: string): void {
    this.add(path, `Setting "${path.join('.')}" is not ${wanted}; ${hintOf(near)}`, false);
  }

  wrongName(path: SettingsProblem['path'], what: string, near: string | undefined): void {
    this.add(path, `${what}; ${hintOf(near)}`, true);
  }

  /** The name that was likely meant; none once so much is wrong that it is not named any more. */
  nearest(word: string, names: readonly string[]): string | undefined {
    return this.isFull ? undefined : nearest(word, names);
  }

  private get isFull(): boolean {
    return this.problems.length > limits.settingsProblems;
  }

  private add(path: SettingsProblem['path'], message: string, isName: boolean): void {
    if (this.isFull) return;
    if (this.problems.length < limits.settingsProblems)
      this.problems.push({ message: shownMessage(message), path, isName });
    else this.problems.push({ message: tooManyWrong, path, isName: true });
  }
}

const tooManyWrong = `More than ${limits.settingsProblems} things are wrong in these settings; the others are not named`;

function hintOf(near: string | undefined): string {
  return near === undefined ? 'it is ignored' : didYouMean(near);
}

function readVersion(reader: Reader): Minor | undefined {
  const value = reader.value('kubernetesVersion');
  if (value === undefined || value === '') return undefined;
  const isSpelled = typeof value === 'string' || typeof value === 'number';
  const minor = isSpelled ? parseMinor(`${value}`) : undefined;
  if (!minor) reader.wrong(['kubernetesVersion'], `one of ${minors[0]} to ${newestMinor}`);
  return minor;
}

function readPlatform(reader: Reader): string | undefined {
  const id = readText(reader, 'platform');
  if (id === undefined) return undefined;
  if (platforms().some((platform) => platform.id === id)) return id;
  reader.wrong(['platform'], `a platform that is known ("${id}")`, likelyPlatform(id));
  return undefined;
}

function readText(reader: Reader, name: string): string | undefined {
  const value = reader.value(name);
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  reader.wrong([name], 'a text');
  return undefined;
}

function readDomain(reader: Reader): string | undefined {
  const domain = readText(reader, 'clusterDomain');
  if (domain === undefined) return undefined;
  if (formatFault('dnsSubdomain', domain, newestMinor) === undefined) return domain;
  reader.wrong(['clusterDomain'], `a domain as "cluster.local" is ("${domain}")`, asDnsName('dnsSubdomain', domain));
  return undefined;
}

function readTexts(reader: Reader, name: string): readonly string[] | undefined {
  const value = reader.value(name);
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  reader.wrong([name], 'a list of texts');
  return undefined;
}

function readRules(reader: Reader, ids: readonly string[]): Settings['rules'] | undefined {
  const value = reader.value('rules');
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) {
    reader.wrong(['rules'], 'a mapping of rule ids to severities');
    return undefined;
  }
  const rules: Record<string, Severity | 'off'> = {};
  for (const [id, severity] of Object.entries(value as object)) {
    // YAML 1.1 readers turn a bare `off` into false.
    const name = severity === false ? 'off' : severity;
    if (!ids.includes(id)) reader.wrongName(['rules', id], `There is no rule "${id}"`, reader.nearest(id, ids));
    else if (typeof name === 'string' && severityNames.includes(name)) rules[id] = name as Severity | 'off';
    else {
      const near = typeof name === 'string' ? reader.nearest(name, severityNames) : undefined;
      reader.wrong(['rules', id], `one of ${severityNames.join(', ')}`, near);
    }
  }
  return rules;
}

function readGlobs(reader: Reader): readonly string[] | undefined {
  const globs = readTexts(reader, 'exclude');
  if (globs === undefined) return undefined;
  const most = limits.settingsGlobs;
  if (globs.length > most) reader.wrong(['exclude', most], `one of the first ${most} globs, and no more count`);
  return globs.slice(0, most).filter((glob, at) => isBounded(reader, glob, at));
}

function isBounded(reader: Reader, glob: string, at: number): boolean {
  const segments = glob.split('/');
  const anyFolders = segments.filter((segment) => segment === '**').length;
  const isTame = segments.every((segment) => (segment.match(/\*+/g)?.length ?? 0) <= limits.globWildcards);
  if (isTame && anyFolders <= limits.globAnyFolders && glob.length <= limits.globCharacters) return true;
  const wanted = `a glob of at most ${limits.globCharacters} characters, ${limits.globAnyFolders} "**", and ${limits.globWildcards} "*" in a name`;
  reader.wrong(['exclude', at], wanted);
  return false;
}
