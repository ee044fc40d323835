import type { Severity } from '../manifest/problem.ts';
import { objectRules } from './ruleDocs/objects.ts';
import { podRules } from './ruleDocs/pods.ts';
import type { RuleDoc } from './ruleDocs/ruleDoc.ts';
import { setRules } from './ruleDocs/statefulSets.ts';
import { valueRules } from './ruleDocs/values.ts';
import { warningRules } from './ruleDocs/warnings.ts';
import { ruleSeverities } from './ruleSeverities.ts';

export type { RuleId } from './ruleSeverities.ts';

/** A rule of the check against the API, for lists and pages. */
export interface RuleInfo extends RuleDoc {
  readonly severity: Severity;
}

/** Everything that the check against the API can report, in order of id. */
export const schemaRules: readonly RuleInfo[] = [objectRules, valueRules, setRules, podRules, warningRules]
  .flat()
  .map((rule) => ({ ...rule, severity: ruleSeverities[rule.id] }))
  .sort((a, b) => (a.id < b.id ? -1 : 1));
