// A client in a process of its own, which the test stops and lets go on. It starts the server, opens a document, asks for
// its outline as often as its second argument says, and prints one line for each thing that happened.
import { spawn } from 'node:child_process';

const [server = '', count = '', text = ''] = process.argv.slice(2);
const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const textDocument = { uri: 'file:///nowhere/a.yaml', languageId: 'yaml', version: 1, text };
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const send = (message: object): void => {
  const content = JSON.stringify({ jsonrpc: '2.0', ...message });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
};

let answered = 0;
let bytes = 0;
let kept = Buffer.alloc(0);

/** Answers come in the order of their requests; of what the server says by itself nothing counts. */
function take(id: number | undefined): void {
  if (id === undefined) return;
  if (id === 0) {
    send({ method: 'initialized', params: {} });
    send({ method: 'textDocument/didOpen', params: { textDocument } });
    for (let request = 1; request <= Number(count); request++) {
      const { uri } = textDocument;
      send({ id: request, method: 'textDocument/documentSymbol', params: { textDocument: { uri } } });
    }
    say('asked');
  } else if (id !== ++answered) say(`${id} came instead of ${answered}`);
  if (answered === 1) say('begun');
  if (answered === Number(count)) say(`done ${bytes}`);
}

child.stdout.on('data', (chunk: Buffer) => {
  bytes += chunk.length;
  kept = Buffer.concat([kept, chunk]);
  for (;;) {
    const end = kept.indexOf('\r\n\r\n') + 4;
    const length = /Content-Length: (\d+)/.exec(kept.toString('latin1', 0, end));
    if (end < 4 || !length || kept.length < end + Number(length[1])) return;
    const content = kept.toString('utf8', end, end + Number(length[1]));
    kept = kept.subarray(end + Number(length[1]));
    take((JSON.parse(content) as { id?: number }).id);
  }
});
child.on('exit', (code) => say(`ended ${code}`));
process.stdin.once('data', () => child.stdin.end());
say(`${child.pid}`);
send({ id: 0, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
