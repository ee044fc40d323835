import { own } from '../base/own.ts';
import { version } from '../base/version.ts';
import { type Command, type CommandResult, meantHint, UsageError } from './command.ts';
import { check } from './commands/check.ts';
import { effective } from './commands/effective.ts';
import { explain } from './commands/explain.ts';
import { preview } from './commands/preview.ts';
import { rollout } from './commands/rollout.ts';
import { complain, print } from './output.ts';

const commands: Readonly<Record<string, Command>> = { check, effective, explain, preview, rollout };

/**
 * Runs the command line `statefulset …` with the given arguments and resolves to the exit code: 0 nothing at or above
 * error, 1 errors found, 2 wrong usage or unreadable input.
 */
export async function run(args: readonly string[]): Promise<CommandResult> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return showHelp(rest[0]);
  if (name === '--version') return print(version);
  const command = own(commands, name);
  if (!command) return wrongUsage(`there is no command "${name}"${meantHint(name, Object.keys(commands))}`);
  if (rest.includes('--help') || rest.includes('-h')) return print(command.help);
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError) return wrongUsage(error.message, name);
    throw error;
  }
}

function showHelp(name: string | undefined): Promise<CommandResult> {
  const command = name === undefined ? undefined : own(commands, name);
  if (command) return print(command.help);
  const lines = Object.entries(commands).map(([id, { summary }]) => `  ${id.padEnd(10)} ${summary}`);
  return print(
    `statefulset: understands Kubernetes StatefulSet manifests\n\nUsage: statefulset <command> [options] [paths]\n\n` +
      `Commands:\n${lines.join('\n')}\n\nstatefulset <command> --help says more. --version prints the version.`,
  );
}

function wrongUsage(what: string, command?: string): CommandResult {
  complain(what);
  process.stderr.write(`statefulset ${command ? `${command} ` : ''}--help says how it is used\n`);
  return 2;
}
