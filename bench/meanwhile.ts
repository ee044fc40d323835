import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setDocument } from './manifests.ts';
import { timing } from './measure.ts';
import { ServerProcess } from './overStdio.ts';
import type { Figure } from './report.ts';

/**
 * How long hovers take while the built server reads a folder of `count` manifests, one asked for as soon as the one before
 * is answered. Throws where the server has other objects in the end than there are files, or calls something missing
 * before. No figures where the server is not built.
 */
export async function measureMeanwhile(folder: string, count: number): Promise<readonly Figure[]> {
  if (!existsSync(path.join(import.meta.dirname, '../server/dist/server.cjs'))) return [];
  const server = new ServerProcess();
  const uri = `${pathToFileURL(folder).href}/open.yaml`;
  const ready = server.indexed();
  await server.start(folder);
  await server.open(uri, setDocument(count));
  const taken: number[] = [];
  let objects: number | undefined;
  let early = '';
  const start = performance.now();
  ready.then((found) => {
    objects = found;
    early = JSON.stringify(server.answers['textDocument/publishDiagnostics']);
  });
  while (objects === undefined) {
    const asked = performance.now();
    await server.hover(uri);
    taken.push(performance.now() - asked);
  }
  const tookMs = performance.now() - start;
  await server.stop();
  if (objects !== count + 1) throw new Error(`${objects} objects of ${count + 1} were indexed`);
  if (early.includes('unresolved')) throw new Error(`something was called missing too early: ${early}`);
  const waits = timing(taken);
  console.log(`\n${taken.length} hovers meanwhile, the longest took ${Math.max(...taken).toFixed(1)} ms`);
  return [
    { name: `index: by the server, ${count} files from disk`, p50Ms: tookMs, p95Ms: tookMs },
    { name: 'index: a hover meanwhile', p50Ms: waits.p50, p95Ms: waits.p95 },
  ];
}
