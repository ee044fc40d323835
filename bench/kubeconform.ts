import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { schemaOfKind } from './jsonSchemas.ts';

/** A kubeconform binary: what KUBECONFORM names, else the one on the PATH; undefined where there is none. */
export function findKubeconform(): string | undefined {
  const named = process.env.KUBECONFORM;
  const candidates = named
    ? [named]
    : (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'kubeconform'));
  return candidates.find((file) => file !== '' && fs.existsSync(file));
}

/**
 * Milliseconds that kubeconform takes for a folder of StatefulSets and Services, with its default of four workers and
 * schemas made from the structure that our own check uses. Throws where it finds a manifest invalid: then the two do not check the same.
 */
export function runKubeconform(binary: string, folder: string, schemaFolder: string): number {
  for (const [file, root] of roots) fs.writeFileSync(path.join(schemaFolder, file), JSON.stringify(schemaOfKind(root)));
  const location = path.join(schemaFolder, '{{.ResourceKind}}.json');
  const start = performance.now();
  const run = spawnSync(binary, ['-strict', '-summary', '-schema-location', location, folder], {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  const tookMs = performance.now() - start;
  if (run.status !== 0)
    throw new Error(`kubeconform ended with ${run.status}: ${run.stdout.slice(0, 500)}${run.stderr}`);
  return tookMs;
}

const roots: readonly (readonly [file: string, root: string])[] = [
  ['statefulset.json', 'apps.v1.StatefulSet'],
  ['service.json', 'core.v1.Service'],
];
