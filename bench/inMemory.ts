import { neverCancelled } from '../server/src/base/cancellation.ts';
import { complete } from '../server/src/features/completion/completion.ts';
import { hover } from '../server/src/features/hover/hover.ts';
import { inlayHints } from '../server/src/features/inlayHints.ts';
import { documentSymbols } from '../server/src/features/symbols.ts';
import { createService } from '../server/src/service.ts';
import { measure, type Timing } from './measure.ts';
import { type Action, hoverDistance, type Sample, shownCharacters, typist } from './samples.ts';

const uri = 'file:///bench.yaml';

/** From key to answer in this process: what the engine itself takes. */
export function measureInMemory(sample: Sample, action: Action): Timing {
  const host = createService();
  let version = 0;
  host.open(uri, version, sample.text);
  host.setIndexComplete(true);
  host.snapshot().problems(uri);
  const typing = typist(sample, action, (edit) => host.edit(uri, ++version, [edit]));
  const { offset } = sample;
  const shown = { start: Math.max(0, offset - shownCharacters), end: offset + shownCharacters };
  const ask = {
    diagnostics: () => host.snapshot().problems(uri),
    completion: (cursor: number) => complete(host.snapshot(), uri, cursor, neverCancelled),
    hover: () => hover(host.snapshot(), uri, offset - hoverDistance, neverCancelled),
    symbols: () => documentSymbols(host.snapshot(), uri, neverCancelled),
    'inlay hints': () => inlayHints(host.snapshot(), uri, shown, neverCancelled),
  }[action.question];
  return measure(() => ask(typing.key()));
}
