import { quoted } from '../base/visible.ts';

/** How the server talks to its client. */
export type Transport =
  | { readonly type: 'stdio' }
  | { readonly type: 'ipc' }
  | { readonly type: 'socket'; readonly port: number }
  | { readonly type: 'pipe'; readonly path: string };

/** What the command line asks for. */
export type Arguments =
  | { readonly action: 'serve'; readonly transport: Transport; readonly clientProcessId: number | undefined }
  | { readonly action: 'help' }
  | { readonly action: 'version' }
  | { readonly action: 'refuse'; readonly reason: string };

/** The text of `--help`. */
export const help = `statefulset-language-server: a language server for Kubernetes StatefulSet manifests

Usage: statefulset-language-server --stdio | --node-ipc | --socket=PORT | --pipe=PATH

  --stdio                  talk over standard input and output: what editors other than VS Code want
  --node-ipc               talk over the channel to the Node process that started this one
  --socket=PORT            connect to an editor that listens on that port of this machine
  --pipe=PATH              connect to an editor that listens on that pipe or Unix socket
  --clientProcessId=PID    end when that process does; editors also say so in the protocol
  --version                print the version
  --help                   print this text

The command line tool of the same package is called "statefulset".`;

/** Reads the arguments behind the script's name. Values follow `=` or a space, as clients differ in this. */
export function readArguments(args: readonly string[]): Arguments {
  let transport: Transport | undefined;
  let clientProcessId: number | undefined;
  for (let at = 0; at < args.length; at++) {
    const [name = '', attached] = split(args[at] ?? '');
    const value = () => attached ?? args[++at] ?? '';
    if (name === '--help' || name === '-h') return { action: 'help' };
    if (name === '--version' || name === '-v') return { action: 'version' };
    if (name === '--stdio') transport = { type: 'stdio' };
    else if (name === '--node-ipc') transport = { type: 'ipc' };
    else if (name === '--pipe') {
      const path = value();
      if (path === '') return refuse('--pipe takes the path of a pipe or Unix socket');
      transport = { type: 'pipe', path };
    } else if (name === '--socket') {
      const port = Number(value());
      if (!Number.isInteger(port) || port < 1 || port > 65_535) return refuse('--socket takes a port, 1 to 65535');
      transport = { type: 'socket', port };
    } else if (name === '--clientProcessId') clientProcessId = Number(value());
    else return refuse(`there is no option ${quoted(name)}`);
  }
  return transport
    ? { action: 'serve', transport, clientProcessId }
    : refuse('it is not said how to talk to the editor');
}

function refuse(reason: string): Arguments {
  return { action: 'refuse', reason };
}

function split(argument: string): [string, string | undefined] {
  const at = argument.indexOf('=');
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}
