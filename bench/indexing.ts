import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createService } from '../server/src/service.ts';
import { parseDocument } from '../server/src/yaml/parse.ts';
import { serviceDocument, setDocument } from './manifests.ts';
import { measureMeanwhile } from './meanwhile.ts';
import { ownTime, timing } from './measure.ts';
import type { Figure } from './report.ts';

const count = 10_000;
const rounds = 7;

/**
 * Indexing 10,000 manifests on disk beside reading and parsing them in one thread; and, by the built server, how long a
 * request waits while it does that.
 */
export async function benchIndex(): Promise<readonly Figure[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-bench-'));
  try {
    const files = Array.from({ length: count }, (_, i) => path.join(folder, `${i}.yaml`));
    for (const [i, file] of files.entries())
      fs.writeFileSync(file, i % 2 === 0 ? setDocument(i) : serviceDocument(i - 1));
    const parsing: number[] = [];
    const indexing: number[] = [];
    let bytes = 0;
    // The first round warms up. Both begin with a heap that is cleared up, so that neither pays for the other.
    for (let round = 0; round <= rounds; round++) {
      const parse = time(files, (file) => parseDocument(fs.readFileSync(file, 'utf8')).problems);
      const before = heapBytes();
      const host = createService();
      const index = time(files, (file) => host.setFile(`file://${file}`, fs.readFileSync(file, 'utf8')));
      bytes = heapBytes() - before;
      if (host.indexSize !== count) throw new Error(`${host.indexSize} objects indexed`);
      if (round === 0) continue;
      parsing.push(parse);
      indexing.push(index);
    }
    const meanwhile = await measureMeanwhile(folder, count);
    const [parse, index] = [timing(parsing), timing(indexing)];
    console.log(`\nmemory: ${(bytes / count / 1000).toFixed(2)} kB per indexed manifest`);
    return [
      { name: `index: reading and parsing ${count} manifests`, p50Ms: parse.p50, p95Ms: parse.p95 },
      {
        name: `index: indexing them`,
        p50Ms: index.p50,
        p95Ms: index.p95,
        // Of each round, in which the machine was as busy for one as for the other.
        ratio: timing(indexing.map((ms, round) => ms / parsing[round]!)).p50,
        yardstick: 'reading and parsing',
      },
      ...meanwhile,
    ];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function time(files: readonly string[], work: (file: string) => unknown): number {
  heapBytes();
  const tookMs = ownTime();
  for (const file of files) work(file);
  return tookMs();
}

/** Bytes in use once what nobody holds is gone. */
function heapBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
