import { jsonText } from '../output.ts';
import { countBySeverity, filesWithObjects, type Report } from './report.ts';

/** The report as JSON: `{ kubernetesVersion, files: [{ path, objects, diagnostics }], unreadable?, summary }`. */
export function jsonReport(report: Report): string {
  const counts = countBySeverity(report);
  return jsonText({
    kubernetesVersion: report.kubernetesVersion,
    files: report.files.map(({ path, objects, diagnostics }) => ({
      path,
      objects,
      diagnostics: diagnostics.map(({ lineText: _, ...diagnostic }) => diagnostic),
    })),
    ...(report.unreadable.length > 0 ? { unreadable: report.unreadable } : {}),
    summary: { files: report.files.length, filesWithObjects: filesWithObjects(report), ...counts },
  });
}
