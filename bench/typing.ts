import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseEvents } from 'js-yaml';
import { parseDocument } from 'yaml';
import { makeEchoServer } from './bareServer.mjs';
import { typingInMemory } from './inMemory.ts';
import { measure, measureBeside, type Timing } from './measure.ts';
import { ServerProcess } from './overStdio.ts';
import { printProfile } from './profile.ts';
import { type Figure, printTable } from './report.ts';
import { type Action, type Sample, samples } from './samples.ts';
import { measureYls } from './yls.ts';

/** What to measure of the matrix. */
export interface TypingOptions {
  /** Only figures that have this in their names, in this process alone, and with their profile. */
  readonly profile?: string;
  /** Where the profile goes as a file. */
  readonly profileFile?: string;
}

/**
 * From key to answer on files of several sizes: in this process, from the built server over stdio, and from
 * yaml-language-server. The yardstick is `yaml` parsing the document that is typed in; the floor is js-yaml's list of
 * events of it.
 */
export async function benchTyping(options: TypingOptions = {}): Promise<readonly Figure[]> {
  if (options.profile !== undefined) return profileTyping(options.profile, options.profileFile);
  const isBuilt = existsSync(path.join(import.meta.dirname, '../server/dist/server.cjs'));
  if (!isBuilt) console.log('The server is not built (npm run build): nothing is measured over stdio.');
  const figures: Figure[] = [];
  warmUp(samples()[0]!);
  const echoServer = isBuilt ? await makeEchoServer() : undefined;
  for (const sample of samples()) figures.push(...(await benchSample(sample, echoServer)));
  console.log('\n  of yaml: p50 to what `yaml` takes to parse the document; more: what stdio takes over this process');
  console.log('  answer: a server that only sends the same answer; yls takes: yaml-language-server, to this process');
  return figures;
}

/** An editor runs for hours: what is measured first does not pay for the compiling of what all others use, too. */
function warmUp(sample: Sample): void {
  for (const action of sample.actions)
    measureBeside(typingInMemory(sample, action), () => parseDocument(sample.document));
}

/** One action on one sample, as each server does it; undefined where one was not measured. */
interface Row {
  readonly action: Action;
  readonly inMemory: Timing;
  /** `yaml` parsing the document alone, in turns with that. */
  readonly yaml: Timing;
  readonly overStdio: Timing | undefined;
  /** A server that knows nothing, sending the same answers. */
  readonly echo: Timing | undefined;
  readonly yls: Timing | undefined;
}

async function benchSample(sample: Sample, echoServer: string | undefined): Promise<readonly Figure[]> {
  const parse = () => parseDocument(sample.document);
  const yaml = measure(parse);
  const floor = measure(() => parseEvents(sample.document, {}));
  const server = echoServer === undefined ? undefined : new ServerProcess();
  const echoing = echoServer === undefined ? undefined : new ServerProcess(echoServer);
  await server?.start();
  await echoing?.start();
  const rows: Row[] = [];
  for (const action of sample.actions) {
    const { own: inMemory, beside } = measureBeside(typingInMemory(sample, action), parse);
    const row = { action, inMemory, yaml: beside };
    if (action.behind !== undefined) rows.push({ ...row, overStdio: undefined, echo: undefined, yls: undefined });
    else {
      const overStdio = await server?.measure(sample, action);
      await echoing?.giveAnswers(server?.answers ?? {});
      const echo = await echoing?.measure(sample, action);
      rows.push({ ...row, overStdio, echo, yls: await measureYls(sample, action) });
    }
  }
  await server?.stop();
  await echoing?.stop();
  printSample(sample, { yaml, floor }, rows);
  return [
    { name: `${sample.name}: yaml parses the document alone`, p50Ms: yaml.p50, p95Ms: yaml.p95 },
    { name: `${sample.name}: js-yaml lists its events`, p50Ms: floor.p50, p95Ms: floor.p95 },
    ...rows.flatMap((row) => figuresOf(sample, row)),
  ];
}

function figuresOf({ name }: Sample, { action, inMemory, yaml, overStdio, echo, yls }: Row): readonly Figure[] {
  const figure = (suffix: string, timing: Timing | undefined): readonly Figure[] =>
    timing ? [{ name: `${name}: ${action.name}${suffix}`, p50Ms: timing.p50, p95Ms: timing.p95 }] : [];
  const withRatio = (made: Figure): Figure => ({ ...made, ratio: made.p50Ms / yaml.p50, yardstick: 'yaml' });
  return [
    ...figure('', inMemory).map(withRatio),
    // Other processes' time is no part of a ratio to this thread's: these have no budget.
    ...figure(', over stdio', overStdio),
    ...figure(', the same answers from a server that knows nothing', echo),
    ...figure(', by yaml-language-server', yls).map(withRatio),
  ];
}

function printSample(
  { name, text, document }: Sample,
  base: { yaml: Timing; floor: Timing },
  rows: readonly Row[],
): void {
  const lines = (of: string) => of.split('\n').length - 1;
  console.log(`\n${name}: ${lines(text)} lines, ${lines(document)} of them in the document that is typed in`);
  const { yaml, floor } = base;
  const ms = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(value < 10 ? 3 : 1));
  const timing = (of: Timing | undefined) => [ms(of?.p50), ms(of?.p95)];
  const times = (of: number | undefined) => (of === undefined ? '-' : `${of.toFixed(of < 10 ? 2 : 0)} x`);
  printTable([
    ['ms', 'p50', 'p95', 'of yaml', 'stdio p50', 'p95', 'more', 'answer', 'yls p50', 'p95', 'yls takes'],
    ['yaml, the document alone', ...timing(yaml), '1.00 x', '', '', '', '', '', '', ''],
    ['js-yaml events of it', ...timing(floor), times(floor.p50 / yaml.p50), '', '', '', '', '', '', ''],
    ...rows.map(({ action, inMemory, yaml: beside, overStdio, echo, yls }) => [
      action.name,
      ...timing(inMemory),
      times(inMemory.p50 / beside.p50),
      ...timing(overStdio),
      overStdio ? `+${ms(overStdio.p50 - inMemory.p50)}` : '-',
      ms(echo?.p50),
      ...timing(yls),
      times(yls && yls.p50 / inMemory.p50),
    ]),
  ]);
  const isUnmeasured = rows.some(({ yls, action }) => !yls && !action.behind && action.question !== 'inlay hints');
  if (isUnmeasured) console.log('  yaml-language-server is left out: it would take seconds for each key');
}

function profileTyping(wanted: string, file: string | undefined): readonly Figure[] {
  const figures: Figure[] = [];
  for (const sample of samples()) {
    for (const action of sample.actions) {
      const name = `${sample.name}: ${action.name}`;
      if (!name.includes(wanted)) continue;
      const { runs, p50: p50Ms, p95: p95Ms } = measure(typingInMemory(sample, action));
      figures.push({ name, p50Ms, p95Ms });
      printProfile(name, runs, file);
    }
  }
  return figures;
}
