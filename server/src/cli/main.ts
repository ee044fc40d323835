import fs from 'node:fs';
import { logBugsInsteadOfThrowing } from '../base/bug.ts';
import { isCheckThread, runCheckThread, setThreadScript } from './check/threads.ts';
import { run } from './run.ts';

logBugsInsteadOfThrowing((message) => process.stderr.write(`statefulset: ${message}\n`));

// A reader that has seen enough (`statefulset check | head`) ends the pipe; that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

if (isCheckThread()) runCheckThread();
else {
  // Threads begin as the process did: where it is built, with the code that an earlier run compiled.
  const starter = new URL('./cli.cjs', import.meta.url);
  setThreadScript(fs.existsSync(starter) ? starter.href : import.meta.url);
  process.exitCode = await run(process.argv.slice(2));
}
