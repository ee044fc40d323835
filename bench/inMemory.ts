import { neverCancelled } from '../server/src/base/cancellation.ts';
import { complete } from '../server/src/features/completion/completion.ts';
import { hover } from '../server/src/features/hover/hover.ts';
import { inlayHints } from '../server/src/features/inlayHints.ts';
import { documentSymbols } from '../server/src/features/symbols.ts';
import { createService } from '../server/src/service.ts';
import { type Action, hoverDistance, offsetOf, type Sample, shownCharacters, typist } from './samples.ts';

const uri = 'file:///bench.yaml';

/** From key to answer in this process: what the engine itself takes. Each call types once. */
export function typingInMemory(sample: Sample, action: Action): () => unknown {
  const host = createService();
  let version = 0;
  if (sample.beside !== undefined) host.open('file:///beside.yaml', version, sample.beside);
  host.open(uri, version, sample.text);
  host.setIndexComplete(true);
  const found = host.snapshot().problems(uri);
  if (found.length !== sample.findings) {
    throw new Error(`${sample.name}: ${found.length} findings; the first is ${found[0]?.problem.message}`);
  }
  const typing = typist(sample, action, (edit) => host.edit(uri, ++version, [edit]));
  const offset = offsetOf(sample, action);
  const shown = { start: Math.max(0, offset - shownCharacters), end: offset + shownCharacters };
  const ask = {
    diagnostics: () => host.snapshot().problems(uri),
    completion: (cursor: number) => complete(host.snapshot(), uri, cursor, neverCancelled),
    hover: () => hover(host.snapshot(), uri, offset - hoverDistance, neverCancelled),
    symbols: () => documentSymbols(host.snapshot(), uri, neverCancelled),
    'inlay hints': () => inlayHints(host.snapshot(), uri, shown, neverCancelled),
  }[action.question];
  return () => ask(typing.key());
}
