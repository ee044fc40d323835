import fs from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.join(import.meta.dirname, '..');
let session: Session | undefined;

/** Runs `work` under V8's profiler where one was started, else as it is. */
export function profiled<T>(work: () => T): T {
  if (!session) return work();
  session.post('Profiler.start');
  try {
    return work();
  } finally {
    session.post('Profiler.stop', (_error, { profile }) => profiles.push(profile));
  }
}

const profiles: Profiler.Profile[] = [];

/** From now on what is measured is profiled. */
export function startProfiling(): void {
  session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 100 });
}

/**
 * Prints where the time went since the last call, while `keys` were typed; `file`, where given, gets the whole profile for
 * a browser's tools, with the functions of the bench, which are left out here.
 */
export function printProfile(title: string, keys: number, file: string | undefined): void {
  const seen = profiles.splice(0);
  if (seen.length === 0) return;
  const { functions, totalMs } = ownTimes(seen);
  const each = (totalMs / keys).toFixed(3);
  console.log(`\n${title}: ${keys} keys, ${each} ms for each on average; functions by their own time`);
  for (const { name, ms } of functions.slice(0, 25)) {
    const share = ((100 * ms) / totalMs).toFixed(1);
    console.log(`  ${share.padStart(5)} %${ms.toFixed(1).padStart(9)} ms  ${name}`);
  }
  if (file !== undefined) fs.writeFileSync(file, JSON.stringify(seen.at(-1)));
}

/** Functions by the time that was spent in them and in nothing they called, the longest first. */
function ownTimes(seen: readonly Profiler.Profile[]): {
  readonly functions: readonly { readonly name: string; readonly ms: number }[];
  readonly totalMs: number;
} {
  const own = new Map<string, number>();
  let totalMs = 0;
  for (const { nodes, samples = [], timeDeltas = [] } of seen) {
    const ofBench = idsOfBench(nodes);
    const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
    for (const [at, id] of samples.entries()) {
      const name = names.get(id);
      if (name === undefined || ofBench.has(id)) continue;
      const ms = (timeDeltas[at] ?? 0) / 1000;
      own.set(name, (own.get(name) ?? 0) + ms);
      totalMs += ms;
    }
  }
  const functions = [...own].map(([name, ms]) => ({ name, ms })).sort((a, b) => b.ms - a.ms);
  return { functions, totalMs };
}

/** Calls that are no work of the engine: of the bench, of what of Node the bench itself calls (clocks), and idle time. */
function idsOfBench(nodes: readonly Profiler.ProfileNode[]): ReadonlySet<number> {
  const bench = pathToFileURL(import.meta.dirname).href;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Set<number>();
  const visit = ({ id, callFrame: { url, functionName }, children = [] }: Profiler.ProfileNode, isBelow: boolean) => {
    const isNodes = url.startsWith('node:') || (url === '' && !functionName.startsWith('('));
    const isOfBench = url.startsWith(bench) || (isBelow && isNodes) || /^\((?:idle|program|root)\)$/.test(functionName);
    if (isOfBench) found.add(id);
    for (const child of children) visit(byId.get(child)!, isOfBench);
  };
  if (nodes[0]) visit(nodes[0], true);
  return found;
}

function nameOf({ functionName, url, lineNumber }: Profiler.Profile['nodes'][number]['callFrame']): string {
  const file = url.startsWith('file:') ? path.relative(root, fileURLToPath(url)) : url;
  return `${functionName || '(no name)'}${file === '' ? '' : `  ${file}:${lineNumber + 1}`}`;
}
