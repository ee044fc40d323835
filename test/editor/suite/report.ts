import type Mocha from 'mocha';

/** A reporter that keeps quiet: `reportAll` prints what the driver reads. */
export class Quiet {}

/** Runs the suite and prints a line for each test that the driver outside picks out of the console. */
export function reportAll(mocha: { run(done: (failures: number) => void): Mocha.Runner }): Promise<void> {
  return new Promise((resolve, reject) => {
    const say = (result: { title: string; error?: string }) => console.log(`@test ${JSON.stringify(result)}`);
    const runner = mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} failed`));
      else resolve();
    });
    runner.on('pass', (test) => say({ title: test.title }));
    runner.on('fail', (test, error: Error) => say({ title: test.title, error: error.stack ?? error.message }));
    runner.on('pending', (test) => say({ title: test.title, error: 'skipped' }));
  });
}
