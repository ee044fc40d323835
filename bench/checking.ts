import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findKubeconform, runKubeconform } from './kubeconform.ts';
import { longDocument, serviceDocument, setDocument } from './manifests.ts';
import { timing } from './measure.ts';
import type { Figure } from './report.ts';

const cli = path.join(import.meta.dirname, '../server/bin/statefulset.js');
const count = 10_000;
const runs = 2;

/** Manifests that are checked: how they are called in the names of figures, and the text of each by its number. */
interface Sample {
  readonly name: string;
  readonly textOf: (number: number) => string;
}

/** StatefulSets of 250 to 300 lines, and the manifests that `index` reads: sets of 33 lines and Services of 8. */
const samples: readonly Sample[] = [
  { name: `${count} files`, textOf: longSet },
  { name: `${count} small files`, textOf: (i) => (i % 2 === 0 ? setDocument(i) : serviceDocument(i - 1)) },
];

/**
 * `statefulset check` on 10,000 manifests, long and small ones, as a person runs it, for errors alone and for everything,
 * and kubeconform on the same files in turn, where there is one.
 */
export async function benchChecking(): Promise<readonly Figure[]> {
  const kubeconform = findKubeconform();
  if (!kubeconform) console.log('\nkubeconform is left out: it is neither in KUBECONFORM nor on the PATH');
  return samples.flatMap((sample) => benchSample(sample, kubeconform));
}

function benchSample({ name, textOf }: Sample, kubeconform: string | undefined): readonly Figure[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-bench-'));
  const schemas = fs.mkdtempSync(path.join(os.tmpdir(), 'statefulset-bench-'));
  try {
    for (let i = 0; i < count; i++) fs.writeFileSync(path.join(folder, `${i}.yaml`), textOf(i));
    const own: number[] = [];
    const all: number[] = [];
    const other: number[] = [];
    for (let run = 0; run < runs; run++) {
      own.push(runOurs(folder, 'error'));
      all.push(runOurs(folder, 'hint'));
      if (kubeconform) other.push(runKubeconform(kubeconform, folder, schemas));
    }
    return [
      ...figures(`errors in ${name}`, own, other),
      ...figures(`everything in ${name}`, all, other),
      ...kubeconformFigures(name, other),
    ];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.rmSync(schemas, { recursive: true, force: true });
  }
}

const longTexts = [250, 275, 300].map(longDocument);

function longSet(i: number): string {
  return longTexts[i % longTexts.length]!.replaceAll('set-0', `set-${i}`).replaceAll('app-0', `app-${i}`);
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
  const figure = { name: `check: ${what}`, p50Ms: ours.p50, p95Ms: ours.p95 };
  return [other.length === 0 ? figure : { ...figure, ratio: ours.p50 / timing(other).p50, yardstick: 'kubeconform' }];
}

function kubeconformFigures(name: string, other: readonly number[]): readonly Figure[] {
  if (other.length === 0) return [];
  const theirs = timing(other);
  console.log(`kubeconform on ${name}: ${perSecond(theirs.p50)}`);
  return [{ name: `check: kubeconform on ${name}`, p50Ms: theirs.p50, p95Ms: theirs.p95 }];
}

function perSecond(ms: number): string {
  return `${Math.round((count * 1000) / ms)} files per second`;
}
