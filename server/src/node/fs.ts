import type * as Fs from 'node:fs';
import { createRequire } from 'node:module';

/**
 * `node:fs`, asked for in the old way: imported as a module, Node reads each of its properties to make exports of them,
 * loads promises, streams and readline on the way, and the server starts 10 ms later.
 */
export const fs: typeof Fs = createRequire(import.meta.url)('node:fs');

/** The names in a folder and what they are. Rejects where it cannot be listed. */
export function readFolder(folder: string): Promise<Fs.Dirent[]> {
  return new Promise((resolve, reject) => {
    fs.readdir(folder, { withFileTypes: true }, (error, entries) => (error ? reject(error) : resolve(entries)));
  });
}

/** Size, times and kind of what a path leads to, links followed; undefined where it leads to nothing. */
export function readStats(file: string): Promise<Fs.Stats | undefined> {
  return new Promise((resolve) => fs.stat(file, (error, stats) => resolve(error ? undefined : stats)));
}

/** The path without links; undefined where it leads to nothing. */
export function readRealPath(file: string): Promise<string | undefined> {
  return new Promise((resolve) => fs.realpath(file, (error, real) => resolve(error ? undefined : real)));
}
