import { type FragmentPlace, fragmentOf } from '../analysis/fragment.ts';
import { shownManifests } from '../analysis/helmValues.ts';
import type { FileProblem, OpenFile, Snapshot } from '../analysis/snapshot.ts';
import { fileRange } from '../analysis/snapshot.ts';
import { nameRangeOf } from '../analysis/summaries.ts';
import { sameNamespace } from '../analysis/workspaceView.ts';
import { type Range, shiftRange } from '../base/range.ts';
import { statefulSetFacts } from '../facts/statefulSet.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import { type Manifest, manifestsOf } from '../manifest/manifest.ts';
import type { PartId, Preview, PreviewProblem, Scenario, Timeline, Verdict } from '../protocol/preview.ts';
import type { Minor } from '../schema/minor.ts';
import type { SourceText } from '../text/sourceText.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { drawnServices, isStatefulSet, previewSet } from './identity.ts';
import { playedObject } from './playedObject.ts';
import { timelineOf } from './timeline.ts';
import { verdictOf } from './verdict.ts';

/** What is asked for. */
export interface PreviewRequest {
  /** In the file; absent: the first set. */
  readonly offset?: number | undefined;
  readonly scenario?: Scenario | undefined;
}

/**
 * Everything that a picture of a set shows, with places as offsets of the file. Undefined where the file holds no
 * StatefulSet. A half-written set is shown as far as it goes.
 */
export function previewOf(
  snapshot: Snapshot,
  file: OpenFile,
  { offset, scenario = { kind: 'deploy' } }: PreviewRequest,
): Preview<Range> | undefined {
  const sets = setsOf(file);
  const chosen = chosenOf(file, sets, offset);
  const found = sets[chosen];
  if (!found) return undefined;
  const { manifest, start, document } = found;
  const parts = partsOf(manifest, start);
  const focus =
    offset === undefined ? undefined : (partUnder(parts, file.text, offset) ?? serviceUnder(file, manifest, offset));
  const set = previewSet(manifest, snapshot, file.uri);
  const minor = snapshot.settings.kubernetesVersion;
  const verdict = verdictOf(manifest, minor, placeIn(snapshot, file));
  return {
    kubernetesVersion: minor,
    isTextBroken: document.problems.some(({ code }) => code !== 'yaml-duplicate-key'),
    sets: sets.map((each) => ({ name: each.manifest.name, at: each.at })),
    chosen,
    set,
    services: drawnServices(set, { manifest, snapshot }).flatMap((service) => {
      const at = snapshot.workspace.locate(service);
      return at ? [{ name: service.name, uri: service.uri, at }] : [];
    }),
    // Of a part that is written in several places the first one counts.
    places: Object.fromEntries([...parts].reverse().map(({ part, at }) => [part, at])),
    ...(focus === undefined ? {} : { focus }),
    problems: problemsOf(snapshot, file, found),
    verdict,
    timeline: judgedTimeline(manifest, scenario, { verdict, minor }),
  };
}

/** Where the sets of a file begin that can be shown, as offsets of the file: templates and patches are left out. */
export function setStarts(snapshot: Snapshot, file: OpenFile): readonly number[] {
  return wholeSetsOf(snapshot, file).map(({ extent }) => extent.start);
}

/** The part of a picture that is written at an offset of the file; undefined outside of sets that can be shown. */
export function partAt(snapshot: Snapshot, file: OpenFile, offset: number): PartId | undefined {
  const found = wholeSetsOf(snapshot, file).find(({ extent }) => isIn(extent, offset));
  return found && partsOf(found.manifest, found.start).find(({ extent }) => isIn(extent, offset))?.part;
}

/** Only the timeline of `previewOf`, for another scenario. */
export function timelineAt(
  snapshot: Snapshot,
  file: OpenFile,
  { offset, scenario = { kind: 'deploy' } }: PreviewRequest,
): Timeline | undefined {
  const sets = setsOf(file);
  const found = sets[chosenOf(file, sets, offset)];
  if (!found) return undefined;
  const minor = snapshot.settings.kubernetesVersion;
  const verdict = verdictOf(found.manifest, minor, placeIn(snapshot, file));
  return judgedTimeline(found.manifest, scenario, { minor, verdict });
}

function placeIn({ workspace }: Snapshot, { uri }: OpenFile): FragmentPlace {
  return { uri, workspace };
}

function wholeSetsOf(snapshot: Snapshot, file: OpenFile): readonly FoundSet[] {
  const place = placeIn(snapshot, file);
  return setsOf(file).filter(({ manifest }) => fragmentOf(manifest, place) === undefined);
}

/** What Kubernetes refuses is not played: the same verdict as that of the diagnostics. */
function judgedTimeline(
  manifest: Manifest,
  scenario: Scenario,
  { verdict, minor }: { verdict: Verdict; minor: Minor },
): Timeline {
  const { hidden, set, pods } = verdict;
  const refusals = hidden === undefined ? (set.length > 0 ? set : pods) : [hidden];
  const refused = { scenario, title: '', frames: [], rows: [], refusals };
  if (hidden !== undefined || set.length > 0) return refused;
  const timeline = playedTimeline(manifest, scenario, minor);
  // The controller itself meets some of what is wrong with its Pods; that story is worth telling.
  return pods.length === 0 || timeline.rows.every(isNeverMade) ? timeline : refused;
}

const timelines = new WeakMap<Manifest, Map<string, Timeline>>();
/** Readers who try many numbers and images do not fill the memory. */
const mostTimelines = 12;

/** A timeline, played once for each manifest and scenario: a cursor that moves asks again and again. */
function playedTimeline(manifest: Manifest, scenario: Scenario, minor: Minor): Timeline {
  const known = timelines.get(manifest) ?? new Map<string, Timeline>();
  timelines.set(manifest, known);
  const key = JSON.stringify([minor, scenario]);
  const timeline = known.get(key) ?? timelineOf(playedObject(manifest, minor) ?? null, scenario, { minor });
  if (known.size >= mostTimelines) known.clear();
  known.set(key, timeline);
  return timeline;
}

function isNeverMade({ cells }: Timeline['rows'][number]): boolean {
  return cells.every(({ state }) => state === 'none' || state === 'waiting');
}

/** The set around an offset, the one that the Service there governs, or the one before it; without an offset the first. */
function chosenOf(file: OpenFile, sets: readonly FoundSet[], offset: number | undefined): number {
  if (offset === undefined) return 0;
  const around = sets.findIndex(({ extent }) => isIn(extent, offset));
  const governed = around >= 0 ? around : sets.findIndex(({ manifest }) => serviceUnder(file, manifest, offset));
  if (governed >= 0) return governed;
  return Math.max(
    0,
    sets.findLastIndex(({ extent }) => extent.start <= offset),
  );
}

/** `service` where the Service of a set stands at an offset of the file. */
function serviceUnder(file: OpenFile, set: Manifest, offset: number): 'service' | undefined {
  const { start, document } = file.stream.documentAt(offset);
  const found = manifestsOf(document).find(({ view }) => isIn(view.range, offset - start));
  const governing = statefulSetFacts(set).serviceName.string();
  const governs =
    found?.kind === 'Service' && found.name === governing && sameNamespace(found.namespace, set.namespace);
  return governs ? 'service' : undefined;
}

interface FoundSet {
  readonly manifest: Manifest;
  readonly document: YamlDocument;
  /** Of the document, in the file. */
  readonly start: number;
  /** Of the object, in the file. */
  readonly extent: Range;
  /** Of its name, in the file. */
  readonly at: Range;
}

function setsOf(file: OpenFile): readonly FoundSet[] {
  return [...file.stream].flatMap(({ start, document }) =>
    shownManifests(document, file.uri)
      .filter(isStatefulSet)
      .map(
        (manifest): FoundSet => ({
          manifest,
          document,
          start,
          extent: shiftRange(manifest.view.range, start),
          at: shiftRange(nameRangeOf(manifest), start),
        }),
      ),
  );
}

interface Part {
  readonly part: PartId;
  /** What is selected when somebody asks where it is written. */
  readonly at: Range;
  /** Where the cursor is on this part. */
  readonly extent: Range;
}

/** The parts that are written, narrow ones first. */
function partsOf(manifest: Manifest, start: number): readonly Part[] {
  const { spec, claimTemplates } = statefulSetFacts(manifest);
  const claims = claimTemplates.map((template): [PartId, FieldView] => [claimPart(template), template]);
  const fields: [PartId, FieldView][] = [
    ['replicas', spec.field('replicas')],
    ['replicas', spec.field('ordinals')],
    ['service', spec.field('serviceName')],
    ['update', spec.field('updateStrategy')],
    ['update', spec.field('podManagementPolicy')],
    ['retention', spec.field('persistentVolumeClaimRetentionPolicy')],
    ['pods', spec.field('template')],
    ['set', manifest.view.at('metadata', 'name')],
    ['set', manifest.view.field('metadata')],
    ['set', manifest.view.field('kind')],
  ];
  const written = [...claims, ...fields].filter(([, view]) => view.exists);
  return written.map(([part, view]) => {
    const extent = shiftRange({ start: view.keyRange.start, end: Math.max(view.keyRange.end, view.range.end) }, start);
    return { part, extent, at: placeOf(view, start) };
  });
}

/** The part under a cursor; where the cursor is beside what a line says, the part that the line begins. */
function partUnder(parts: readonly Part[], text: SourceText, offset: number): PartId | undefined {
  const at = (place: number) => parts.find(({ extent }) => isIn(extent, place))?.part;
  const line = text.lineAt(offset);
  const isLead = (place: number) => /[\s-]/.test(text.slice(place, place + 1));
  let start = text.lineStart(line);
  while (start < text.lineEnd(line) && isLead(start)) start += 1;
  return at(offset) ?? at(start);
}

/** A scalar's value, the name of a claim template, the key of anything longer. */
function placeOf(view: FieldView, start: number): Range {
  const name = view.at('metadata', 'name');
  const shown = view.isScalar() ? view.range : name.exists ? name.range : view.keyRange;
  return shiftRange(shown, start);
}

function claimPart(template: FieldView): PartId {
  return `claim:${template.at('metadata', 'name').string() ?? ''}`;
}

function isIn(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

function problemsOf(snapshot: Snapshot, file: OpenFile, { manifest, start }: FoundSet): PreviewProblem<Range>[] {
  const isOurs = (found: FileProblem): boolean =>
    found.manifest === manifest || (found.manifest === undefined && found.documentStart === start);
  return snapshot
    .problemsOf(file)
    .filter(isOurs)
    .map((found) => {
      const { severity, message, rule, field } = found.problem;
      return { part: partOfField(field, manifest), severity, message, rule, at: fileRange(found) };
    });
}

/** The part of the picture that a field path belongs to. */
function partOfField(field: string, manifest: Manifest): PartId {
  const claim = /^spec\.volumeClaimTemplates\[(\d+)\]/.exec(field);
  const template = claim && statefulSetFacts(manifest).claimTemplates[Number(claim[1])];
  if (template) return claimPart(template);
  const [, name = ''] = /^spec\.(\w+)/.exec(field) ?? [];
  return partsByField[name] ?? 'set';
}

const partsByField: Readonly<Record<string, PartId>> = {
  serviceName: 'service',
  replicas: 'replicas',
  ordinals: 'replicas',
  template: 'pods',
  selector: 'pods',
  updateStrategy: 'update',
  podManagementPolicy: 'update',
  minReadySeconds: 'update',
  persistentVolumeClaimRetentionPolicy: 'retention',
};
