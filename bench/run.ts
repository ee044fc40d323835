// npm run bench: from keystroke to answer, start, index, command line; beside `yaml`, a bare language server,
// yaml-language-server and kubeconform, in one run. docs/bench.md tells what is measured and how to read it.
//   --only PART          one part: typing, start, index, check
//   --json FILE          also writes the figures
//   --check              compares with bench/budgets.json; status 1 where a figure is over its budget
//   --write-budgets      writes what was reached, with head room, as the new budgets
//   --profile NAME       where the time goes in figures of "typing" that have NAME in their names
//   --cpuprofile FILE    with --profile: the last profile, for a browser's developer tools
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Budgets, betterOf, budgetsFor, compareBudgets } from './budgets.ts';
import { readOptions } from './options.ts';
import { startProfiling } from './profile.ts';
import { type Figure, printFigures } from './report.ts';

const budgetFile = path.join(import.meta.dirname, 'budgets.json');
const options = readOptions(
  () =>
    parseArgs({
      options: {
        help: { type: 'boolean' },
        only: { type: 'string' },
        json: { type: 'string' },
        check: { type: 'boolean' },
        'write-budgets': { type: 'boolean' },
        profile: { type: 'string' },
        cpuprofile: { type: 'string' },
      },
    }).values,
);

if (options.help) {
  console.log(
    'npm run bench -- [--only PART] [--json FILE] [--check] [--write-budgets] [--profile NAME [--cpuprofile FILE]]',
  );
  process.exit(0);
}

/** What each part is, and how its figures' names tell that they are of it. */
const parts: Readonly<Record<string, { run: () => Promise<readonly Figure[]>; names: RegExp }>> = {
  typing: {
    run: async () => (await import('./typing.ts')).benchTyping(typingOptions()),
    names: /^(example|\d+ \w+): /,
  },
  start: {
    run: async () => (await import('./start.ts')).benchStart(),
    // Only Linux says what a process had of the processor.
    names: process.platform === 'linux' ? /^start: / : /(?!)/,
  },
  index: { run: async () => (await import('./indexing.ts')).benchIndex(), names: /^index: / },
  // Its ratio is to kubeconform, which is not everywhere.
  check: { run: async () => (await import('./checking.ts')).benchChecking(), names: /(?!)/ },
};

function typingOptions() {
  const { profile, cpuprofile: profileFile } = options;
  return { ...(profile === undefined ? {} : { profile }), ...(profileFile === undefined ? {} : { profileFile }) };
}

const only = options.profile === undefined ? options.only : 'typing';
const chosen = Object.entries(parts).filter(([name]) => only === undefined || name === only);
if (chosen.length === 0) {
  console.error(`there is no part "${only}"; parts are ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
if (options.profile !== undefined) startProfiling();

async function measureParts(wanted: typeof chosen): Promise<Figure[]> {
  const measured: Figure[] = [];
  for (const [name, part] of wanted) {
    const found = await part.run();
    if (name !== 'typing') printFigures(name, found);
    measured.push(...found);
  }
  return measured;
}

const figures = await measureParts(chosen);
if (options.profile !== undefined && figures.length === 0) {
  console.error(`no figure has "${options.profile}" in its name; names are like "300 lines: completion"`);
  process.exitCode = 2;
}
if (options.json !== undefined) {
  const machine = { node: process.version, cpu: os.cpus()[0]?.model ?? '', cores: os.availableParallelism() };
  fs.writeFileSync(options.json, `${JSON.stringify({ ...machine, figures }, null, 1)}\n`);
}
const budgets = JSON.parse(fs.existsSync(budgetFile) ? fs.readFileSync(budgetFile, 'utf8') : '{}') as Budgets;
if (options['write-budgets']) {
  fs.writeFileSync(budgetFile, `${JSON.stringify(budgetsFor(figures, budgets), null, 2)}\n`);
  console.log(`\nwrote ${path.relative(process.cwd(), budgetFile)}`);
} else if (options.check) {
  const covers = (name: string) => chosen.some(([, { names }]) => names.test(name));
  let faults = compareBudgets(figures, budgets, covers);
  const unlucky = faults.filter(({ mayBeChance }) => mayBeChance);
  if (unlucky.length > 0) {
    console.log(`\nonce more, because of:\n${unlucky.map(({ message }) => message).join('\n')}`);
    const parted = chosen.filter(([, { names }]) => unlucky.some(({ name }) => names.test(name)));
    faults = compareBudgets(betterOf(figures, await measureParts(parted)), budgets, covers);
  }
  for (const { message } of faults) console.error(`not within: ${message}`);
  console.log(
    faults.length === 0 ? '\nall within bench/budgets.json' : `\n${faults.length} not within bench/budgets.json`,
  );
  if (faults.length > 0) process.exitCode = 1;
}
