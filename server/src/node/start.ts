// By name: of what is imported as a whole all properties are copied.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { codeCache } from './codeCache.ts';

// What Node reads first of the built server. It runs the rest, one script, from code that V8 compiled in an earlier start:
// compiling anew what a start needs takes as long as everything else together. Node's own compile cache keeps only what
// V8 compiles before a file runs, which leaves out nearly all functions. docs/decisions/start.md tells more.

/** Names the script's contents; put in by the build. */
declare const CODE_HASH: string;

const file = join(__dirname, 'server-code.cjs');
const cache = codeCache(CODE_HASH);
const cachedData = cache.read();
// One function. The build makes sure that there are no characters of more than a byte in it.
const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData ? { cachedData } : {}) });
const isKept = cachedData !== undefined && !script.cachedDataRejected;

script.runInThisContext()(exports, require, module, file, __dirname, () => {
  if (!isKept) cache.write(script.createCachedData());
});
