import { visibleLine } from '../../base/visible.ts';
import type { Minor } from '../../schema/minor.ts';
import { minorOf, versionHelp } from '../clusterOptions.ts';
import { type Command, type CommandResult, oneOf, readArguments } from '../command.ts';
import { patchesAmong } from '../context.ts';
import { effectiveFile, type FileResult } from '../effective/report.ts';
import type { Unreadable } from '../files.ts';
import { findGiven, givenTexts } from '../given.ts';
import { complain, complainOf, jsonText, write } from '../output.ts';

const help = `statefulset effective: prints what Kubernetes stores of manifests: with every default, and without what it drops

Usage: statefulset effective [options] [paths]

Paths are files or folders, searched recursively for *.yaml, *.yml and *.json; "-" is standard input; without a path,
the current folder. Objects are printed as they are written, with a comment behind everything that is added, rewritten
or dropped. Left out: status, metadata that only the server writes, addresses and node ports that a cluster hands out,
and whatever depends on the objects of a cluster. Other kinds than those that StatefulSets need are left out, and so are
templates (Helm and the like) and Kustomize patches, which become objects only by their tools.

  --format FORMAT               yaml (default) or json
${versionHelp}

Exit code: 0 all objects printed, 1 some cannot be read into an object, 2 wrong usage or unreadable input.`;

const options = {
  format: { type: 'string', default: 'yaml' },
  'kubernetes-version': { type: 'string' },
} as const;

/** `statefulset effective [paths…]`. */
export const effective: Command = {
  summary: 'prints what Kubernetes stores of manifests, with every default',
  help,
  run,
};

async function run(args: readonly string[]): Promise<CommandResult> {
  const { values, positionals } = readArguments(args, options);
  const format = oneOf('format', values.format, ['yaml', 'json']);
  const given = findGiven(positionals);
  const minor = minorOf(values['kubernetes-version'], given.settings.kubernetesVersion);
  const workspace = patchesAmong(given.files, given.isExcluded);
  const unreadable: Unreadable[] = [];
  const results: FileResult[] = [];
  for await (const { name, text, uri } of givenTexts(given, unreadable)) {
    const result = effectiveFile({ path: name, text, place: { uri, workspace } }, { minor, format });
    for (const { object, reason } of result.leftOut) complain(`${name}: ${object}: ${reason}`);
    results.push(result);
  }
  complainOf(unreadable);
  await write(format === 'json' ? jsonOf(results, minor, unreadable) : yamlOf(results));
  if (unreadable.length > 0) return 2;
  return results.some(({ leftOut }) => leftOut.length > 0) ? 1 : 0;
}

function jsonOf(results: readonly FileResult[], minor: Minor, unreadable: readonly Unreadable[]): string {
  const files = results.map(({ file }) => file);
  return `${jsonText({ kubernetesVersion: minor, files, ...(unreadable.length > 0 ? { unreadable } : {}) })}\n`;
}

/** All objects as one stream; where there are several files, the first object of each names its file. */
function yamlOf(results: readonly FileResult[]): string {
  const isOneFile = results.length === 1;
  const documents = results.flatMap(({ file, texts }) =>
    texts.map((text, index) => (index === 0 && !isOneFile ? `# ${visibleLine(file.path)}\n${text}` : text)),
  );
  return documents.join('---\n');
}
