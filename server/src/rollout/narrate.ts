import type { Revision, RolloutEvent, Wait, World } from './model.ts';
import type { FieldProblem } from './problem.ts';
import type { StepOutcome } from './simulate.ts';

/** A sentence about a step, and what it is about. */
export interface Sentence {
  readonly kind: 'event' | 'wait' | 'refusal';
  readonly text: string;
}

/** The story of a step in plain English: what happens one by one, then what the controller waits for in the end. */
export function narrate(outcome: StepOutcome): readonly Sentence[] {
  const { refusal, rests, world } = outcome;
  if (refusal !== undefined) {
    const problems = refusal.problems.map(narrateProblem);
    const texts = problems.length > 0 ? problems : [`Kubernetes refuses this: ${refusal.message}`];
    return texts.map((text) => ({ kind: 'refusal', text }));
  }
  const events = rests.flatMap(({ frames, world: after }) => frames.map(({ event }) => narrateEvent(event, after)));
  const waits = (rests.at(-1)?.waits ?? []).map((wait) => narrateWait(wait, world));
  return [
    ...events.map((text): Sentence => ({ kind: 'event', text })),
    ...waits.map((text): Sentence => ({ kind: 'wait', text })),
  ];
}

/** One sentence about an event; the world is the one in which it happened or a later one. */
export function narrateEvent(event: RolloutEvent, world: World): string {
  switch (event.kind) {
    case 'revision':
      return revisionSentences[event.why](numberOf(event.revision, world));
    case 'claim':
      return `Claim ${event.claim} is created`;
    case 'claimDeleting':
      return `Claim ${event.claim} will be deleted ${claimReasons[event.why]}, once its Pod is gone`;
    case 'claimGone':
      return `Claim ${event.claim} is deleted ${claimReasons[event.why]}`;
    case 'create':
      return narrateCreation(event, world);
    case 'delete':
      return `${event.pod} is asked to go${deleteReasons[event.why]}`;
    case 'gone':
      return `${event.pod} is gone${event.why === 'failed' ? deleteReasons.failed : ''}`;
    case 'available':
      return `${event.pod} has been ready long enough to count as available`;
    default:
      return `${event.pod} ${stateWords[event.kind]}`;
  }
}

/** One sentence about something that the controller waits for. */
export function narrateWait(wait: Wait, world: World): string {
  const { waitsFor, because, length = 0 } = wait;
  switch (because) {
    case 'notReady':
    case 'terminating':
    case 'notAvailable':
      return narrateUnavailable(wait);
    case 'partition':
      return `${waitsFor} keeps the old revision because partition is ${wait.partition ?? 0}`;
    case 'onDelete':
      return `${waitsFor} keeps the old revision until somebody deletes it, because the strategy is OnDelete`;
    case 'maxUnavailable':
      return `${countOfPods(wait.unavailable ?? 0)} unavailable and maxUnavailable is ${wait.maxUnavailable ?? 1}, so the update waits for ${waitsFor}`;
    case 'claimDeleting':
      return `Claim ${waitsFor} is being deleted, so its Pod has to wait`;
    case 'claimOfEarlierPod':
      return `Claim ${waitsFor} still belongs to an earlier Pod and goes with it, so the new Pod has to wait`;
    case 'volumesDiffer':
      return `${waitsFor} lacks volumes that the set asks for now, and only a new Pod can get them: delete ${waitsFor}`;
    case 'podInvalid':
    case 'claimInvalid':
      return `${because === 'claimInvalid' ? 'Claim ' : ''}${waitsFor} is refused: ${wait.problem === undefined ? 'it is not valid' : narrateFault(wait.problem)}`;
    case 'unknownStrategy':
      return `Nothing is done for ${waitsFor}: this cluster does not know the strategy ${world.set?.spec.strategy ?? ''}`;
    case 'nameTaken':
      return `${waitsFor} cannot be created: another Pod has that name and is not the set's`;
    case 'podNameTooLong':
      return `${waitsFor} cannot be created: its name has ${length} characters, and 63 are allowed`;
    case 'revisionNameTooLong':
      return `${waitsFor} cannot be created: the label with its revision has ${length} characters, and 63 are allowed`;
  }
}

/** One sentence about a reason for which the API server refuses an object. */
function narrateProblem(problem: FieldProblem): string {
  const { path, detail } = problem;
  if (detail !== 'field is immutable' && path !== 'spec') return `Kubernetes refuses this: ${narrateFault(problem)}`;
  const field = path === 'spec' ? 'one of the changed fields' : path;
  return `Kubernetes refuses this: ${field} cannot change after creation`;
}

function narrateFault({ path, kind, value, detail }: FieldProblem): string {
  const shown = typeof value === 'string' || typeof value === 'number' ? ` ${JSON.stringify(value)}` : '';
  return `${path}${shown} ${detail !== undefined && kind === 'Invalid value' ? detail : faults[kind]}`;
}

const faults: Readonly<Record<FieldProblem['kind'], string>> = {
  'Required value': 'is required',
  'Invalid value': 'is not valid',
  'Unsupported value': 'is not one of the values that there are',
  'Duplicate value': 'is there twice',
  'Not found': 'names nothing that is there',
  Forbidden: 'is not allowed here',
};

const revisionSentences = {
  created: (number: string) => `The Pod template becomes ${number}`,
  changed: (number: string) => `The changed Pod template becomes ${number}`,
  rolledBack: (number: string) => `The Pod template is one that was there before; it is now ${number}`,
} as const;

const claimReasons = {
  whenScaled: 'because whenScaled is Delete',
  whenDeleted: 'because whenDeleted is Delete',
  user: 'by hand',
} as const;

const deleteReasons = {
  scaleDown: ', as the set wants fewer Pods',
  update: ', to come back with the new template',
  recreate: ', as all old Pods go before any new one comes',
  failed: ', as it has failed',
  setDeleted: ', as the set is deleted',
  user: ' by hand',
} as const;

const stateWords = {
  ready: 'is ready',
  unready: 'is not ready any more',
  failed: 'fails',
  adopted: 'is taken over by the set',
  released: 'is let go, as the selector does not match it',
} as const;

const heldBack = {
  create: ', so no further Pod is created',
  scaleDown: ', so no further Pod is removed',
  update: ', so the update does not go on',
  completion: '',
} as const;

function narrateCreation(event: Extract<RolloutEvent, { kind: 'create' }>, world: World): string {
  const verb = event.why === 'scaleUp' ? 'is created' : 'comes back';
  const image = event.image === '' ? '' : ` with ${event.image}`;
  const made = `${event.pod} ${verb}${image}`;
  if (event.keeps === undefined) return `${made} (${numberOf(event.revision, world)})`;
  const partition = world.set?.spec.rollingUpdate?.partition ?? 0;
  const why = event.keeps === 'partition' ? `partition is ${partition}` : 'the update has not come to it yet';
  return `${made}: it keeps the old revision because ${why}`;
}

function narrateUnavailable({ waitsFor, because, seconds = 0, holdsBack, isOutdated }: Wait): string {
  if (because === 'terminating') return `${waitsFor} is still terminating${heldBack[holdsBack]}`;
  if (because === 'notAvailable') {
    return `${waitsFor} has to be ready for ${seconds} more seconds because of minReadySeconds${heldBack[holdsBack]}`;
  }
  if (isOutdated) return `${waitsFor} is not ready and gets no new template before it is: delete it by hand`;
  return `${waitsFor} is not ready${heldBack[holdsBack]}`;
}

function countOfPods(count: number): string {
  return count === 1 ? '1 Pod is' : `${count} Pods are`;
}

/** `revision 2`; the hash says nothing to a reader. */
function numberOf(name: string, world: World): string {
  const revision: Revision | undefined = world.revisions.find((each) => each.name === name);
  return revision === undefined ? `revision ${name}` : `revision ${revision.number}`;
}
