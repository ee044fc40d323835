import { logBugsInsteadOfThrowing } from '../base/bug.ts';
import { run } from './run.ts';

logBugsInsteadOfThrowing((message) => process.stderr.write(`statefulset: ${message}\n`));

// A reader that has seen enough (`statefulset check | head`) ends the pipe; that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2));
