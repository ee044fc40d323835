import { traceOf } from '../base/failure.ts';
import { version } from '../base/version.ts';
import { serve } from '../lsp/server.ts';
import { type Arguments, help, readArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { nodeRuntime } from './runtime.ts';

const given = readArguments(process.argv.slice(2));
const isWithoutChannel = given.action === 'serve' && given.transport.type === 'ipc' && process.send === undefined;
const parsed: Arguments = isWithoutChannel
  ? { action: 'refuse', reason: '--node-ipc needs a channel to the Node process that starts this one' }
  : given;

if (parsed.action === 'help') process.stdout.write(`${help}\n`);
else if (parsed.action === 'version') process.stdout.write(`${version}\n`);
else if (parsed.action === 'refuse') {
  process.stderr.write(`statefulset-language-server: ${parsed.reason}\n\n${help}\n`);
  process.exitCode = 2;
} else {
  const connection = connect(parsed.transport, parsed.clientProcessId);
  // Each handler is guarded; what comes here anyway is written down, and the other features go on.
  const report = (error: unknown) => connection.console.error(`Unexpected failure: ${traceOf(error)}`);
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  serve(connection, nodeRuntime, version);
  connection.listen();
}
