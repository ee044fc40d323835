import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';

/**
 * Loads one entry of `dist/`, which then reads `process.argv` by itself. Says what to do where the entry was never
 * built or this Node is too old, and ends with status 2.
 * @param {string} entry file name in `dist/`
 */
export async function start(entry) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) return refuse(`needs Node.js 20 or newer; this is ${process.version}`);
  const url = new URL(`../dist/${entry}`, import.meta.url);
  if (!existsSync(url)) return refuse(`is not built: dist/${entry} is missing; run "npm run build" in the repository`);
  // Keeps the compiled code between runs (Node 22 and newer): the second start is faster. Harmless where it cannot write.
  nodeModule.enableCompileCache?.();
  await import(url.href);
}

/** @param {string} reason */
function refuse(reason) {
  process.stderr.write(`statefulset-language-server ${reason}\n`);
  process.exitCode = 2;
}
