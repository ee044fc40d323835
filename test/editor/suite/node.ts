import Mocha from 'mocha';
import { patienceMs } from '../../support/patience.ts';
import { Quiet, reportAll } from './report.ts';

/** What VS Code calls in an extension host that is a Node process: on the desktop and on a server. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', reporter: Quiet as never, timeout: 2 * patienceMs });
  mocha.suite.emit('pre-require', globalThis as never, 'suite', mocha);
  await import('./suite.ts');
  await reportAll(mocha);
}
