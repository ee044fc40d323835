import type { Manifest } from '../../manifest/manifest.ts';
import { type Refusal, refusalsOf } from '../../preview/verdict.ts';
import type { StepOutcome } from '../../rollout/simulate.ts';
import type { Minor } from '../../schema/minor.ts';
import type { SourceText } from '../../text/sourceText.ts';

/** What `statefulset check` says of a set that is to be applied, in the words of a rollout. */
export interface Judgement {
  /** Why the API server refuses the set, a sentence each; empty where it takes it. */
  readonly set: readonly string[];
  /** Why it takes the set and refuses the Pods or claims that are made of it. */
  readonly pods: readonly string[];
}

/** Where a set stands, for the places that its judgement names. */
export interface SetPlace {
  readonly file: string;
  readonly text: SourceText;
  /** Of its YAML document, in the text. */
  readonly start: number;
}

/** The errors that the check finds in a set, with their places: a rollout must not play what `check` calls refused. */
export function judge(manifest: Manifest, minor: Minor, place: SetPlace): Judgement {
  const refusals = refusalsOf(manifest, minor);
  const sentences = (whose: Refusal['refused']) =>
    refusals.filter(({ refused }) => refused === whose).map((refusal) => sentenceOf(refusal, place));
  return { set: sentences('set'), pods: sentences('pods') };
}

/** What becomes of a step once its manifest was judged; the sentences say why it is refused. */
export interface Judged {
  readonly outcome: StepOutcome;
  readonly sentences?: readonly string[];
}

/** A step as it was played, or refused where the check refuses its manifest. */
export function judged(outcome: StepOutcome, judgement: Judgement | undefined): Judged {
  if (!judgement || outcome.refusal?.reason === 'alreadyExists' || outcome.isTooLarge) return { outcome };
  const { set, pods } = judgement;
  if (set.length > 0) return refused(outcome, set, 'Kubernetes refuses this');
  // Some faults of its Pods the controller itself is seen to meet; that story is told instead.
  const isMet = outcome.refusal !== undefined || outcome.rests.every(({ world }) => world.pods.length === 0);
  if (pods.length === 0 || isMet) return { outcome };
  return refused(outcome, pods, 'Kubernetes takes the set, but refuses its Pods or claims');
}

function refused({ step, world }: StepOutcome, reasons: readonly string[], whom: string): Judged {
  const sentences = reasons.map((reason) => `${whom}: ${reason}`);
  const refusal = { reason: 'invalid', message: sentences.join('; '), problems: [] } as const;
  return { outcome: { step, world, rests: [], refusal }, sentences };
}

function sentenceOf({ message, range }: Refusal, { file, text, start }: SetPlace): string {
  const { line, character } = text.positionAt(start + range.start);
  return `${message} (${file}:${line + 1}:${character + 1})`;
}
