import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Exit code: 0 fine, 1 errors found in manifests, 2 wrong usage or unreadable input. */
export type CommandResult = 0 | 1 | 2;

/** One command of the command line. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole text of `--help`. */
  readonly help: string;
  readonly run: (args: readonly string[]) => Promise<CommandResult>;
}

/** The arguments do not fit; the message says which and why. */
export class UsageError extends Error {}

/** Options and paths of a command; a `UsageError` for options that it does not have. */
export function readArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node words these well: "Unknown option '--foo'", "Option '--format <value>' argument missing".
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
}

/** `value` as one of `choices`, or a `UsageError` that lists them. */
export function oneOf<const Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`--${option} takes ${choices.join(', ')}, not "${value}"`);
  return found;
}
