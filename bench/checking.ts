import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findKubeconform, runKubeconform } from './kubeconform.ts';
import { longDocument } from './manifests.ts';
import { timing } from './measure.ts';
import type { Figure } from './report.ts';

const cli = path.join(import.meta.dirname, '../server/bin/statefulset.js');
const count = 10_000;
const runs = 2;

/**
 * `statefulset check` on 10,000 StatefulSets of 250 to 300 lines, as a person runs it, and kubeconform on the same files
 * in turn, where there is one.
 */
export async function benchChecking(): Promise<readonly Figure[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-bench-'));
  const schemas = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-bench-'));
  try {
    writeManifests(folder);
    const kubeconform = findKubeconform();
    if (!kubeconform) console.log('\nkubeconform is left out: it is neither in KUBECONFORM nor on the PATH');
    const own: number[] = [];
    const other: number[] = [];
    for (let run = 0; run < runs; run++) {
      own.push(runOurs(folder));
      if (kubeconform) other.push(runKubeconform(kubeconform, folder, schemas));
    }
    return figures(own, other);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.rmSync(schemas, { recursive: true, force: true });
  }
}

function writeManifests(folder: string): void {
  const texts = [250, 275, 300].map(longDocument);
  for (let i = 0; i < count; i++) {
    const text = texts[i % texts.length]!.replaceAll('set-0', `set-${i}`).replaceAll('app-0', `app-${i}`);
    fs.writeFileSync(path.join(folder, `${i}.yaml`), text);
  }
}

function runOurs(folder: string): number {
  const start = performance.now();
  const run = spawnSync(process.execPath, [cli, 'check', '--min-severity', 'error', folder], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`check ended with ${run.status}: ${run.stdout.slice(0, 500)}${run.stderr}`);
  return performance.now() - start;
}

function figures(own: readonly number[], other: readonly number[]): readonly Figure[] {
  const ours = timing(own);
  const perSecond = ({ p50 }: { p50: number }) => `${Math.round((count * 1000) / p50)} files per second`;
  console.log(`\nstatefulset check: ${perSecond(ours)}`);
  const figure = { name: `check: ${count} files`, p50Ms: ours.p50, p95Ms: ours.p95 };
  if (other.length === 0) return [figure];
  const theirs = timing(other);
  console.log(`kubeconform:       ${perSecond(theirs)}`);
  return [
    { ...figure, ratio: ours.p50 / theirs.p50, yardstick: 'kubeconform' },
    { name: `check: kubeconform on them`, p50Ms: theirs.p50, p95Ms: theirs.p95 },
  ];
}
