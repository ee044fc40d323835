import fs from 'node:fs';
import path from 'node:path';
import { entryOfStream } from '../analysis/fileEntries.ts';
import { isKustomization, kustomizationNames } from '../analysis/kustomization.ts';
import { WorkspaceIndex } from '../analysis/workspaceIndex.ts';
import type { WorkspaceView } from '../analysis/workspaceView.ts';
import { SourceText } from '../text/sourceText.ts';
import { YamlStream } from '../yaml/stream.ts';
import { type FoundFiles, isManifestName, readText, uriOf } from './files.ts';

/** A folder with more manifests than this, or with more bytes in them, is not read for the sake of one file in it. */
const mostNeighbours = 500;
const mostNeighbourBytes = 32_000_000;

/**
 * Files that are read only so that the found ones are understood, each once: manifests beside the files that were named,
 * and kustomizations, which say what is a patch. None of them is among the found files.
 */
export function contextOf(found: FoundFiles, isExcluded: (file: string) => boolean): readonly string[] {
  const known = new Set(found.files.map((file) => path.resolve(file)));
  const folders = new Set(found.named.filter(isFile).map((file) => path.dirname(path.resolve(file))));
  const around = [
    ...[...folders].flatMap((folder) => neighboursIn(folder)),
    ...found.settingsFiles.map((file) => path.resolve(file)),
    ...kustomizationsAbove(found.roots),
  ];
  return [...new Set(around)].filter((file) => !known.has(file) && !isExcluded(file));
}

/** Which of the found files are patches. */
export function patchesAmong(found: FoundFiles, isExcluded: (file: string) => boolean): Pick<WorkspaceView, 'isPatch'> {
  const index = new WorkspaceIndex();
  for (const file of [...found.files, ...contextOf(found, isExcluded)]) {
    const uri = uriOf(file);
    const text = isKustomization(uri) ? readText(file, []) : undefined;
    if (text !== undefined) index.set(uri, entryOfStream(uri, YamlStream.parse(new SourceText(text))));
  }
  return index;
}

/** The manifests in a folder; none where they are too many. What cannot be read does not count. */
function neighboursIn(folder: string): string[] {
  const names = entriesOf(folder).filter(isManifestName).sort();
  if (names.length > mostNeighbours) return [];
  const files = names.map((name) => path.join(folder, name)).filter(isFile);
  const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
  return bytes > mostNeighbourBytes ? [] : files;
}

/** The kustomizations in the folders and above them, not beyond a folder that holds `.git`. */
function kustomizationsAbove(folders: readonly string[]): string[] {
  const visited = new Set<string>();
  const files: string[] = [];
  for (const start of folders) {
    for (let folder = path.resolve(start); !visited.has(folder); folder = path.dirname(folder)) {
      visited.add(folder);
      files.push(...kustomizationNames.map((name) => path.join(folder, name)).filter(isFile));
      if (fs.existsSync(path.join(folder, '.git'))) break;
    }
  }
  return files;
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
  try {
    return fs.statSync(name, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // Nobody may look at it, or its links go in a circle.
    return false;
  }
}
