import type { FileProblem } from '../../server/src/analysis/snapshot.ts';

/** All that is told of problems, their repairs included, as plain data that can be compared. */
export function told(problems: readonly FileProblem[]) {
  return problems.map(({ problem: { fixes, ...problem }, manifest, documentStart }) => ({
    ...problem,
    fixes: fixes?.().map(({ title, edits }) => ({ title, edits })),
    object: manifest && `${manifest.kind} ${manifest.name}`,
    documentStart,
  }));
}
