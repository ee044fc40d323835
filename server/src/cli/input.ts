import { decode } from '../node/decode.ts';
import { noTextReason } from '../runtime/ports.ts';
import type { Unreadable } from './files.ts';
import { complain } from './output.ts';

/** What standard input is called among URIs of files. */
export const inputUri = 'stdin:///standard-input.yaml';

/**
 * The text of standard input; undefined when it is none, which is noted in `unreadable`. That nothing came is said: the
 * command before the pipe has probably failed.
 */
export async function readInputText(unreadable: Unreadable[]): Promise<string | undefined> {
  const bytes = await readStandardInput();
  if (bytes.length === 0) complain('nothing came through standard input');
  const text = decode(bytes);
  if (text === undefined) unreadable.push({ path: '-', reason: noTextReason });
  return text;
}

/** All bytes of standard input. */
async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
