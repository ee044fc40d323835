import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { longDocument } from './manifests.ts';
import type { Figure } from './report.ts';

const cli = path.join(import.meta.dirname, '../server/bin/statefulset.js');
const count = 10_000;

/** `statefulset check` on 10,000 StatefulSets of about 300 lines, as a person runs it: files per second. */
export async function benchChecking(): Promise<readonly Figure[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-bench-'));
  try {
    const text = longDocument(300);
    for (let i = 0; i < count; i++) {
      fs.writeFileSync(
        path.join(folder, `${i}.yaml`),
        text.replaceAll('set-0', `set-${i}`).replaceAll('app-0', `app-${i}`),
      );
    }
    const start = performance.now();
    const run = spawnSync(process.execPath, [cli, 'check', '--min-severity', 'error', folder], { encoding: 'utf8' });
    const tookMs = performance.now() - start;
    if (run.status !== 0) throw new Error(`check ended with ${run.status}: ${run.stdout.slice(0, 500)}`);
    console.log(`\nchecking: ${Math.round((count * 1000) / tookMs)} files per second`);
    return [{ name: `statefulset check on ${count} files`, p50Ms: tookMs, p95Ms: tookMs }];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
