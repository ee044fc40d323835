import type { AnalysisHost } from '../../analysis/analysisHost.ts';
import type { OpenFile } from '../../analysis/snapshot.ts';
import { createService } from '../../service.ts';
import { type ClusterOptions, settingsFor } from '../clusterOptions.ts';
import { contextOf } from '../context.ts';
import { readText, type Unreadable, uriOf } from '../files.ts';
import { findGiven, givenTexts } from '../given.ts';

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
  const named = findGiven(paths);
  const host = createService();
  host.configure(settingsFor(named.settings, cluster));
  const unreadable: Unreadable[] = [];
  const given: GivenFile[] = [];
  for await (const { name, uri, text } of givenTexts(named, unreadable)) {
    given.push({ name, file: host.readFile(uri, text) });
  }
  for (const file of contextOf(named.files, named.isExcluded)) {
    const text = readText(file, []);
    if (text !== undefined) host.readFile(uriOf(file), text);
  }
  host.setIndexComplete(true);
  return { host, given, unreadable };
}
