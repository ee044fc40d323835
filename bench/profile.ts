import fs from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import path from 'node:path';

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

/** Prints where the time went since the last call; `file`, where given, gets the whole profile for a browser's tools. */
export function printProfile(title: string, file: string | undefined): void {
  const seen = profiles.splice(0);
  if (seen.length === 0) return;
  console.log(`\n${title}: functions by their own time`);
  for (const { name, share, ms } of topFunctions(seen).slice(0, 25)) {
    console.log(`  ${(share * 100).toFixed(1).padStart(5)} %${ms.toFixed(1).padStart(9)} ms  ${name}`);
  }
  if (file !== undefined) fs.writeFileSync(file, JSON.stringify(seen.at(-1)));
}

/** Functions by the time that was spent in them and in nothing they called, the longest first. */
function topFunctions(
  seen: readonly Profiler.Profile[],
): readonly { readonly name: string; readonly share: number; readonly ms: number }[] {
  const own = new Map<string, number>();
  let total = 0;
  for (const { nodes, samples = [], timeDeltas = [] } of seen) {
    const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
    for (const [at, id] of samples.entries()) {
      const name = names.get(id) ?? '';
      // Starting the profiler itself.
      if (name.includes('node:inspector')) continue;
      const ms = (timeDeltas[at] ?? 0) / 1000;
      own.set(name, (own.get(name) ?? 0) + ms);
      total += ms;
    }
  }
  return [...own].map(([name, ms]) => ({ name, ms, share: ms / total })).sort((a, b) => b.ms - a.ms);
}

function nameOf({ functionName, url, lineNumber }: Profiler.Profile['nodes'][number]['callFrame']): string {
  const file = url.startsWith('file:') ? path.relative(root, url.slice('file://'.length)) : url;
  return `${functionName || '(no name)'}${file === '' ? '' : `  ${file}:${lineNumber + 1}`}`;
}
