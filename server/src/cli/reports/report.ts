import type { Severity } from '../../manifest/problem.ts';

/** A place of a problem in a file; lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface ReportedPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One problem as reports show it. */
export interface ReportedDiagnostic extends ReportedPlace {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** The Kubernetes field path; '' for the object as a whole. */
  readonly field: string;
  readonly object: ReportedObject;
  /** The text of the line that the problem begins in; for the text report. */
  readonly lineText: string;
}

/** The object that a problem is in; empty texts where that is not written. */
export interface ReportedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** A file, and what was found in it. */
export interface ReportedFile {
  readonly path: string;
  /** How many Kubernetes objects it holds. */
  readonly objects: number;
  readonly diagnostics: readonly ReportedDiagnostic[];
  /** What repairs would make of its text, where that is only shown; the same text where there is nothing to repair. */
  readonly rewrite?: { readonly before: string; readonly after: string };
}

/** What was found in all files. */
export interface Report {
  readonly kubernetesVersion: string;
  readonly files: readonly ReportedFile[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/** How many of the files hold Kubernetes objects. */
export function filesWithObjects({ files }: Report): number {
  return files.filter(({ objects }) => objects > 0).length;
}

/** How many problems of each severity a report holds. */
export function countBySeverity(report: Report): Record<Severity, number> {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { diagnostics } of report.files) for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}
