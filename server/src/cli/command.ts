import { type ParseArgsConfig, parseArgs } from 'node:util';
import { messageOf } from '../base/failure.ts';
import { didYouMean, nearest } from '../base/nearest.ts';

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
    const reason = messageOf(error).split('. ', 1)[0];
    throw new UsageError(reason + meantOption(error, args, Object.keys(options)));
  }
}

/** What an option that there is not was probably meant to be. */
function meantOption(error: unknown, args: readonly string[], known: readonly string[]): string {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return '';
  const names = args.flatMap((arg) => (arg.startsWith('--') ? [arg.slice(2).split('=', 1)[0] ?? ''] : []));
  const unknown = names.find((name) => name !== '' && !known.includes(name));
  const near = unknown === undefined ? undefined : nearest(unknown, known);
  return near === undefined ? '' : `; ${didYouMean(`--${near}`)}`;
}

/** `value` as one of `choices`, or a `UsageError` that lists them. */
export function oneOf<const Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new UsageError(`--${option} takes ${choices.join(', ')}, not "${value}"${meantHint(value, choices)}`);
  return found;
}

/** The end of a message about a word that is none of those; empty where none of them is near. */
export function meantHint(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `; ${didYouMean(near)}`;
}
