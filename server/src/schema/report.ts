import type { Range } from '../base/range.ts';
import type { Fix, Problem, RelatedPlace, Severity } from '../manifest/problem.ts';
import { type RuleId, ruleSeverities } from './ruleSeverities.ts';

/** Where a problem is: what is underlined, and the Kubernetes field path. */
export interface Place {
  readonly range: Range;
  readonly field: string;
}

/** What a report may say beside its sentence. */
export interface ReportDetails {
  /** The field path that Kubernetes reports, where it is not that of the place. */
  readonly field?: string;
  /** Only to be milder than the rule. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: () => readonly Fix[];
}

/** A text as messages show it: in quotes, cut off where it is long. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 32 ? `"${line.slice(0, 31)}…"` : `"${line}"`;
}

/** The problem that a report makes. */
export function problemAt(
  rule: RuleId,
  place: Place,
  { message, details }: { message: string; details: ReportDetails | undefined },
): Problem {
  return {
    rule,
    severity: details?.severity ?? ruleSeverities[rule],
    message,
    range: place.range,
    field: details?.field ?? place.field,
    ...(details?.related ? { related: details.related } : {}),
    ...(details?.fixes ? { fixes: details.fixes } : {}),
  };
}

/** A field path, one step further down. */
export function joinPath(before: string, name: string): string {
  return before === '' ? name : `${before}.${name}`;
}
