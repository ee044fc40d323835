import { AnalysisHost } from './analysis/analysisHost.ts';
import { rules } from './rules/all.ts';

/** The engine with all its rules: what the language server, the command line and the tests build on. */
export function createService(): AnalysisHost {
  return new AnalysisHost(rules);
}
