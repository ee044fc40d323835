import { manifestsOf } from '../../manifest/manifest.ts';
import { isStatefulSet, previewSet } from '../../preview/identity.ts';
import { pageContents } from '../../preview/page/content.ts';
import { type PageEntry, previewPage } from '../../preview/page/page.ts';
import type { PreviewedSet } from '../../protocol/preview.ts';
import { clusterHelp, clusterOptions } from '../clusterOptions.ts';
import { type Command, type CommandResult, oneOf, readArguments } from '../command.ts';
import { readSurroundings, type Surroundings } from '../preview/surroundings.ts';
import { previewText } from '../preview/text.ts';

const help = `statefulset preview: shows the Pods, names, claims and Services that come of a StatefulSet, before it is applied

Usage: statefulset preview [options] [paths]

Paths are files or folders, searched recursively for *.yaml, *.yml and *.json; "-" is standard input; without a path,
the current folder. Services and storage classes are looked for in the same files and in those beside them.

  --format FORMAT               text (default), json, or html: a page with a picture, and rollouts to step through
${clusterHelp}

Exit code: 0 shown, 2 wrong usage or unreadable input.`;

const options = { format: { type: 'string', default: 'text' }, ...clusterOptions } as const;

/** `statefulset preview [paths…]`. */
export const preview: Command = {
  summary: 'shows the Pods, names, claims and Services that come of a set',
  help,
  run,
};

async function run(args: readonly string[]): Promise<CommandResult> {
  const { values, positionals } = readArguments(args, options);
  const format = oneOf('format', values.format, ['text', 'json', 'html']);
  const surroundings = await readSurroundings(positionals.length > 0 ? positionals : ['.'], values);
  for (const { path, reason } of surroundings.unreadable)
    process.stderr.write(`statefulset: cannot read ${path}: ${reason}\n`);
  if (format === 'html') return writePage(surroundings);
  const found = previewAll(surroundings);
  if (found.length === 0 && surroundings.unreadable.length === 0)
    process.stderr.write('statefulset: there is no StatefulSet in these files\n');
  await write(
    format === 'json'
      ? JSON.stringify({ statefulSets: found.map(({ file, set }) => ({ ...set, file })) }, null, 1)
      : found.map(({ file, set }) => previewText(set, file)).join('\n\n\n'),
  );
  return surroundings.unreadable.length > 0 ? 2 : 0;
}

function previewAll({ host, given }: Surroundings): { readonly file: string; readonly set: PreviewedSet }[] {
  const snapshot = host.snapshot();
  return given.flatMap(({ name, file }) =>
    [...file.stream].flatMap(({ document }) =>
      manifestsOf(document)
        .filter(isStatefulSet)
        .map((manifest) => ({ file: name, set: previewSet(manifest, snapshot) })),
    ),
  );
}

/** One page of all sets, which shows one at a time. */
async function writePage({ host, given, unreadable }: Surroundings): Promise<CommandResult> {
  const snapshot = host.snapshot();
  const entries = given.flatMap(({ name, file }) =>
    pageContents(snapshot, file).map(
      (content): PageEntry => (given.length > 1 ? { content, file: name } : { content }),
    ),
  );
  if (entries.length === 0) {
    process.stderr.write('statefulset: there is no StatefulSet in these files\n');
    return 2;
  }
  await write(previewPage(entries).trimEnd());
  return unreadable.length > 0 ? 2 : 0;
}

/** Resolves when the text is handed on whole, also into a slow pipe. */
function write(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text === '' ? '' : `${text}\n`, () => resolve()));
}
