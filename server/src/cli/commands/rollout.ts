import { type FragmentPlace, fragmentOf } from '../../analysis/fragment.ts';
import { shownManifests } from '../../analysis/helmValues.ts';
import { emptyWorkspace } from '../../analysis/workspaceView.ts';
import { isStatefulSet } from '../../preview/identity.ts';
import { playedObject } from '../../preview/playedObject.ts';
import { emptyWorld, type World } from '../../rollout/model.ts';
import { type PlayOptions, play, type SimulatedStep, type Simulation, simulate } from '../../rollout/simulate.ts';
import type { Step } from '../../rollout/steps.ts';
import { type Minor, minors, newestMinor, parseMinor } from '../../schema/minor.ts';
import { SourceText } from '../../text/sourceText.ts';
import { YamlStream } from '../../yaml/stream.ts';
import { minorOf } from '../clusterOptions.ts';
import { type Command, type CommandResult, oneOf, readArguments, UsageError } from '../command.ts';
import { patchesAmong } from '../context.ts';
import { findFiles, readText, type Unreadable, uriOf } from '../files.ts';
import { readInputText } from '../input.ts';
import { complain, jsonText, write, writeLines } from '../output.ts';
import { type Judged, type Judgement, judge, judged } from '../preview/judgement.ts';
import { decodeManifestText, readSteps } from '../preview/stepsFile.ts';
import { storyOf } from '../preview/story.ts';
import { type PlannedStep, thenHelp, thenStep, titleOf } from '../preview/thenSteps.ts';
import { findSettings } from '../settingsFile.ts';

const help = `statefulset rollout: tells what the StatefulSet controller does with a set, step by step, and what it waits for

Usage: statefulset rollout [options] FILE [--then STEP]…
       statefulset rollout --steps STEPS.json [options]

FILE holds the set that is created first ("-" is standard input). Nothing is sent to a cluster: the controller is
simulated, and every Pod gets ready unless "broken" is part of the name of its image.

Steps, one after the other:
${thenHelp}

  --name NAME                   which set, where FILE holds several
  --steps STEPS.json            steps as {"steps": [{"step": {"create": …}}, {"step": {"deletePod": "web-1"}}]} ("-" is
                                standard input); the other steps are replace, patch, failPod, unreadyPod, deleteClaim,
                                deleteSet
  --format FORMAT               text (default) or json: the steps with traces and status, and details of Pods and claims
  --kubernetes-version VERSION  ${minors[0]} to ${newestMinor}, or a release as in 1.35.4 (default: the settings' version, else ${newestMinor})
  --all                         tells long steps whole

Exit code: 0 all steps done, 1 Kubernetes refuses one of them, 2 wrong usage or unreadable input.`;

const options = {
  // biome-ignore lint/suspicious/noThenProperty: the option is called so, and nothing awaits this table
  then: { type: 'string', multiple: true, default: [] as string[] },
  name: { type: 'string' },
  steps: { type: 'string' },
  format: { type: 'string', default: 'text' },
  'kubernetes-version': { type: 'string' },
  all: { type: 'boolean', default: false },
} as const;

/** `statefulset rollout FILE [--then STEP]…`. */
export const rollout: Command = {
  summary: 'tells what the controller does with a set, step by step',
  help,
  run,
};

/** A step of the story with its headline; absent: made of the step. */
interface Chapter {
  readonly title?: string;
  /** What the check says of the manifest that the step applies. */
  readonly judgement?: Judgement;
  readonly plan: PlannedStep;
}

async function run(args: readonly string[]): Promise<CommandResult> {
  const { values, positionals } = readArguments(args, options);
  const format = oneOf('format', values.format, ['text', 'json']);
  const file = onlyFile(positionals, values);
  const version = versionFor(file, values['kubernetes-version']);
  const play: PlayOptions = { minor: version, decodeYaml: decodeManifestText };
  const minor = parseMinor(version) ?? newestMinor;
  const chapters =
    values.steps === undefined
      ? await chaptersOf(file, values.then, { wanted: values.name, minor })
      : readSteps(await textOf(values.steps), values.steps).map((step): Chapter => ({ plan: () => step }));
  const told = tell(chapters, play);
  const large = told.find(({ outcome }) => outcome.isTooLarge);
  if (large) {
    const { name, replicas } = large.outcome.world.set!.spec;
    complain(`${name} wants ${replicas} Pods, more than the 250 that can be simulated`);
    return 2;
  }
  if (format === 'json') {
    await write(`${jsonText(recorded(told, play))}\n`);
  } else {
    const stories = told.map(({ title, outcome, sentences }) =>
      storyOf(title, outcome, { isWhole: values.all, sentences }),
    );
    await writeLines(stories.join('\n\n'));
  }
  const isRefused = told.some(({ outcome }) => outcome.refusal !== undefined);
  return isRefused && values.steps === undefined ? 1 : 0;
}

function onlyFile(positionals: readonly string[], values: { steps?: string; then: readonly string[] }): string {
  if (values.steps !== undefined) {
    if (positionals.length > 0 || values.then.length > 0) throw new UsageError('--steps takes neither FILE nor --then');
    return values.steps;
  }
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError('which file? As in: statefulset rollout web.yaml --then scale=5');
  if (others.length > 0) throw new UsageError(`one file at a time; write --then ${others[0]} to apply it afterwards`);
  return file;
}

/** A whole version such as `1.35.2` counts with its patch level: gates have changed between them. */
function versionFor(file: string, wanted: string | undefined): string {
  if (wanted === undefined) {
    const { settings, problems } = findSettings(file === '-' ? '.' : file);
    for (const problem of problems) complain(problem);
    return settings.kubernetesVersion;
  }
  minorOf(wanted, newestMinor); // refuses what is no version
  return wanted.trim().replace(/^v/, '');
}

async function chaptersOf(file: string, then: readonly string[], { wanted, minor }: Choice): Promise<Chapter[]> {
  const first = setIn(await textOf(file), file, { wanted, minor });
  const create: Chapter = {
    title: `Create ${first.name || 'the set'} from ${file}`,
    plan: () => ({ create: first.json }),
    judgement: first.judgement,
  };
  const chapters = [create];
  for (const text of then) {
    const plan = thenStep(text);
    if (plan) {
      chapters.push({ plan });
      continue;
    }
    const { json, judgement } = setIn(await textOf(text), text, { wanted: first.name, minor });
    chapters.push({ title: `Apply ${text}`, plan: apply(json), judgement });
  }
  return chapters;
}

function apply(manifest: unknown): PlannedStep {
  return ({ set }) => (set ? { replace: manifest } : { create: manifest });
}

/** Which set of a file, and what it is checked against. */
interface Choice {
  readonly wanted: string | undefined;
  readonly minor: Minor;
}

interface FoundSet {
  readonly name: string;
  readonly json: unknown;
  readonly judgement: Judgement;
}

/** The set of that name in a text, or the only one. */
function setIn(content: string, file: string, { wanted, minor }: Choice): FoundSet {
  const text = new SourceText(content);
  const sets = [...YamlStream.parse(text)].flatMap(({ document, start }) =>
    shownManifests(document, file)
      .filter(isStatefulSet)
      .map((manifest) => ({ document, start, manifest })),
  );
  if (sets.length === 0) throw new UsageError(`there is no StatefulSet in ${file}`);
  const named = sets.filter(({ manifest }) => manifest.name === wanted);
  const [found, ...others] = named.length > 0 || sets.length > 1 ? named : sets;
  const names = sets.map(({ manifest }) => manifest.name).join(', ');
  if (!found) {
    const which = wanted === undefined ? 'say which with --name' : `none is called ${wanted}`;
    throw new UsageError(`${file} holds the StatefulSets ${names}; ${which}`);
  }
  if (others.length > 0) throw new UsageError(`${file} holds several StatefulSets called ${found.manifest.name}`);
  const { document, start, manifest } = found;
  const fragment = fragmentOf(manifest, placeOf(file));
  if (fragment) {
    const { what, command } = fragment;
    throw new UsageError(`${file} is a ${what}; render it first, as in: ${command} | statefulset rollout -`);
  }
  const fault = document.problems.find(({ code }) => code !== 'yaml-duplicate-key');
  const json = fault ? undefined : playedObject(manifest, minor);
  if (json === undefined)
    throw new UsageError(`${file} is not YAML: ${fault?.message ?? 'its aliases stand for too much'}`);
  return { name: manifest.name, json, judgement: judge(manifest, minor, { file, text, start }) };
}

function placeOf(file: string): FragmentPlace {
  if (file === '-') return { uri: '', workspace: emptyWorkspace };
  const isExcluded = () => false;
  return { uri: uriOf(file), workspace: patchesAmong(findFiles([file], isExcluded), isExcluded) };
}

interface Told extends Judged {
  readonly title: string;
}

function tell(chapters: readonly Chapter[], options: PlayOptions): readonly Told[] {
  const told: Told[] = [];
  let world: World = emptyWorld;
  for (const { title, plan, judgement } of chapters) {
    const step: Step = plan(world);
    const result = judged(play(world, step, options), judgement);
    const { outcome } = result;
    told.push({ title: title ?? titleOf(step), ...result });
    if (outcome.refusal === undefined) world = outcome.world;
    if (outcome.isTooLarge) break;
  }
  return told;
}

/** The steps as recordings have them; what was refused left the world as it was, so the others are played without it. */
function recorded(told: readonly Told[], options: PlayOptions): Simulation {
  const taken = told.filter(({ outcome }) => outcome.refusal === undefined);
  const { steps, details } = simulate(
    taken.map(({ outcome }) => outcome.step),
    options,
  );
  let at = 0;
  return {
    steps: told.map(({ outcome }): SimulatedStep => {
      const { step, refusal } = outcome;
      return refusal === undefined ? steps[at++]! : { step, refused: refusal.message };
    }),
    details,
  };
}

async function textOf(file: string): Promise<string> {
  const unreadable: Unreadable[] = [];
  const text = file === '-' ? await readInputText(unreadable) : readText(file, unreadable, [file]);
  if (text === undefined) throw new UsageError(`cannot read ${file}: ${unreadable[0]?.reason ?? 'unknown reason'}`);
  return text;
}
