import type { OpenFile, Snapshot } from '../../analysis/snapshot.ts';
import type { Range } from '../../base/range.ts';
import type { Preview, Scenario } from '../../protocol/preview.ts';
import { type PreviewRequest, previewOf, timelineAt } from '../model.ts';
import type { PageContent } from './page.ts';

/** What a reader may choose for the scenarios. */
export interface Knobs {
  readonly to?: number | undefined;
  readonly image?: string | undefined;
}

/** A preview and every scenario of it, for a page; undefined where the file holds no StatefulSet. */
export function pageContent(
  snapshot: Snapshot,
  file: OpenFile,
  { offset, to, image }: Pick<PreviewRequest, 'offset'> & Knobs,
): (PageContent & { readonly preview: Preview<Range> }) | undefined {
  const choices: readonly (readonly [id: string, label: string, scenario: Scenario])[] = [
    ['deploy', 'Deploy', { kind: 'deploy' }],
    ['scale', 'Scale', { kind: 'scale', ...(to === undefined ? {} : { to }) }],
    ['update', 'Update', { kind: 'update', ...(image === undefined ? {} : { image }) }],
    ['break', 'Break and mend', { kind: 'break' }],
    ['delete', 'Delete', { kind: 'delete' }],
    ['orphan', 'Delete, leave Pods', { kind: 'delete', orphan: true }],
  ];
  const preview = previewOf(snapshot, file, { offset });
  if (!preview) return undefined;
  const scenarios = choices.map(([id, label, scenario]) => ({
    id,
    label,
    timeline: timelineAt(snapshot, file, { offset, scenario }) ?? preview.timeline,
  }));
  return { preview, scenarios };
}
