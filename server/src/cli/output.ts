import { visible, visibleLine } from '../base/visible.ts';
import type { CommandResult } from './command.ts';
import type { Unreadable } from './files.ts';

/** Says on standard error, in one line, what is wrong or left out; what is quoted from files steers nothing. */
export function complain(message: string): void {
  process.stderr.write(`statefulset: ${tame(visibleLine(message))}\n`);
}

/** Says what could not be read, or not be written, and why. */
export function complainOf(unreadable: readonly Unreadable[]): void {
  for (const { path, reason, wasRead } of unreadable) complain(`${wasRead ? '' : 'cannot read '}${path}: ${reason}`);
}

/** Writes to standard output; resolves when the text is handed on whole, also into a slow pipe. */
export function write(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

/** Writes lines for people to standard output. */
export function writeLines(text: string): Promise<void> {
  return write(`${tame(text)}\n`);
}

/** Writes a text that was asked for; with that the command is done well. */
export async function print(text: string): Promise<CommandResult> {
  await writeLines(text);
  return 0;
}

/** Data as JSON in which everything shows, for programs; what reads the output of a build finds no commands in it. */
export function jsonText(data: unknown): string {
  // These stand within strings alone, where an escape means the same.
  return visible(JSON.stringify(data, null, 1)).replaceAll('##', '#\\u0023');
}

/**
 * Text in which what reads the output of a build finds no commands: GitHub takes `::set-output …` at the beginning of a
 * line for one and, as others do, `##[…]` and `##vso[…]` wherever they stand. A file may have such a name.
 */
function tame(text: string): string {
  const lines = text.includes('::') ? text.split('\n').map(tameStart).join('\n') : text;
  return lines.replace(/##(?=\w{0,40}\[)/g, '#\\u0023');
}

function tameStart(line: string): string {
  const start = line.length - line.trimStart().length;
  return line.startsWith('::', start) ? `${line.slice(0, start)}\\u003A${line.slice(start + 1)}` : line;
}

/** Whether what is written shows in colours: on a terminal, unless its user wants none (no-color.org). */
export function hasColours(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}
