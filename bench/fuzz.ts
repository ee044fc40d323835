// npm run fuzz -- [--minutes N] [--seed S [--step N]] [--only WORDS] [--corpus DIR]
//
// Tries the properties of test/properties with new inputs until the time is over. A failure prints the command that
// repeats it and the smallest input that shows it; the last line counts. `--seed` begins with that seed instead of one by
// the clock; with `--step` it is that one input of the seed and no other, however long it takes. `--only` takes the
// properties whose name has the words in it; `--corpus` makes inputs of the manifests below a folder, too.
import { parseArgs } from 'node:util';
import { propertiesOf } from '../test/properties/support/properties.ts';
import { describeFailure, type Outcome, type Property, runProperty } from '../test/properties/support/property.ts';
import { serverProperties } from '../test/properties/support/serverProperties.ts';
import { seedTexts, textsIn } from '../test/properties/support/texts.ts';
import { readOptions } from './options.ts';

const usage = 'npm run fuzz -- [--minutes N] [--seed S [--step N]] [--only WORDS] [--corpus DIR]';
const values = readOptions(
  () =>
    parseArgs({
      options: {
        help: { type: 'boolean' },
        minutes: { type: 'string', default: '1' },
        seed: { type: 'string' },
        step: { type: 'string' },
        only: { type: 'string', default: '' },
        corpus: { type: 'string' },
      },
    }).values,
);
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const minutes = Number(values.minutes);
const firstSeed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
/** The one input to try of each property; undefined: all, until the time is over. */
const onlyStep = values.step === undefined ? undefined : Number(values.step);
const isStepOfSeed = values.seed !== undefined && Number.isInteger(onlyStep) && Number(onlyStep) >= 0;
if (!(minutes > 0) || !Number.isInteger(firstSeed) || (onlyStep !== undefined && !isStepOfSeed)) {
  console.error(usage);
  process.exit(2);
}

const seeds = [...seedTexts(), ...(values.corpus === undefined ? [] : textsIn(values.corpus))];
const properties = [...propertiesOf(seeds), ...serverProperties(seeds)].filter(({ name }) =>
  name.includes(values.only),
);
if (properties.length === 0) {
  console.error(`no property has "${values.only}" in its name`);
  process.exit(2);
}
/** Each property has its turn for this long (ms), then the next one, then a new seed. */
const turnMs = Math.min(10_000, (minutes * 60_000) / properties.length);
const endMs = performance.now() + minutes * 60_000;
const totals = new Map(properties.map(({ name }) => [name, { cases: 0, checks: 0 }]));
const failures = new Map<string, number>();

console.log(`${seeds.length} texts, ${properties.length} properties, first seed ${firstSeed}`);
let seed = firstSeed;
if (onlyStep !== undefined) {
  const run = { seed: seed++, firstStep: onlyStep, isOver: (tried: number) => tried > 0 };
  for (const property of properties) count(await runProperty(property, run));
} else {
  for (; performance.now() < endMs; seed++) {
    for (const property of properties) {
      if (performance.now() < endMs) count(await turn(property, seed));
    }
  }
}
for (const [name, { cases, checks }] of totals) console.log(`${name}: ${cases} inputs, ${checks} checks`);
const cases = [...totals.values()].reduce((sum, total) => sum + total.cases, 0);
const failed = [...failures.values()].reduce((sum, times) => sum + times, 0);
const heapMb = Math.round(process.memoryUsage().heapUsed / 1e6);
console.log(`${cases} inputs, ${failed} failed, seeds ${firstSeed} to ${seed - 1}, ${heapMb} MB of heap at the end`);
process.exit(failed > 0 ? 1 : 0);

function turn(property: Property, turnSeed: number): Promise<Outcome> {
  const turnEndMs = Math.min(performance.now() + turnMs, endMs);
  return runProperty(property, { seed: turnSeed, isOver: () => performance.now() >= turnEndMs });
}

function count({ name, cases, checks, failure }: Outcome): void {
  const total = totals.get(name)!;
  total.cases += cases;
  total.checks += checks;
  if (!failure) return;
  failures.set(name, (failures.get(name) ?? 0) + 1);
  console.log(`${describeFailure(name, failure, values.corpus)}\n`);
}
