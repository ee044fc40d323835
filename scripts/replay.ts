/**
 * Plays recorded rollouts and says which come out differently:
 * `node scripts/replay.ts FILE.jsonl.gz [--show N] [--minor MINOR]`, the newest minor if left out. Ends with 1 unless all are equal.
 * A line of the file is `{ id, steps, details }`, as `simulate` returns it, recorded from a real cluster.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { load } from 'js-yaml';
import { canonicalJson, isObject, type Json, listAt, toJson } from '../server/src/rollout/json.ts';
import { simulate } from '../server/src/rollout/simulate.ts';
import type { Step } from '../server/src/rollout/steps.ts';
import { newestMinor } from '../server/src/schema/minor.ts';

interface Scenario {
  readonly id: string;
  readonly steps: readonly { readonly step: Step }[];
  readonly details: Json;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { show: { type: 'string', default: '3' }, minor: { type: 'string', default: newestMinor } },
});
const [file] = positionals;
if (file === undefined) {
  console.error('usage: node scripts/replay.ts FILE.jsonl.gz [--show N] [--minor MINOR]');
  process.exit(2);
}

const scenarios = readScenarios(file);
const different = scenarios.map((scenario) => differencesOf(scenario)).filter(({ lines }) => lines.length > 0);
for (const { id, lines } of different.slice(0, Number(values.show))) console.log([`# ${id}`, ...lines].join('\n'));
console.log(`${scenarios.length - different.length} of ${scenarios.length} scenarios are equal`);
process.exitCode = different.length === 0 ? 0 : 1;

function readScenarios(path: string): readonly Scenario[] {
  const bytes = readFileSync(path);
  const text = path.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Scenario);
}

function differencesOf({ id, steps, details }: Scenario): { readonly id: string; readonly lines: readonly string[] } {
  const played = simulate(
    steps.map(({ step }) => step),
    { minor: values.minor, decodeYaml: (text) => load(text) },
  );
  const lines: string[] = [];
  const compare = (what: string, recorded: Json, simulated: Json): void => {
    if (canonicalJson(recorded) === canonicalJson(simulated)) return;
    lines.push(what, `  recorded  ${canonicalJson(recorded)}`, `  simulated ${canonicalJson(simulated)}`);
  };
  steps.forEach((recorded, i) => {
    const what = `step ${i + 1} ${canonicalJson(toJson(recorded.step)).slice(0, 120)}`;
    compare(what, outcomeOf(toJson(recorded)), outcomeOf(toJson(played.steps[i])));
  });
  compare('details', sortVolumes(details), sortVolumes(toJson(played.details)));
  return { id, lines };
}

/** What came of a step; of a refusal only the places and kinds count, as the server prints values in Go's manner. */
function outcomeOf(step: Json): Json {
  if (!isObject(step)) return null;
  const { step: _step, refused, ...outcome } = step;
  return typeof refused === 'string' ? { refused: headOf(refused) } : outcome;
}

function headOf(refusal: string): string {
  const [, list = refusal] = refusal.split(' is invalid: ');
  return list.split(': ').slice(0, 2).join(': ');
}

/** The controller keeps claims in a map, so their volumes come in any order. */
function sortVolumes(details: Json): Json {
  if (!isObject(details)) return details;
  const entries = Object.entries(details).map(([name, value]): [string, Json] => {
    if (!isObject(value) || value.volumes === undefined) return [name, value];
    const volumes = [...listAt(value, 'volumes')].sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
    return [name, { ...value, volumes }];
  });
  return Object.fromEntries(entries);
}
