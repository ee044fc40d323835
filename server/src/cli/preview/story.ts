import { visibleLine } from '../../base/visible.ts';
import type { World } from '../../rollout/model.ts';
import { narrate, narrateEvent, narrateWait } from '../../rollout/narrate.ts';
import { claimsOf } from '../../rollout/pods.ts';
import type { StepOutcome } from '../../rollout/simulate.ts';

/** How a story is told. */
export interface StoryOptions {
  /** Tells every line of a long step; otherwise its beginning and its end. */
  readonly isWhole: boolean;
  /** Why the step is refused, by the check; absent: as the controller's own words have it. */
  readonly sentences?: readonly string[] | undefined;
}

const mostLines = 60;
const linesAtStart = 24;
const linesAtEnd = 12;

/** What one step leads to, a line each, with what the controller waits for below the line that made it wait. */
export function storyOf(title: string, outcome: StepOutcome, { isWhole, sentences }: StoryOptions): string {
  const refusal = outcome.refusal && (sentences?.map((sentence) => `  ${sentence}`) ?? refusalLines(outcome));
  const lines = refusal ?? eventLines(outcome);
  if (lines.length === 0) lines.push(...quietLines(outcome));
  const shown = isWhole || lines.length <= mostLines ? lines : shortened(lines);
  return [title, ...shown].map(visibleLine).join('\n');
}

/** What is told of a step after which the controller has nothing to do. */
function quietLines({ step, world }: StepOutcome): string[] {
  if (!('deleteSet' in step)) return ['  Nothing happens to Pods and claims'];
  const names = world.pods.map(({ name }) => name);
  const left = names.length > 4 ? `${names.slice(0, 2).join(', ')} … ${names.at(-1)}` : names.join(', ');
  const pods =
    names.length === 0 ? 'it had no Pods' : `${left} ${names.length === 1 ? 'stays' : 'stay'}, with no controller`;
  return [`      The set is deleted; ${pods}`, ...claimsLeft(world)];
}

function refusalLines(outcome: StepOutcome): string[] {
  return narrate(outcome).map(({ text }) => `  ${text}`);
}

function eventLines({ rests, world: after }: StepOutcome): string[] {
  const lines: string[] = [];
  let number = 0;
  let before = 0;
  rests.forEach(({ frames, waits, world }, index) => {
    for (const { event } of frames) {
      number += 1;
      const clock = event.atSeconds > before ? `after ${event.atSeconds - before} s ` : '';
      before = Math.max(before, event.atSeconds);
      lines.push(`${String(number).padStart(4)}  ${clock}${narrateEvent(event, world)}`);
    }
    const isLast = index === rests.length - 1;
    const shown = isLast ? waits : waits.filter(({ holdsBack }) => holdsBack !== 'completion');
    const sentences = [...new Set(shown.map((wait) => narrateWait(wait, world)))];
    for (const sentence of sentences.slice(0, mostWaits))
      lines.push(`      ${isLast ? 'at rest' : 'waits'}: ${sentence}`);
    if (sentences.length > mostWaits) lines.push(`      and the same for ${sentences.length - mostWaits} more`);
  });
  const status = rests.at(-1)?.status;
  if (status && number > 0)
    lines.push(`      ${status.readyReplicas} of ${status.replicas} Pods are ready, ${updated(status)}`);
  if (number > 0) lines.push(...claimsLeft(after));
  return lines;
}

/** Claims that outlive their Pods: the data is still there, and somebody pays for it. */
function claimsLeft({ set, pods, claims }: World): string[] {
  const used = new Set(pods.flatMap(claimsOf));
  const left = claims.filter(({ name, isDeleting }) => !used.has(name) && !isDeleting).map(({ name }) => name);
  const isStarting = set !== undefined && pods.length < set.spec.replicas;
  if (left.length === 0 || isStarting) return [];
  const names = left.length > 4 ? `${left.slice(0, 2).join(', ')} … ${left.at(-1)}` : left.join(', ');
  return [
    `      ${left.length === 1 ? 'Claim' : 'Claims'} ${names} ${left.length === 1 ? 'stays' : 'stay'}, with the data`,
  ];
}

const mostWaits = 5;

function updated({ replicas, updatedReplicas }: { replicas: number; updatedReplicas: number }): string {
  return updatedReplicas === replicas ? 'all of the newest revision' : `${updatedReplicas} of the newest revision`;
}

function shortened(lines: readonly string[]): string[] {
  const left = lines.length - linesAtStart - linesAtEnd;
  return [
    ...lines.slice(0, linesAtStart),
    `      … ${left} lines more (--all shows them)`,
    ...lines.slice(-linesAtEnd),
  ];
}
