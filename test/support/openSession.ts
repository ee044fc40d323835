import { type ClientOptions, LspClient } from './lspClient.ts';
import { MemoryFiles } from './memoryFiles.ts';

/** The folder of `openSession`. */
export const folder = 'file:///w';
/** Its open document. */
export const uri = `${folder}/web.yaml`;

/** A session in which one text is open and the folder has been read; `files` lie beside it, by their URIs. */
export async function openSession(
  text: string,
  options: ClientOptions & { files?: Record<string, string> } = {},
): Promise<LspClient> {
  const files = new MemoryFiles(options.files);
  const client = await LspClient.inProcess({ folders: [folder], runtime: { files }, ...options }).start();
  await client.open(uri, text);
  await client.indexed();
  return client;
}
