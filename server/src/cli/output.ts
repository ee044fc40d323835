import { visible } from '../base/visible.ts';
import type { CommandResult } from './command.ts';
import type { Unreadable } from './files.ts';

/** Says on standard error what is wrong or left out; what is quoted from files steers no terminal. */
export function complain(message: string): void {
  process.stderr.write(`statefulset: ${visible(message)}\n`);
}

/** Says what could not be read, or not be written, and why. */
export function complainOf(unreadable: readonly Unreadable[]): void {
  for (const { path, reason, wasRead } of unreadable) complain(`${wasRead ? '' : 'cannot read '}${path}: ${reason}`);
}

/** Writes to standard output; resolves when the text is handed on whole, also into a slow pipe. */
export function write(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

/** Writes a text that was asked for; with that the command is done well. */
export async function print(text: string): Promise<CommandResult> {
  await write(`${text}\n`);
  return 0;
}

/** Whether what is written shows in colours: on a terminal, unless its user wants none (no-color.org). */
export function hasColours(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}
