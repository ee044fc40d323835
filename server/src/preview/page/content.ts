import type { OpenFile, Snapshot } from '../../analysis/snapshot.ts';
import type { Range } from '../../base/range.ts';
import { type Preview, type Scenario, type ScenarioId, scenarioIds, type Timeline } from '../../protocol/preview.ts';
import { type PreviewRequest, previewOf, timelineAt } from '../model.ts';

/** A preview and what its page offers to play. */
export interface PageContent<Place = unknown> {
  readonly preview: Preview<Place>;
  /** One for each button; the timeline is absent where only another scenario was asked for. */
  readonly scenarios: readonly PageScenario[];
  /** What a reader chose for scaling and updating. */
  readonly knobs: Knobs;
}

/** A scenario's button, and what it plays. */
export interface PageScenario {
  readonly id: ScenarioId;
  readonly label: string;
  readonly timeline?: Timeline;
}

/** What a reader may choose for the scenarios. */
export interface Knobs {
  readonly to?: number | undefined;
  readonly image?: string | undefined;
}

/** Which set of a file, and what is played with it. */
export interface ContentRequest extends Pick<PreviewRequest, 'offset'>, Knobs {
  /** The only scenario that is played; absent: all of them. */
  readonly only?: ScenarioId | undefined;
}

/** What each button is called. */
const labels: Readonly<Record<ScenarioId, string>> = {
  deploy: 'Deploy',
  scale: 'Scale',
  update: 'Update',
  break: 'Break and mend',
  delete: 'Delete',
  orphan: 'Delete, leave Pods',
};

/** A preview with the scenarios of its page; undefined where the file holds no StatefulSet. */
export function pageContent(
  snapshot: Snapshot,
  file: OpenFile,
  { offset, only, to, image }: ContentRequest,
): PageContent<Range> | undefined {
  const knobs = { to, image };
  const wanted = scenarioIds.filter((id) => only === undefined || id === only);
  const preview = previewOf(snapshot, file, { offset, scenario: scenarioOf(wanted[0] ?? 'deploy', knobs) });
  if (!preview) return undefined;
  const scenarios = scenarioIds.map((id): PageScenario => {
    if (!wanted.includes(id)) return { id, label: labels[id] };
    const scenario = scenarioOf(id, knobs);
    const timeline = id === wanted[0] ? preview.timeline : timelineAt(snapshot, file, { offset, scenario });
    return { id, label: labels[id], ...(timeline && { timeline }) };
  });
  return { preview, scenarios, knobs };
}

/** All sets of a file, each with everything that its page offers. */
export function pageContents(snapshot: Snapshot, file: OpenFile): readonly PageContent<Range>[] {
  const first = pageContent(snapshot, file, {});
  if (!first) return [];
  const others = first.preview.sets.slice(1).map(({ at }) => pageContent(snapshot, file, { offset: at.start }));
  return [first, ...others.filter((content) => content !== undefined)];
}

function scenarioOf(id: ScenarioId, { to, image }: Knobs): Scenario {
  if (id === 'scale') return { kind: 'scale', ...(to === undefined ? {} : { to }) };
  if (id === 'update') return { kind: 'update', ...(image === undefined ? {} : { image }) };
  return id === 'orphan' ? { kind: 'delete', orphan: true } : { kind: id };
}
