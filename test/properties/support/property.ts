import { Random } from './random.ts';
import { applyEdit, type Edit } from './texts.ts';

/** An input of a property: a text, and edits made in it one after the other. */
export interface Case {
  readonly text: string;
  readonly edits: readonly Edit[];
  /** More chance for what the property picks by itself. */
  readonly seed: number;
}

/** Something that holds for every input. */
export interface Property {
  readonly name: string;
  /** Makes an input. */
  readonly make: (random: Random) => Case;
  /** Throws where the property does not hold; returns how many things were compared. */
  readonly check: (input: Case) => number | Promise<number>;
}

/** What a run of a property came to. */
export interface Outcome {
  readonly name: string;
  readonly cases: number;
  readonly checks: number;
  readonly failure: Failure | undefined;
}

export interface Failure {
  readonly seed: number;
  /** Which input of that seed it was, from 0. */
  readonly step: number;
  readonly input: Case;
  readonly error: Error;
}

/** Which inputs to try: those of a seed from a step on, which is the first one unless said, until `isOver`. */
export interface Run {
  readonly seed: number;
  readonly firstStep?: number;
  readonly isOver: (cases: number) => boolean;
}

/** Tries inputs until `isOver` says so or one fails, which is made as small as can be. */
export async function runProperty(property: Property, { seed, firstStep = 0, isOver }: Run): Promise<Outcome> {
  let cases = 0;
  let checks = 0;
  for (; !isOver(cases); cases++) {
    const step = firstStep + cases;
    const input = inputOf(property, seed, step);
    const result = await attempt(property, input);
    if (result instanceof Error) {
      const failure = { seed, step, ...(await shrink(property, input, result)) };
      return { name: property.name, cases: cases + 1, checks, failure };
    }
    checks += result;
  }
  return { name: property.name, cases, checks, failure: undefined };
}

/** The input of one step, which needs none of those before it. */
function inputOf(property: Property, seed: number, step: number): Case {
  return property.make(new Random(Math.imul(seed, 2_654_435_761) ^ Math.imul(step + 1, 40_503)));
}

/** How a failure is told: what to repeat it with, and the smallest input that shows it. `corpus`: as `npm run fuzz` had it. */
export function describeFailure(name: string, { seed, step, input, error }: Failure, corpus?: string): string {
  const edits = input.edits.map((edit) => `  edit ${visible(edit)}`);
  const texts = corpus === undefined ? '' : ` --corpus ${JSON.stringify(corpus)}`;
  return [
    `${name}: seed ${seed}, step ${step}`,
    `  npm run fuzz -- --seed ${seed} --step ${step} --only ${JSON.stringify(name)}${texts}`,
    `  text ${visible(input.text)}`,
    ...edits,
    `  chance ${input.seed}`,
    (error.stack ?? error.message).split('\n').slice(0, 14).map(plain).join('\n'),
  ].join('\n');
}

/** JSON in which every character is seen and survives copying, also the line ends of YAML that JSON leaves as they are. */
function visible(value: unknown): string {
  return plain(JSON.stringify(value));
}

function plain(text: string): string {
  return text.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

async function attempt(property: Property, input: Case): Promise<number | Error> {
  try {
    return await property.check(input);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** At most so many inputs are tried to make a failing one smaller, and at most for so long (ms). */
const mostAttempts = 600;
const longestMs = 60_000;

async function shrink(property: Property, input: Case, error: Error): Promise<{ input: Case; error: Error }> {
  let smallest = { input, error };
  let attempts = 0;
  const endMs = performance.now() + longestMs;
  const isOver = () => attempts >= mostAttempts || performance.now() >= endMs;
  for (let isSmaller = true; isSmaller && !isOver(); ) {
    isSmaller = false;
    for (const candidate of smaller(smallest.input)) {
      if (isOver()) break;
      attempts++;
      const result = await attempt(property, candidate);
      if (!(result instanceof Error) || kindOf(result) !== kindOf(error)) continue;
      smallest = { input: candidate, error: result };
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** A smaller input has to fail in the same way: at the same line of the sources. */
function kindOf(error: Error): string {
  return (error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line)) ?? error.message;
}

/** Smaller inputs, the smallest first: fewer edits, fewer lines, shorter lines, shorter insertions. */
function* smaller({ text, edits, seed }: Case): Generator<Case> {
  // What the first edits do can be in the text from the start.
  for (let count = edits.length; count > 0; count--) {
    yield { text: edits.slice(0, count).reduce(applyEdit, text), edits: edits.slice(count), seed };
  }
  for (const at of edits.keys()) yield { text, edits: edits.toSpliced(at, 1), seed };
  const lines = text.split(/(?<=\n)/);
  for (let size = Math.ceil(lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < lines.length; at += size) {
      const cut = lines.slice(at, at + size).join('').length;
      const before = lines.slice(0, at).join('').length;
      yield { text: text.slice(0, before) + text.slice(before + cut), edits: moved(edits, before, cut), seed };
    }
  }
  if (text.length > 300) return;
  for (let size = Math.ceil(text.length / 4); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < text.length; at += size) {
      yield { text: text.slice(0, at) + text.slice(at + size), edits: moved(edits, at, size), seed };
    }
  }
  for (const [at, edit] of edits.entries()) {
    if (edit.newText.length < 2) continue;
    const half = Math.ceil(edit.newText.length / 2);
    for (const newText of [edit.newText.slice(0, half), edit.newText.slice(half)])
      yield { text, edits: edits.with(at, { ...edit, newText }), seed };
  }
}

/** The edits after something before them was cut out. */
function moved(edits: readonly Edit[], at: number, cut: number): Edit[] {
  const move = (offset: number) => (offset <= at ? offset : Math.max(at, offset - cut));
  return edits.map(({ start, end, newText }) => ({ start: move(start), end: move(end), newText }));
}
