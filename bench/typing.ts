import { parseDocument } from 'yaml';
import { neverCancelled } from '../server/src/base/cancellation.ts';
import { complete } from '../server/src/features/completion/completion.ts';
import { hover } from '../server/src/features/hover/hover.ts';
import { createService } from '../server/src/service.ts';
import { longDocument, manyDocuments, serviceDocument, setDocument } from './manifests.ts';
import { measure, measureAsync } from './measure.ts';
import type { Figure } from './report.ts';
import { yamlLanguageServer } from './yls.ts';

interface Sample {
  readonly name: string;
  readonly text: string;
  /** The document that is typed in, alone. */
  readonly document: string;
  /** Where a digit is typed and taken away again: behind `replicas: 3`. */
  readonly offset: number;
}

const uri = 'file:///bench.yaml';

/** From keystroke to diagnostics, completion and hover, on files of several sizes. */
export async function benchTyping(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const sample of samples()) figures.push(...(await benchSample(sample)));
  return figures;
}

function samples(): readonly Sample[] {
  const example = `${serviceDocument(0)}---\n${setDocument(0)}`;
  const made = [
    { name: 'example', text: example, document: setDocument(0) },
    ...[1, 10, 100, 1000].map((count) => ({
      name: `${count} documents`,
      text: manyDocuments(count),
      document: setDocument(Math.floor(count / 2)),
    })),
    ...[300, 5000].map((lines) => ({
      name: `${lines} lines`,
      text: longDocument(lines),
      document: longDocument(lines),
    })),
  ];
  return made.map((sample) => ({
    ...sample,
    offset: sample.text.indexOf(sample.document) + sample.document.indexOf('replicas: 3') + 'replicas: 3'.length,
  }));
}

async function benchSample(sample: Sample): Promise<readonly Figure[]> {
  const { name, text, document, offset } = sample;
  const host = createService();
  host.open(uri, 0, text);
  host.setIndexComplete(true);
  const runs = text.length > 100_000 ? 100 : 300;
  const yardstick = measure(() => parseDocument(document), document.length > 50_000 ? 20 : runs);
  let version = 0;
  const type = (run: number, newText: string) => {
    const isIn = run % 2 === 1;
    host.edit(uri, ++version, [
      isIn ? { start: offset, end: offset + newText.length, newText: '' } : { start: offset, end: offset, newText },
    ]);
    return host.snapshot().problems(uri);
  };
  const compare = { yardstick: 'yaml, document alone' };
  const figure = (what: string, { p50, p95 }: { p50: number; p95: number }) => ({
    name: `${name}: ${what}`,
    p50Ms: p50,
    p95Ms: p95,
    ratio: p50 / yardstick.p50,
    ...compare,
  });
  const figures = [
    { name: `${name}: yaml parses the document alone`, p50Ms: yardstick.p50, p95Ms: yardstick.p95 },
    figure(
      'keystroke to diagnostics',
      measure((run) => type(run, '1'), runs),
    ),
    figure(
      'half-typed line to diagnostics',
      measure((run) => type(run, '\n  half'), runs),
    ),
    figure(
      'completion',
      measure(() => complete(host.snapshot(), uri, offset, neverCancelled), runs),
    ),
    figure(
      'hover',
      measure(() => hover(host.snapshot(), uri, offset - 14, neverCancelled), runs),
    ),
  ];
  if (text.length > 200_000) return figures;
  const yls = yamlLanguageServer();
  const edited = [`${text.slice(0, offset)}1${text.slice(offset)}`, text];
  const other = await measureAsync((run) => yls.validate(edited[run % 2]!), text.length > 20_000 ? 6 : 30);
  const offered = await measureAsync((run) => yls.complete(edited[run % 2]!, offset), text.length > 20_000 ? 6 : 30);
  return [
    ...figures,
    figure('yaml-language-server validates', other),
    figure('yaml-language-server completes', offered),
  ];
}
