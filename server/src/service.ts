import { AnalysisHost } from './analysis/analysisHost.ts';
import { own } from './base/own.ts';
import type { Severity } from './manifest/problem.ts';
import { rules } from './rules/all.ts';
import type { Rule } from './rules/rule.ts';
import { ruleSeverities } from './schema/ruleSeverities.ts';

/** The engine with all its rules, or some: what the language server, the command line and the tests build on. */
export function createService(isWanted?: (rule: Rule) => boolean): AnalysisHost {
  return new AnalysisHost(isWanted ? rules.filter(isWanted) : rules);
}

/** How bad the findings of that id are by themselves; undefined where there is no such id. */
export function ruleSeverity(id: string): Severity | undefined {
  return rules.find((rule) => rule.id === id)?.severity ?? own(severities, id);
}

const severities: Readonly<Record<string, Severity>> = ruleSeverities;

/** The ids of everything that can be found, as settings and comments name them. */
export const ruleIds: readonly string[] = [...rules.map(({ id }) => id), ...Object.keys(ruleSeverities)];
