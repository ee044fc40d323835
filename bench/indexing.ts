import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createService } from '../server/src/service.ts';
import { parseDocument } from '../server/src/yaml/parse.ts';
import { serviceDocument, setDocument } from './manifests.ts';
import { measureMeanwhile } from './meanwhile.ts';
import { ownTime, timing } from './measure.ts';
import type { Figure } from './report.ts';

const count = 10_000;

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
    for (let run = 0; run < 5; run++) {
      parsing.push(time(files, (file) => parseDocument(fs.readFileSync(file, 'utf8')).problems));
      globalThis.gc?.();
      const before = process.memoryUsage().heapUsed;
      const host = createService();
      indexing.push(time(files, (file) => host.setFile(`file://${file}`, fs.readFileSync(file, 'utf8'))));
      globalThis.gc?.();
      bytes = process.memoryUsage().heapUsed - before;
      if (host.indexSize !== count) throw new Error(`${host.indexSize} objects indexed`);
    }
    const meanwhile = await measureMeanwhile(folder, count);
    const [parse, index] = [timing(parsing), timing(indexing)];
    if (globalThis.gc) console.log(`\nmemory: ${(bytes / count / 1000).toFixed(2)} kB per indexed manifest`);
    return [
      { name: `index: reading and parsing ${count} manifests`, p50Ms: parse.p50, p95Ms: parse.p95 },
      {
        name: `index: indexing them`,
        p50Ms: index.p50,
        p95Ms: index.p95,
        ratio: index.p50 / parse.p50,
        yardstick: 'reading and parsing',
      },
      ...meanwhile,
    ];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function time(files: readonly string[], work: (file: string) => unknown): number {
  const tookMs = ownTime();
  for (const file of files) work(file);
  return tookMs();
}
