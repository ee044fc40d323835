import { visible } from '../base/visible.ts';

/** Says on standard error what is wrong or left out; what is quoted from files steers no terminal. */
export function complain(message: string): void {
  process.stderr.write(`statefulset: ${visible(message)}\n`);
}

/** Writes to standard output; resolves when the text is handed on whole, also into a slow pipe. */
export function write(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}
