// Defines mocha's globals; esbuild.mjs says what is special about it.
import 'mocha/mocha.js';
import { patienceMs } from '../../support/patience.ts';
import { Quiet, reportAll } from './report.ts';

/** What VS Code for the Web calls in an extension host that is a browser worker. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'tdd', reporter: Quiet as never, timeout: 2 * patienceMs });
  await import('./suite.ts');
  await reportAll(mocha as never);
}
