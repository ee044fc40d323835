import type { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { defaultSettings, type Settings } from '../../server/src/analysis/settings.ts';
import type { FileProblem, OpenFile } from '../../server/src/analysis/snapshot.ts';
import { createService } from '../../server/src/service.ts';

/** A workspace in memory: file name → text. Names become URIs below `file:///work/`. */
export function openWorkspace(files: Readonly<Record<string, string>>, settings: Partial<Settings> = {}): AnalysisHost {
  const host = createService();
  host.configure({ ...defaultSettings, ...settings });
  for (const [name, text] of Object.entries(files)) host.open(uriOf(name), 1, text);
  host.setIndexComplete(true);
  return host;
}

/** The URI of a file of that name. */
export function uriOf(name: string): string {
  return `file:///work/${name}`;
}

/** The open file of that name; throws when it is not open. */
export function fileOf(host: AnalysisHost, name: string): OpenFile {
  const file = host.snapshot().file(uriOf(name));
  if (!file) throw new Error(`no file ${name} in this workspace`);
  return file;
}

/** What is found in an open file. */
export function problemsOf(host: AnalysisHost, name: string): readonly FileProblem[] {
  return host.snapshot().problems(uriOf(name));
}

/**
 * The files that a fixture holds: `# file: NAME` lines begin one each; without any, all of it is `main.yaml`.
 */
export function splitFiles(text: string): Record<string, string> {
  const files: Record<string, string> = {};
  let name = 'main.yaml';
  let lines: string[] = [];
  const close = () => {
    if (lines.some((line) => line !== '')) files[name] = lines.join('\n');
  };
  for (const line of text.split('\n')) {
    const match = /^# file: (\S+)$/.exec(line);
    if (match) {
      close();
      [name, lines] = [match[1]!, []];
    } else lines.push(line);
  }
  close();
  return files;
}
