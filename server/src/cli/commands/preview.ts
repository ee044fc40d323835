import { shownManifests } from '../../analysis/helmValues.ts';
import { isStatefulSet, previewSet } from '../../preview/identity.ts';
import { pageContents } from '../../preview/page/content.ts';
import { type PageEntry, previewPage } from '../../preview/page/page.ts';
import { verdictOf } from '../../preview/verdict.ts';
import type { PreviewedSet, Verdict } from '../../protocol/preview.ts';
import { clusterHelp, clusterOptions } from '../clusterOptions.ts';
import { type Command, type CommandResult, oneOf, readArguments } from '../command.ts';
import { complain, complainOf, jsonText, write, writeLines } from '../output.ts';
import { readSurroundings, type Surroundings } from '../preview/surroundings.ts';
import { previewText } from '../preview/text.ts';

const help = `statefulset preview: shows the Pods, names, claims and Services that come of a StatefulSet, before it is applied

Usage: statefulset preview [options] [paths]

Paths are files or folders, searched recursively for *.yaml, *.yml and *.json; "-" is standard input; without a path,
the current folder. Services and storage classes are looked for in the same files and in those beside them.

  --format FORMAT               text (default), json, or html: a page with a picture, and rollouts to step through
${clusterHelp}

A template (Helm and the like) has no values until it is rendered, and a Kustomize patch is only a part of a set, so they
are not shown; what Kubernetes refuses is said.

Exit code: 0 shown, 2 wrong usage, unreadable input, or nothing that can be known.`;

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
  const surroundings = await readSurroundings(positionals, values);
  complainOf(surroundings.unreadable);
  if (format === 'html') return writePage(surroundings);
  const found = findSets(surroundings);
  const shown = found.filter(({ verdict }) => verdict.hidden === undefined);
  if (found.length === 0 && surroundings.unreadable.length === 0) complain('there is no StatefulSet in these files');
  for (const { file, verdict } of found) tellVerdict(file, verdict);
  const sets = shown.map(({ file, set }) => ({ file, set: set() }));
  if (format === 'json')
    await write(`${jsonText({ statefulSets: sets.map(({ file, set }) => ({ ...set, file })) })}\n`);
  else if (sets.length > 0) await writeLines(sets.map(({ file, set }) => previewText(set, file)).join('\n\n\n'));
  const isNothingKnown = found.length > 0 && shown.length === 0;
  return surroundings.unreadable.length > 0 || isNothingKnown ? 2 : 0;
}

interface FoundSet {
  readonly file: string;
  readonly verdict: Verdict;
  readonly set: () => PreviewedSet;
}

function findSets({ host, given }: Surroundings): readonly FoundSet[] {
  const snapshot = host.snapshot();
  const { workspace, settings } = snapshot;
  const { kubernetesVersion } = settings;
  return given.flatMap(({ name, file }) =>
    [...file.stream].flatMap(({ document }) =>
      shownManifests(document, file.uri)
        .filter(isStatefulSet)
        .map((manifest) => ({
          file: name,
          verdict: verdictOf(manifest, kubernetesVersion, { uri: file.uri, workspace }),
          set: () => previewSet(manifest, snapshot, file.uri),
        })),
    ),
  );
}

/** What is left out because it cannot be known, and what is shown although Kubernetes refuses it. */
function tellVerdict(file: string, { hidden, set, pods }: Verdict): void {
  if (hidden !== undefined) {
    complain(`${file} is not shown: ${hidden}`);
    return;
  }
  for (const message of set) complain(`${file}: Kubernetes refuses this set: ${message}`);
  for (const message of pods) complain(`${file}: Kubernetes refuses the Pods or claims of this set: ${message}`);
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
    complain('there is no StatefulSet in these files');
    return 2;
  }
  await write(`${previewPage(entries).trimEnd()}\n`);
  return unreadable.length > 0 ? 2 : 0;
}
