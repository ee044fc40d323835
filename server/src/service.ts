import { AnalysisHost } from './analysis/analysisHost.ts';
import { rules } from './rules/all.ts';
import { ruleSeverities } from './schema/ruleSeverities.ts';

/** The engine with all its rules: what the language server, the command line and the tests build on. */
export function createService(): AnalysisHost {
  return new AnalysisHost(rules);
}

/** The ids of everything that can be found, as settings and comments name them. */
export const ruleIds: readonly string[] = [...rules.map(({ id }) => id), ...Object.keys(ruleSeverities)];
