// Made by "npm run generate" from the folders beside it.

import type { Rule } from './rule.ts';
import { rule as serviceNameMissing } from './service-name-missing/rule.ts';
import { rule as serviceNameUnresolved } from './service-name-unresolved/rule.ts';
import { rule as serviceNotHeadless } from './service-not-headless/rule.ts';
import { rule as serviceSelectorMismatch } from './service-selector-mismatch/rule.ts';

/** Every rule, in order of id. */
export const rules: readonly Rule[] = [
  serviceNameMissing,
  serviceNameUnresolved,
  serviceNotHeadless,
  serviceSelectorMismatch,
];
