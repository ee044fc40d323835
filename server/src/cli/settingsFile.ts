import fs from 'node:fs';
import path from 'node:path';
import { defaultSettings, type Settings } from '../analysis/settings.ts';
import { readSettingsFile, settingsFileName } from '../analysis/settingsFile.ts';
import { ruleIds } from '../service.ts';
import { readText, type Unreadable } from './files.ts';

/** Settings, the folder that their paths count from, and what is wrong in their file, each with file and line. */
export interface FoundSettings {
  readonly settings: Settings;
  readonly folder: string;
  readonly problems: readonly string[];
}

/** Names that people try; none of them is read. */
const otherNames: readonly string[] = ['.statefulset.yml', '.statefulset.json'];

/**
 * Settings that hold for `start` (a file or folder): those of the nearest `.statefulset.yaml` in its folder or above,
 * not beyond a folder that holds `.git`. What is well-formed in a file with faults counts.
 */
export function findSettings(start: string): FoundSettings {
  const problems: string[] = [];
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    const file = path.join(folder, settingsFileName);
    if (fs.existsSync(file)) return { ...readFile(file), folder };
    for (const name of otherNames) {
      if (fs.existsSync(path.join(folder, name)))
        problems.push(`${shownPath(path.join(folder, name))} is not read; call it ${settingsFileName}`);
    }
    if (fs.existsSync(path.join(folder, '.git')) || path.dirname(folder) === folder)
      return { settings: defaultSettings, folder: process.cwd(), problems };
  }
}

function readFile(file: string): { settings: Settings; problems: readonly string[] } {
  const name = shownPath(file);
  const unreadable: Unreadable[] = [];
  const text = isForeign(file) ? undefined : readText(file, unreadable);
  if (text === undefined) {
    const reason = unreadable[0]?.reason ?? 'it is a link to a file of another name';
    return { settings: defaultSettings, problems: [`${name} cannot be read, so its settings do not count: ${reason}`] };
  }
  const { settings, problems } = readSettingsFile(text, ruleIds);
  return { settings, problems: problems.map(({ message, line }) => `${name}:${line}: ${message}`) };
}

/** Whether a link leads to something else than settings: what is wrong there is quoted, and it may be somebody's password. */
function isForeign(file: string): boolean {
  try {
    return !path.basename(fs.realpathSync(file)).endsWith('statefulset.yaml');
  } catch {
    return false; // gone, or links in a circle: reading it says so
  }
}

/** The path from here where it lies below, else the whole one. */
function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}
