import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { codeCache } from './codeCache.ts';

// What Node reads first of the built server. It runs the rest, one script, from code that V8 compiled in an earlier start:
// compiling anew what a start needs takes as long as everything else together. Node's own compile cache keeps only what
// V8 compiles before a file runs, which leaves out nearly all functions. docs/decisions/start.md tells more.

/** Names the script's contents; put in by the build. */
declare const CODE_HASH: string;

const file = path.join(__dirname, 'server-code.cjs');
const cache = codeCache(CODE_HASH);
const cachedData = cache.read();
const head = '(function (exports, require, module, __filename, __dirname, keepCompiledCode) {';
// The build makes sure that there are no other characters.
const script = new vm.Script(`${head}${fs.readFileSync(file, 'latin1')}\n})`, {
  filename: file,
  columnOffset: -head.length,
  ...(cachedData ? { cachedData } : {}),
});
const isKept = cachedData !== undefined && !script.cachedDataRejected;

script.runInThisContext()(exports, require, module, file, __dirname, () => {
  if (!isKept) cache.write(script.createCachedData());
});
