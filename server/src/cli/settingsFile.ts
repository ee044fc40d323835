import fs from 'node:fs';
import path from 'node:path';
import { defaultSettings, readSettings, type Settings } from '../analysis/settings.ts';
import { readSettingsData, settingsFileName } from '../analysis/settingsFile.ts';

/**
 * Settings that hold for `start` (a file or folder): those of the nearest `.statefulset.yaml` in its folder or above,
 * not beyond a folder that holds `.git`. Faults in that file are named in `problems`, and what is well-formed counts.
 */
export function findSettings(start: string): { settings: Settings; folder: string; problems: readonly string[] } {
  const nowhere = { settings: defaultSettings, folder: process.cwd(), problems: [] };
  let folder = path.resolve(start);
  for (;;) {
    const file = path.join(folder, settingsFileName);
    if (fs.existsSync(file)) return { ...readSettingsFile(file), folder };
    if (fs.existsSync(path.join(folder, '.git')) || path.dirname(folder) === folder) return nowhere;
    folder = path.dirname(folder);
  }
}

function readSettingsFile(file: string): { settings: Settings; problems: readonly string[] } {
  try {
    const { data, problems: textProblems } = readSettingsData(fs.readFileSync(file, 'utf8'));
    const { settings, problems } = readSettings(data, defaultSettings);
    return { settings, problems: [...textProblems, ...problems].map((problem) => `${file}: ${problem}`) };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { settings: defaultSettings, problems: [`${file} cannot be read, so its settings do not count: ${reason}`] };
  }
}
