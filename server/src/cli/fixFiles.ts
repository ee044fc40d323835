import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { AnalysisHost } from '../analysis/analysisHost.ts';
import { neverCancelled } from '../base/cancellation.ts';
import { fixAll } from '../features/codeActions.ts';
import { decode } from '../node/decode.ts';
import { isInside, openFlags, readSized } from '../node/fs.ts';
import { SourceText } from '../text/sourceText.ts';
import { reasonOf } from './files.ts';

/** A repair may uncover the next one (a moved key, then its value); this many rounds end every chain seen. */
const mostRounds = 20;

/** The text of a file after all safe fixes, until nothing is left to fix; the same text when nothing was. */
export function fixedText(host: AnalysisHost, uri: string, text: string): string {
  let fixed = text;
  for (let round = 0; round < mostRounds; round++) {
    host.open(uri, round, fixed);
    const action = fixAll(host.snapshot(), uri, neverCancelled);
    if (!action) break;
    fixed = new SourceText(fixed).edit(action.edits.map(({ range, newText }) => ({ ...range, newText }))).text;
  }
  host.close(uri, fixed);
  return fixed;
}

/** What is written instead of what. */
export interface Rewrite {
  /** The text that the file held when it was read: one that changed since is left alone. */
  readonly before: string;
  readonly after: string;
  /** Folders that the file has to lie in once links are followed. */
  readonly roots: readonly string[];
}

/**
 * Writes a file anew in one step: a crash leaves the old text or the new one. Permissions and owner stay; a symbolic link
 * stays one when its target lies in `roots`, and is left alone otherwise. A file of several names (hard links) has the new
 * text under this one alone: where the others are is not known, and what lies outside of `roots` is not written to.
 * Returns why it was not written, if so.
 */
export function writeAtomically(file: string, rewrite: Rewrite): string | undefined {
  try {
    const target = fs.realpathSync(file);
    const reason = reasonToLeave(target, rewrite);
    if (reason !== undefined) return reason;
    return replace(target, rewrite.after, { stats: fs.statSync(target), before: rewrite.before });
  } catch (error) {
    return reasonNotWritten(error, file);
  }
}

/** Why `writeAtomically` would not begin to write, if so; writes nothing. */
export function reasonNotToWrite(file: string, rewrite: Rewrite): string | undefined {
  try {
    return reasonToLeave(fs.realpathSync(file), rewrite);
  } catch (error) {
    return reasonNotWritten(error, file);
  }
}

function reasonToLeave(target: string, { before, roots }: Rewrite): string | undefined {
  if (!roots.some((root) => isInside(target, fs.realpathSync(root))))
    return 'it is a link that leads out of the folder';
  return isWritable(target) ? reasonNotAs(before, target) : 'it is read-only';
}

const leadsOut = 'it is a link that leads out of the folder';

/** Why a file does not hold the bytes of a text, if it does not. */
function reasonNotAs(text: string, file: string): string | undefined {
  const bytes = bytesOf(file, Buffer.byteLength(text) * 2 + 2);
  if (bytes?.equals(Buffer.from(text))) return undefined;
  return bytes && decode(bytes) === text ? 'it is not UTF-8' : 'it was changed meanwhile';
}

/** What a file holds; undefined where it has more than `most` bytes or is no file any more, which might never end. */
function bytesOf(file: string, most: number): Buffer | undefined {
  const descriptor = fs.openSync(file, openFlags);
  try {
    const stats = fs.fstatSync(descriptor);
    return stats.isFile() && stats.size <= most ? readSized(descriptor, stats.size) : undefined;
  } finally {
    fs.closeSync(descriptor);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'its folder may not be written to',
  EPERM: 'its folder may not be written to',
  EROFS: 'its disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'no more space on the disk is allowed',
};

function reasonNotWritten(error: unknown, file: string): string {
  return reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? reasonOf(error, file);
}

/** A folder that may be written to lets its files be replaced, also those that may not be written to. */
function isWritable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The new text comes in one step, unless the file became another one while that was written: then the reason. */
function replace(
  target: string,
  text: string,
  { stats, before }: { stats: fs.Stats; before: string },
): string | undefined {
  const folder = path.dirname(target);
  removeLeftOver(folder);
  // A name that nobody can have put a link in place of, and that is never too long.
  const temporary = path.join(folder, `.statefulset-${randomBytes(8).toString('hex')}.tmp`);
  const descriptor = fs.openSync(temporary, 'wx', stats.mode & 0o777);
  try {
    let isOwnerKept = false;
    try {
      fs.writeFileSync(descriptor, text);
      isOwnerKept = keepOwner(descriptor, stats);
      fs.fchmodSync(descriptor, stats.mode & 0o7777);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    // A folder above that became a link meanwhile leads elsewhere.
    const isHere = fs.realpathSync(temporary) === temporary;
    const reason = !isHere
      ? leadsOut
      : isOwnerKept
        ? reasonNotAs(before, target)
        : 'it belongs to another user or group';
    if (reason === undefined) fs.renameSync(temporary, target);
    else fs.rmSync(temporary);
    return reason;
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/** Whether the new file belongs to whom the old one did. Only some may give files away. */
function keepOwner(descriptor: number, { uid, gid }: fs.Stats): boolean {
  const own = fs.fstatSync(descriptor);
  if (own.uid === uid && own.gid === gid) return true;
  try {
    fs.fchownSync(descriptor, uid, gid);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPERM') return false;
    throw error;
  }
}

/** What a writing that was killed has left behind; a younger file may be another process's that writes right now. */
const leftOverName = /^\.statefulset-[0-9a-f]{16}\.tmp$/;
const leftOverAgeMs = 3_600_000;
const cleanFolders = new Set<string>();

function removeLeftOver(folder: string): void {
  if (cleanFolders.has(folder)) return;
  cleanFolders.add(folder);
  try {
    for (const name of fs.readdirSync(folder)) {
      if (!leftOverName.test(name)) continue;
      const file = path.join(folder, name);
      const stats = fs.lstatSync(file, { throwIfNoEntry: false });
      if (stats?.isFile() && Date.now() - stats.mtimeMs > leftOverAgeMs) fs.rmSync(file, { force: true });
    }
  } catch {
    return; // a folder that may be written to, but not listed: what lies there stays
  }
}
