import type { Severity } from '../manifest/problem.ts';
import { type Minor, minors, newestMinor, parseMinor } from '../schema/minor.ts';

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
  readonly clusterDomain: string;
}

export const defaultSettings: Settings = {
  kubernetesVersion: newestMinor,
  platform: undefined,
  rules: {},
  exclude: [],
  storageClasses: [],
  clusterDomain: 'cluster.local',
};

const severityNames: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/**
 * Settings read from data of any shape (JSON of an editor, the content of `.statefulset.yaml`): what is well-formed
 * replaces the value of `base`, what is not is named in `problems` (one sentence each) and left as it was.
 */
export function readSettings(data: unknown, base: Settings): { settings: Settings; problems: readonly string[] } {
  const problems: string[] = [];
  if (data === null || data === undefined) return { settings: base, problems };
  if (typeof data !== 'object' || Array.isArray(data)) {
    return { settings: base, problems: ['Settings must be a mapping of names to values'] };
  }
  const given = data as Record<string, unknown>;
  const wrong = (name: string, wanted: string) => problems.push(`Setting "${name}" is not ${wanted}; it is ignored`);
  const settings = {
    kubernetesVersion: readVersion(given.kubernetesVersion, wrong) ?? base.kubernetesVersion,
    platform: readText(given.platform, 'platform', wrong) ?? base.platform,
    rules: readRules(given.rules, wrong) ?? base.rules,
    exclude: readTexts(given.exclude, 'exclude', wrong) ?? base.exclude,
    storageClasses: readTexts(given.storageClasses, 'storageClasses', wrong) ?? base.storageClasses,
    clusterDomain: readText(given.clusterDomain, 'clusterDomain', wrong) ?? base.clusterDomain,
  };
  return { settings, problems };
}

type Wrong = (name: string, wanted: string) => void;

function readVersion(value: unknown, wrong: Wrong): Minor | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const minor =
    typeof value === 'string' ? parseMinor(value) : typeof value === 'number' ? parseMinor(`${value}`) : undefined;
  if (!minor) wrong('kubernetesVersion', `one of ${minors[0]} to ${newestMinor}`);
  return minor;
}

function readText(value: unknown, name: string, wrong: Wrong): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  wrong(name, 'a text');
  return undefined;
}

function readTexts(value: unknown, name: string, wrong: Wrong): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  wrong(name, 'a list of texts');
  return undefined;
}

function readRules(value: unknown, wrong: Wrong): Settings['rules'] | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) {
    wrong('rules', 'a mapping of rule ids to severities');
    return undefined;
  }
  const rules: Record<string, Severity | 'off'> = {};
  for (const [id, severity] of Object.entries(value)) {
    // YAML 1.1 readers turn a bare `off` into false.
    const name = severity === false ? 'off' : severity;
    if (typeof name === 'string' && severityNames.includes(name)) rules[id] = name as Severity | 'off';
    else wrong(`rules.${id}`, `one of ${severityNames.join(', ')}`);
  }
  return rules;
}
