import type { Severity } from '../manifest/problem.ts';
import type { Rule } from '../rules/rule.ts';
import { isAtLeast } from '../schema/minor.ts';
import type { Settings } from './settings.ts';

interface RulesAndSettings {
  readonly rules: readonly Rule[];
  readonly settings: Settings;
}

/** The rules that look at objects of a kind under these settings; worked out once for each. */
export function rulesFor(kind: string, { rules, settings }: RulesAndSettings): readonly Rule[] {
  let byKind = chosenRules.get(settings);
  if (byKind?.rules !== rules) {
    byKind = { rules, kinds: new Map() };
    chosenRules.set(settings, byKind);
  }
  let chosen = byKind.kinds.get(kind);
  if (!chosen) {
    chosen = rules.filter((rule) => applies(rule, kind, settings));
    byKind.kinds.set(kind, chosen);
  }
  return chosen;
}

const chosenRules = new WeakMap<Settings, { rules: readonly Rule[]; kinds: Map<string, readonly Rule[]> }>();

/** How bad the findings of a rule are at worst under these settings. */
export function worstSeverity(rule: Rule, settings: Settings): Severity | 'off' {
  return settings.rules[rule.id] ?? (rule.isOffByDefault ? 'off' : rule.severity);
}

function applies(rule: Rule, kind: string, settings: Settings): boolean {
  const minor = settings.kubernetesVersion;
  if (!rule.check || worstSeverity(rule, settings) === 'off') return false;
  if (!rule.kinds.includes('*') && !rule.kinds.includes(kind)) return false;
  if (rule.since && !isAtLeast(minor, rule.since)) return false;
  return !rule.until || isAtLeast(rule.until, minor);
}
