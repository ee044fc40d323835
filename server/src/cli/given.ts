import path from 'node:path';
import type { Settings } from '../analysis/settings.ts';
import { globMatcher } from '../lsp/globs.ts';
import { type FoundFiles, findFiles, readText, type Unreadable, uriOf } from './files.ts';
import { inputUri, readInputText } from './input.ts';
import { complain } from './output.ts';
import { findSettings } from './settingsFile.ts';

/** What the arguments of a command name, with the settings that hold there. */
export interface Given {
  readonly settings: Settings;
  readonly files: FoundFiles;
  /** Whether settings leave out a file or folder. */
  readonly isExcluded: (file: string) => boolean;
  /** Whether standard input (`-`) is named, too. */
  readonly hasInput: boolean;
}

/** Finds what is named; without any name, the current folder. Faults of the settings are said. */
export function findGiven(named: readonly string[]): Given {
  const paths = named.length > 0 ? named : ['.'];
  const onDisk = paths.filter((each) => each !== '-');
  const { settings, folder, problems } = findSettings(onDisk[0] ?? '.');
  for (const problem of problems) complain(problem);
  const isExcluded = exclusion(settings, folder);
  return { settings, isExcluded, files: findFiles(onDisk, isExcluded), hasInput: onDisk.length < paths.length };
}

/** A text that was named, as the user spelled its name: `-` is standard input. */
export interface GivenText {
  readonly name: string;
  readonly uri: string;
  readonly text: string;
}

/** The texts that are named, standard input first; what cannot be read is noted in `unreadable`. */
export async function* givenTexts({ files, hasInput }: Given, unreadable: Unreadable[]): AsyncGenerator<GivenText> {
  const input = hasInput ? await readInputText(unreadable) : undefined;
  if (input !== undefined) yield { name: '-', uri: inputUri, text: input };
  unreadable.push(...files.unreadable);
  for (const name of files.files) {
    const text = readText(name, unreadable, files.named);
    if (text !== undefined) yield { name, uri: uriOf(name), text };
  }
}

/** Whether a file or folder is excluded by the settings of `folder`. */
function exclusion({ exclude }: Settings, folder: string): (file: string) => boolean {
  if (exclude.length === 0) return () => false;
  const isExcluded = globMatcher(exclude);
  return (file) => {
    const relative = path.relative(folder, path.resolve(file)).replaceAll(path.sep, '/');
    return !relative.startsWith('..') && isExcluded(relative);
  };
}
