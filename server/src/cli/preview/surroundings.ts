import type { AnalysisHost } from '../../analysis/analysisHost.ts';
import type { OpenFile } from '../../analysis/snapshot.ts';
import { createService } from '../../service.ts';
import { type ClusterOptions, minorOf, platformOf } from '../clusterOptions.ts';
import { contextOf } from '../context.ts';
import { exclusion } from '../exclusion.ts';
import { findFiles, readText, type Unreadable, uriOf } from '../files.ts';
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
  const isExcluded = exclusion(settings, folder);
  const unreadable: Unreadable[] = [];
  const given: GivenFile[] = [];
  const read = (name: string, problemsOf: Unreadable[]): OpenFile | undefined => {
    const text = readText(name, problemsOf);
    return text === undefined ? undefined : host.readFile(uriOf(name), text);
  };
  if (paths.includes('-')) {
    const text = await readInputText(unreadable);
    if (text !== undefined) given.push({ name: '-', file: host.readFile('stdin:///standard-input.yaml', text) });
  }
  const found = findFiles(
    paths.filter((each) => each !== '-'),
    isExcluded,
  );
  unreadable.push(...found.unreadable);
  for (const name of found.files) {
    const file = read(name, unreadable);
    if (file) given.push({ name, file });
  }
  for (const file of contextOf(found, { isExcluded })) read(file, []);
  host.setIndexComplete(true);
  return { host, given, unreadable };
}
