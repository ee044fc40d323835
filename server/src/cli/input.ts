import { limits } from '../base/limits.ts';
import { decode } from '../node/decode.ts';
import { noTextReason } from '../runtime/ports.ts';
import { tooLarge, type Unreadable } from './files.ts';
import { complain } from './output.ts';

/** What standard input is called among URIs of files. */
export const inputUri = 'stdin:///standard-input.yaml';

/**
 * The text of standard input; undefined when it is none, which is noted in `unreadable`. That nothing came is said: the
 * command before the pipe has probably failed.
 */
export async function readInputText(unreadable: Unreadable[]): Promise<string | undefined> {
  const bytes = await readStandardInput();
  if (bytes === undefined) {
    unreadable.push({ path: '-', reason: tooLarge });
    return undefined;
  }
  if (bytes.length === 0) complain('nothing came through standard input');
  const text = decode(bytes);
  if (text === undefined) unreadable.push({ path: '-', reason: noTextReason });
  return text;
}

/** All bytes of standard input; undefined where they are too many, or have no end. */
async function readStandardInput(): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes > limits.commandLineFileBytes) return undefined;
  }
  return Buffer.concat(chunks);
}
