import type { SwitchedGates } from '../schema/gates.ts';
import type { Run } from './cluster.ts';
import type { JsonObject } from './json.ts';
import { nextAct, perform } from './kubelet.ts';
import {
  type ClaimState,
  emptyWorld,
  type Frame,
  type PodState,
  type SetStatus,
  type Wait,
  type World,
} from './model.ts';
import { type Platform, platformOf } from './platform.ts';
import { revisionLabel } from './pods.ts';
import { settle } from './rest.ts';
import { applyStep, type DecodeYaml, type Refusal, type Step } from './steps.ts';
import { traceBetween } from './trace.ts';

/** How steps are played. */
export interface PlayOptions {
  /** A Kubernetes version such as `1.33` or `1.35.2`. */
  readonly minor: string;
  /** Feature gates that are switched from their defaults. */
  readonly gates?: SwitchedGates;
  /** Reads manifests that are given as text; without it they are refused. */
  readonly decodeYaml?: DecodeYaml;
  /** A set with more replicas than this is not simulated. Absent: 250, which takes about a second. */
  readonly mostReplicas?: number;
  /** Whether a Pod with this image never gets ready. Absent: those whose image contains "broken". */
  readonly isBroken?: (image: string) => boolean;
}

/** What one step led to. */
export interface StepOutcome {
  readonly step: Step;
  /** Set when the API server said no; then nothing else happened. */
  readonly refusal?: Refusal;
  /** Each stretch up to the point where the controller comes to rest, and what is done to it then. */
  readonly rests: readonly Rest[];
  /** The world afterwards, to go on from. */
  readonly world: World;
  /** Set when the set wants more Pods than are simulated; the controller was not run. */
  readonly isTooLarge?: boolean;
}

/** A stretch in which the controller came to rest. */
export interface Rest {
  /** What an onlooker sees: `create web-0 app:1`, `ready web-0`, … */
  readonly trace: readonly string[];
  /** What happened one by one, with reasons. */
  readonly frames: readonly Frame[];
  /** What the controller waits for now; empty when all is done. */
  readonly waits: readonly Wait[];
  /** Absent when there is no set. */
  readonly status?: SetStatus;
  readonly world: World;
}

/** Steps as they were recorded from a real cluster: what was seen, and the counts in the end. */
export interface Simulation {
  readonly steps: readonly SimulatedStep[];
  /** What Pods (by name) and claims (`claim NAME`) looked like when they were last created. */
  readonly details: Readonly<Record<string, PodDetails | ClaimDetails>>;
}

/** A recorded step. */
export type SimulatedStep =
  | { readonly step: Step; readonly trace: readonly string[]; readonly status?: CountedStatus }
  | { readonly step: Step; readonly refused: string };

/** The counts of a set's status. */
export interface CountedStatus {
  readonly replicas: number;
  readonly readyReplicas: number;
  readonly currentReplicas: number;
  readonly updatedReplicas: number;
  /** Whether the current revision is the update revision. */
  readonly updated: boolean;
}

/** The identity that a Pod was created with. */
export interface PodDetails {
  readonly labels: Readonly<Record<string, string>>;
  readonly hostname: string;
  /** Absent without a governing Service. */
  readonly subdomain?: string;
  readonly volumes: readonly JsonObject[];
}

/** What a claim was created with. */
export interface ClaimDetails {
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
}

/** Plays steps in an empty cluster, and tells the outcome in the shape of a recording. */
export function simulate(steps: readonly Step[], options: PlayOptions): Simulation {
  const details: Record<string, PodDetails | ClaimDetails> = {};
  const outcomes = playAll(steps, options);
  const seen = new Set<number>();
  const isNew = (uid: number): boolean => {
    const wasSeen = seen.has(uid);
    seen.add(uid);
    return !wasSeen;
  };
  for (const { world } of outcomes.flatMap(({ rests }) => rests)) {
    for (const claim of world.claims) if (isNew(claim.uid)) details[`claim ${claim.name}`] = claimDetails(claim);
    for (const pod of world.pods) if (isNew(pod.uid)) details[pod.name] = podDetails(pod);
  }
  return { steps: outcomes.map(asRecorded), details };
}

/** Plays steps one after the other in an empty cluster. */
export function playAll(steps: readonly Step[], options: PlayOptions): readonly StepOutcome[] {
  const outcomes: StepOutcome[] = [];
  for (const step of steps) outcomes.push(play(outcomes.at(-1)?.world ?? emptyWorld, step, options));
  return outcomes;
}

/** Does one step in a world, and lets the controller and the kubelet work until nothing moves any more. */
export function play(world: World, step: Step, options: PlayOptions): StepOutcome {
  const platform = platformOf(options.minor, options.gates);
  const first = newRun(world, platform);
  const refusal = applyStep(first, step, options.decodeYaml ?? refuseText);
  if (refusal !== undefined) return { step, refusal, rests: [], world };
  if ((first.world.set?.spec.replicas ?? 0) > (options.mostReplicas ?? 250))
    return { step, rests: [], world: first.world, isTooLarge: true };
  const isBroken = options.isBroken ?? isCalledBroken;
  settle(first);
  const rests = [restOf(first, traceBetween(world, first.world))];
  let now = first.world;
  for (let act = nextAct(now, isBroken); act !== undefined; act = nextAct(now, isBroken)) {
    const run = newRun(now, platform);
    perform(run, act);
    settle(run);
    const ready = act.kind === 'start' ? [`ready ${act.pod.name}`] : [];
    rests.push(restOf(run, [...ready, ...traceBetween(now, run.world)]));
    now = run.world;
  }
  return { step, rests, world: now };
}

function newRun(world: World, platform: Platform): Run {
  return { world, platform, frames: [], waits: [] };
}

function restOf(run: Run, trace: readonly string[]): Rest {
  const status = run.world.set?.status;
  return { trace, frames: run.frames, waits: run.waits, world: run.world, ...(status && { status }) };
}

function isCalledBroken(image: string): boolean {
  return image.includes('broken');
}

function refuseText(): never {
  throw new Error('manifests in YAML cannot be read here');
}

function asRecorded({ step, refusal, rests }: StepOutcome): SimulatedStep {
  if (refusal !== undefined) return { step, refused: refusal.message };
  const status = rests.at(-1)?.status;
  const trace = rests.flatMap((rest) => rest.trace);
  return { step, trace, ...(status && { status: counted(status) }) };
}

function counted(status: SetStatus): CountedStatus {
  const { replicas, readyReplicas, currentReplicas, updatedReplicas, currentRevision, updateRevision } = status;
  return { replicas, readyReplicas, currentReplicas, updatedReplicas, updated: currentRevision === updateRevision };
}

function podDetails({ labels, hostname, subdomain, volumes }: PodState): PodDetails {
  const anyRevision = sortKeys({ ...labels, [revisionLabel]: '*' });
  return { labels: anyRevision, hostname, ...(subdomain !== '' && { subdomain }), volumes };
}

function claimDetails({ labels, spec }: ClaimState): ClaimDetails {
  return { ...(Object.keys(labels).length > 0 && { labels: sortKeys(labels) }), spec };
}

/** As the API server writes labels. */
function sortKeys(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
