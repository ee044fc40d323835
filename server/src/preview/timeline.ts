import type {
  ClaimCell,
  PodCondition,
  Scenario,
  Timeline,
  TimelineCell,
  TimelineFrame,
  TimelineRow,
} from '../protocol/preview.ts';
import { isObject, type Json } from '../rollout/json.ts';
import { emptyWorld, type PodState, type World } from '../rollout/model.ts';
import { narrate, narrateEvent, narrateWait } from '../rollout/narrate.ts';
import { claimsOf, planClaims, splitPodName } from '../rollout/pods.ts';
import { type PlayOptions, play, type StepOutcome } from '../rollout/simulate.ts';
import { type Act, type Script, scriptOf, tagOf } from './scenarios.ts';

/** Sets with more replicas than this are not played: a picture of so many rows shows nothing. */
const mostPlayed = 100;

/** Plays a scenario with the set of a manifest, which is deployed first where the scenario is another one. */
export function timelineOf(
  manifest: Json,
  scenario: Scenario,
  options: Pick<PlayOptions, 'minor' | 'gates'>,
): Timeline {
  const settings: PlayOptions = { ...options, mostReplicas: mostPlayed, isBroken: () => false };
  const deployed = deploy(manifest, settings);
  const name = deployed.world.set?.spec.name ?? '';
  const recorder = new Recorder();
  if (scenario.kind === 'deploy') {
    recorder.begin(emptyWorld, 'Nothing is there yet');
    recorder.act({ sentence: `You create ${name || 'the set'}`, step: { create: manifest } }, deployed);
    return recorder.timeline(scenario, 'Deploy');
  }
  const { set } = deployed.world;
  if (set === undefined || deployed.isTooLarge) {
    recorder.act({ sentence: '', step: { create: manifest } }, deployed);
    return recorder.timeline(scenario, '');
  }
  const script = scriptOf(scenario, set.spec);
  recorder.begin(deployed.world, `${name} is deployed`);
  perform(script, deployed.world, { settings, recorder });
  return recorder.timeline(scenario, script.title, script.brokenImage);
}

const deployments = new WeakMap<object, { readonly fingerprint: string; readonly outcome: StepOutcome }>();

/** The set as it is deployed: played once for all scenarios of a manifest, as it takes as long as most of them. */
function deploy(manifest: Json, settings: PlayOptions): StepOutcome {
  const step = { create: manifest };
  if (!isObject(manifest)) return play(emptyWorld, step, settings);
  const fingerprint = JSON.stringify([settings.minor, settings.gates ?? {}]);
  const known = deployments.get(manifest);
  if (known?.fingerprint === fingerprint) return known.outcome;
  const outcome = play(emptyWorld, step, settings);
  deployments.set(manifest, { fingerprint, outcome });
  return outcome;
}

function perform(
  script: Script,
  from: World,
  { settings, recorder }: { settings: PlayOptions; recorder: Recorder },
): void {
  const isBroken = (image: string): boolean => image === script.brokenImage;
  let world = from;
  let done = 0;
  const act = (each: Act): void => {
    const outcome = play(world, each.step, { ...settings, isBroken });
    recorder.act(each, outcome);
    world = outcome.world;
    done += 1;
  };
  script.acts.forEach(act);
  for (let next = script.next(world, done); next && recorder.isFine; next = script.next(world, done)) act(next);
}

/** A column is given at most this many sentences of each sort. */
const mostSentences = 6;

/** Collects what is seen each time the controller rests. */
class Recorder {
  isFine = true;
  readonly #frames: TimelineFrame[] = [];
  readonly #worlds: World[] = [];
  readonly #refusals: string[] = [];

  begin(world: World, sentence: string): void {
    this.#add(world, { kind: 'start', sentences: [sentence], waits: [] });
  }

  act({ sentence }: Act, outcome: StepOutcome): void {
    if (outcome.refusal) this.#refusals.push(...narrate(outcome).map(({ text }) => text));
    if (outcome.isTooLarge) this.#refusals.push(`Sets of more than ${mostPlayed} replicas are not played`);
    if (outcome.refusal || outcome.isTooLarge) {
      this.isFine = false;
      return;
    }
    outcome.rests.forEach(({ frames, waits, world }, index) => {
      const events = frames.map(({ event }) => narrateEvent(event, world));
      const told = index === 0 ? [sentence, ...shortened(events)] : shortened(events);
      const waiting = [...new Set(waits.map((wait) => narrateWait(wait, world)))];
      this.#add(world, { kind: index === 0 ? 'act' : 'event', sentences: told, waits: shortened(waiting) });
    });
  }

  timeline(scenario: Scenario, title: string, brokenImage?: string): Timeline {
    const isEmpty = this.#refusals.length > 0;
    const frames = isEmpty ? [] : this.#frames;
    const rows = isEmpty ? [] : rowsOf(this.#worlds, brokenImage);
    return { scenario, title, frames, rows, refusals: [...new Set(this.#refusals)] };
  }

  #add(world: World, frame: Omit<TimelineFrame, 'atSeconds'>): void {
    this.#worlds.push(world);
    this.#frames.push({ ...frame, atSeconds: world.clockSeconds });
  }
}

function shortened(sentences: readonly string[]): readonly string[] {
  if (sentences.length <= mostSentences) return sentences;
  const kept = mostSentences - 1;
  return [...sentences.slice(0, kept), `… and ${sentences.length - kept} more such steps`];
}

function rowsOf(worlds: readonly World[], brokenImage: string | undefined): readonly TimelineRow[] {
  const words = wordsOf(worlds);
  const claims = claimNames(worlds);
  return podNames(worlds).map(({ pod, ordinal }) => ({
    pod,
    ordinal,
    cells: runs(worlds.map((world) => cellOf(pod, world, { words, brokenImage }))),
    claims: (claims.get(pod) ?? []).map((name) => ({
      name,
      cells: runs(worlds.map((world) => claimCell(name, world))),
    })),
  }));
}

/** All Pods that are there or wanted at some time, highest ordinal first. */
function podNames(worlds: readonly World[]): { readonly pod: string; readonly ordinal: number }[] {
  const names = new Set<string>();
  for (const { pods, set } of worlds) {
    for (const { name } of pods) names.add(name);
    const { name = '', start = 0, replicas = 0 } = set?.spec ?? {};
    for (let index = 0; index < Math.min(replicas, mostPlayed); index++) names.add(`${name}-${start + index}`);
  }
  const all = [...names].map((pod) => ({ pod, ordinal: splitPodName(pod).ordinal }));
  return all.sort((a, b) => b.ordinal - a.ordinal);
}

/** The names of a Pod's claims, in the order of their templates. */
function claimNames(worlds: readonly World[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>();
  const add = (pod: string, claims: readonly string[]): void => {
    const known = names.get(pod) ?? new Set<string>();
    for (const claim of claims) known.add(claim);
    names.set(pod, known);
  };
  for (const { set, pods, claims } of worlds) {
    const own = new Set(claims.map(({ name }) => name));
    for (const pod of pods)
      add(
        pod.name,
        claimsOf(pod).filter((name) => own.has(name)),
      );
    const { name = '', start = 0, replicas = 0 } = set?.spec ?? {};
    for (let index = 0; set && index < Math.min(replicas, mostPlayed); index++) {
      add(
        `${name}-${start + index}`,
        planClaims(set.spec, start + index).map((claim) => claim.name),
      );
    }
  }
  return new Map([...names].map(([pod, claims]) => [pod, [...claims]]));
}

/** What a ready Pod of a revision is called: its image's tag, unless another revision has the same one. */
function wordsOf(worlds: readonly World[]): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const { pods } of worlds) {
    for (const { revision, images } of pods) if (!tags.has(revision)) tags.set(revision, tagOf(images[0] ?? ''));
  }
  const counts = new Map<string, number>();
  for (const tag of tags.values()) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...tags].filter(([, tag]) => tag !== '' && counts.get(tag) === 1));
}

interface CellContext {
  readonly words: ReadonlyMap<string, string>;
  readonly brokenImage: string | undefined;
}

function cellOf(name: string, world: World, { words, brokenImage }: CellContext): Omit<TimelineCell, 'from'> {
  const pod = world.pods.find((each) => each.name === name);
  if (!pod) {
    const state = isWanted(name, world) ? 'waiting' : 'none';
    return { state, word: stateWords[state], revision: 0 };
  }
  const number = world.revisions.find((each) => each.name === pod.revision)?.number ?? 0;
  const state = conditionOf(pod, brokenImage);
  const word = state === 'ready' ? (words.get(pod.revision) ?? `revision ${number || '?'}`) : stateWords[state];
  return { state, word, revision: number };
}

const stateWords: Readonly<Record<PodCondition, string>> = {
  none: '',
  waiting: 'waiting',
  starting: 'starting',
  ready: 'ready',
  stopping: 'stopping',
  broken: 'broken',
  unready: 'not ready',
  failed: 'failed',
};

function conditionOf(pod: PodState, brokenImage: string | undefined): PodCondition {
  if (pod.isTerminating) return 'stopping';
  if (pod.phase === 'Failed') return 'failed';
  if (pod.isReady) return 'ready';
  if (brokenImage !== undefined && pod.images.includes(brokenImage)) return 'broken';
  return pod.phase === 'Running' ? 'unready' : 'starting';
}

function isWanted(name: string, { set }: World): boolean {
  if (set === undefined) return false;
  const { parent, ordinal } = splitPodName(name);
  const { spec } = set;
  return parent === spec.name && ordinal >= spec.start && ordinal < spec.start + spec.replicas;
}

function claimCell(name: string, { claims }: World): Omit<ClaimCell, 'from'> {
  const claim = claims.find((each) => each.name === name);
  return { state: claim === undefined ? 'none' : claim.isDeleting ? 'deleting' : 'there' };
}

/** Cells that say the same as the one before are left out. */
function runs<Cell extends object>(cells: readonly Cell[]): readonly (Cell & { readonly from: number })[] {
  const kept: (Cell & { readonly from: number })[] = [];
  let before = '';
  cells.forEach((cell, from) => {
    const text = JSON.stringify(cell);
    if (text !== before) kept.push({ from, ...cell });
    before = text;
  });
  return kept;
}
