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
 * `statefulset check` on 10,000 StatefulSets of 250 to 300 lines, as a person runs it, for errors alone and for
 * everything, and kubeconform on the same files in turn, where there is one.
 */
export async function benchChecking(): Promise<readonly Figure[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-bench-'));
  const schemas = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-bench-'));
  try {
    writeManifests(folder);
    const kubeconform = findKubeconform();
    if (!kubeconform) console.log('\nkubeconform is left out: it is neither in KUBECONFORM nor on the PATH');
    const own: number[] = [];
    const all: number[] = [];
    const other: number[] = [];
    for (let run = 0; run < runs; run++) {
      own.push(runOurs(folder, 'error'));
      all.push(runOurs(folder, 'hint'));
      if (kubeconform) other.push(runKubeconform(kubeconform, folder, schemas));
    }
    return [...figures('errors', own, other), ...figures('everything', all, other), ...kubeconformFigures(other)];
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

function runOurs(folder: string, least: 'error' | 'hint'): number {
  const start = performance.now();
  const run = spawnSync(process.execPath, [cli, 'check', '--min-severity', least, folder], {
    encoding: 'utf8',
    maxBuffer: 1_000_000_000,
  });
  if (run.status !== 0) throw new Error(`check ended with ${run.status}: ${run.stdout.slice(0, 500)}${run.stderr}`);
  return performance.now() - start;
}

function figures(what: string, own: readonly number[], other: readonly number[]): readonly Figure[] {
  const ours = timing(own);
  console.log(`\nstatefulset check, ${what}: ${perSecond(ours.p50)}`);
  const figure = { name: `check: ${what} in ${count} files`, p50Ms: ours.p50, p95Ms: ours.p95 };
  return [other.length === 0 ? figure : { ...figure, ratio: ours.p50 / timing(other).p50, yardstick: 'kubeconform' }];
}

function kubeconformFigures(other: readonly number[]): readonly Figure[] {
  if (other.length === 0) return [];
  const theirs = timing(other);
  console.log(`kubeconform: ${perSecond(theirs.p50)}`);
  return [{ name: `check: kubeconform on them`, p50Ms: theirs.p50, p95Ms: theirs.p95 }];
}

function perSecond(ms: number): string {
  return `${Math.round((count * 1000) / ms)} files per second`;
}
