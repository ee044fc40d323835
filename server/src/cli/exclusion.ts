import path from 'node:path';
import type { Settings } from '../analysis/settings.ts';
import { globMatcher } from '../lsp/globs.ts';

/** Whether a file or folder is excluded by the settings of `folder`. */
export function exclusion(settings: Settings, folder: string): (file: string) => boolean {
  if (settings.exclude.length === 0) return () => false;
  const isExcluded = globMatcher(settings.exclude);
  return (file) => {
    const relative = path.relative(folder, path.resolve(file)).replaceAll(path.sep, '/');
    return !relative.startsWith('..') && isExcluded(relative);
  };
}
