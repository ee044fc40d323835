import type { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import type { Settings } from '../../server/src/analysis/settings.ts';
import { openWorkspace, splitFiles, uriOf } from './workspace.ts';

/** The mark that stands for the cursor in a fixture. */
export const CURSOR = '<|>';

/** A fixture with its cursor taken out. */
export interface CursorText {
  /** File name → text. */
  readonly files: Readonly<Record<string, string>>;
  /** The file that holds the cursor. */
  readonly name: string;
  /** The cursor, from the start of that file. */
  readonly offset: number;
}

/**
 * Reads a fixture with one `<|>`. Several files begin with `# file: NAME` lines; without any, all of it is `main.yaml`.
 */
export function readCursor(fixture: string): CursorText {
  const files = fixture.includes('# file: ') ? splitFiles(fixture) : { 'main.yaml': fixture };
  for (const [name, text] of Object.entries(files)) {
    const offset = text.indexOf(CURSOR);
    if (offset < 0) continue;
    const without = text.slice(0, offset) + text.slice(offset + CURSOR.length);
    if (without.includes(CURSOR)) throw new Error('a fixture has one cursor');
    return { files: { ...files, [name]: without }, name, offset };
  }
  throw new Error(`no ${CURSOR} in the fixture`);
}

/** Opens the files of a fixture and says where its cursor is. */
export function openAtCursor(
  fixture: string,
  settings: Partial<Settings> = {},
): { host: AnalysisHost; uri: string; offset: number; text: string } {
  const { files, name, offset } = readCursor(fixture);
  return { host: openWorkspace(files, settings), uri: uriOf(name), offset, text: files[name]! };
}
