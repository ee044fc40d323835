import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ignore from 'ignore';
import type { AnalysisHost } from '../../analysis/analysisHost.ts';
import type { OpenFile } from '../../analysis/snapshot.ts';
import { createService } from '../../service.ts';
import { type ClusterOptions, minorOf, platformOf } from '../clusterOptions.ts';
import { findFiles, readText, type Unreadable } from '../files.ts';
import { readInputText } from '../input.ts';
import { complain } from '../output.ts';
import { findSettings } from '../settingsFile.ts';

/** A file that was named, as the user spelled it. */
export interface GivenFile {
  readonly name: string;
  readonly file: OpenFile;
}

/** The files that a command was given, and an engine that knows the files beside them. */
export interface Surroundings {
  readonly host: AnalysisHost;
  readonly given: readonly GivenFile[];
  readonly unreadable: readonly Unreadable[];
}

/** A folder with more files than this is not read for the sake of one file in it. */
const mostNeighbours = 500;

/**
 * Reads files and folders that were named ("-" is standard input), and, so that Services and classes are known, the
 * manifests that lie beside a named file.
 */
export async function readSurroundings(paths: readonly string[], cluster: ClusterOptions): Promise<Surroundings> {
  const start = paths.find((given) => given !== '-') ?? '.';
  const { settings, folder, problems } = findSettings(start);
  for (const problem of problems) complain(problem);
  const host = createService();
  host.configure({
    ...settings,
    kubernetesVersion: minorOf(cluster['kubernetes-version'], settings.kubernetesVersion),
    platform: platformOf(cluster.platform, settings.platform),
  });
  const excluded = ignore().add([...settings.exclude]);
  const isExcluded = (file: string): boolean => {
    const relative = path.relative(folder, path.resolve(file)).replaceAll(path.sep, '/');
    return relative !== '' && !relative.startsWith('..') && excluded.ignores(relative);
  };
  const unreadable: Unreadable[] = [];
  const given: GivenFile[] = [];
  const known = new Set<string>();
  const read = (name: string, problemsOf: Unreadable[]): OpenFile | undefined => {
    const text = readText(name, problemsOf);
    known.add(path.resolve(name));
    return text === undefined ? undefined : host.readFile(pathToFileURL(path.resolve(name)).href, text);
  };
  if (paths.includes('-')) {
    const text = await readInputText(unreadable);
    if (text !== undefined) given.push({ name: '-', file: host.readFile('stdin:///standard-input.yaml', text) });
  }
  const named = paths.filter((each) => each !== '-');
  const found = findFiles(named, isExcluded);
  unreadable.push(...found.unreadable);
  for (const name of found.files) {
    const file = read(name, unreadable);
    if (file) given.push({ name, file });
  }
  for (const neighbour of neighboursOf(named)) {
    if (!known.has(neighbour) && !isExcluded(neighbour)) read(neighbour, []);
  }
  host.setIndexComplete(true);
  return { host, given, unreadable };
}

/** The manifests in the folders of files that were named; what cannot be read does not count. */
function neighboursOf(named: readonly string[]): string[] {
  const folders = new Set(named.filter(isFile).map((file) => path.dirname(path.resolve(file))));
  return [...folders].flatMap((folder) => {
    const files = entriesOf(folder).filter((name) => /\.(ya?ml|json)$/.test(name));
    return files.length > mostNeighbours
      ? []
      : files
          .sort()
          .map((name) => path.join(folder, name))
          .filter(isFile);
  });
}

function entriesOf(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    // A folder that may be entered but not listed: its file is all that is known.
    return [];
  }
}

function isFile(name: string): boolean {
  return fs.statSync(name, { throwIfNoEntry: false })?.isFile() === true;
}
