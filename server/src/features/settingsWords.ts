import type { Settings } from '../analysis/settings.ts';
import { settingsFileName } from '../analysis/settingsFile.ts';
import { rules } from '../rules/all.ts';
import { rulePage } from '../rules/pages.ts';
import { minors, newestMinor } from '../schema/minor.ts';
import { schemaRules } from '../schema/ruleIds.ts';
import { platforms } from '../storage/platforms.ts';

/** A word that can stand in a settings file, and what it means. */
export interface SettingsWord {
  readonly word: string;
  /** A fragment without a final stop. */
  readonly meaning: string;
  /** Page with more. */
  readonly page?: string;
}

/** Whether a file is the settings file of its folder. */
export function isSettingsFile(uri: string): boolean {
  return uri.endsWith(`/${settingsFileName}`);
}

/** The settings that a file can have. */
export function settingNames(): readonly SettingsWord[] {
  return names;
}

/** The words that can be the value of a setting; of `rules` with the id of a rule, the severities. None for free texts. */
export function settingValues(path: readonly (string | number)[]): readonly SettingsWord[] {
  const [name, second] = path;
  if (name === 'rules') return path.length === 2 && typeof second === 'string' ? severities : [];
  if (path.length !== 1) return [];
  if (name === 'kubernetesVersion') return versions();
  return name === 'platform' ? platforms().map(({ id, title }) => ({ word: id, meaning: title })) : [];
}

/** Every rule that can be switched off or given another severity. */
export function ruleWords(): readonly SettingsWord[] {
  ruleList ??= [...rules, ...schemaRules].map(({ id, summary }) => ({
    word: id,
    meaning: summary,
    page: rulePage(id),
  }));
  return ruleList;
}

let ruleList: readonly SettingsWord[] | undefined;

/** Each setting has its meaning: the compiler asks for those of new ones. */
const meanings: Readonly<Record<keyof Settings, string>> = {
  kubernetesVersion: `the minor version of the cluster, \`${minors[0]}\` to \`${newestMinor}\`; without it the newest`,
  platform:
    'where the cluster runs, which tells the storage classes that it has; without it guessed from the manifests',
  rules: 'another severity for rules, or `off`: rule ids, each with one of them',
  exclude: 'globs of files that are neither read nor checked, as in `vendor/**`',
  storageClasses: 'names of storage classes that the cluster has, beside those that are found',
  clusterDomain: 'the last part of DNS names in the cluster; without it `cluster.local`',
};

const names: readonly SettingsWord[] = Object.entries(meanings).map(([word, meaning]) => ({ word, meaning }));

const severities: readonly SettingsWord[] = [
  { word: 'error', meaning: 'shown as an error; the command line ends with exit code 1' },
  { word: 'warning', meaning: 'shown as a warning' },
  { word: 'information', meaning: 'shown as an information' },
  { word: 'hint', meaning: 'shown as a hint' },
  { word: 'off', meaning: 'not looked for' },
];

/** In quotes where a bare number would lose its last digit (`1.30`); the newest first. */
function versions(): readonly SettingsWord[] {
  return minors.toReversed().map((minor) => ({ word: minor, meaning: `Kubernetes ${minor}` }));
}
