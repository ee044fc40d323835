import type { AnalysisHost } from '../../analysis/analysisHost.ts';
import type { OpenFile } from '../../analysis/snapshot.ts';
import { createService } from '../../service.ts';
import { type ClusterOptions, settingsFor } from '../clusterOptions.ts';
import { contextOf } from '../context.ts';
import { readText, type Unreadable, uriOf } from '../files.ts';
import { findGiven } from '../given.ts';
import { inputUri, readInputText } from '../input.ts';

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

/**
 * Reads files and folders that were named ("-" is standard input), and, so that Services and classes are known, the
 * manifests that lie beside a named file.
 */
export async function readSurroundings(paths: readonly string[], cluster: ClusterOptions): Promise<Surroundings> {
  const { settings, files, isExcluded, hasInput } = findGiven(paths);
  const host = createService();
  host.configure(settingsFor(settings, cluster));
  const unreadable: Unreadable[] = [];
  const given: GivenFile[] = [];
  const read = (name: string, problemsOf: Unreadable[]): OpenFile | undefined => {
    const text = readText(name, problemsOf);
    return text === undefined ? undefined : host.readFile(uriOf(name), text);
  };
  if (hasInput) {
    const text = await readInputText(unreadable);
    if (text !== undefined) given.push({ name: '-', file: host.readFile(inputUri, text) });
  }
  unreadable.push(...files.unreadable);
  for (const name of files.files) {
    const file = read(name, unreadable);
    if (file) given.push({ name, file });
  }
  for (const file of contextOf(files, isExcluded)) read(file, []);
  host.setIndexComplete(true);
  return { host, given, unreadable };
}
