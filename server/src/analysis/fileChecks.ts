import { FileCheck } from './fileCheck.ts';
import type { KeyChange } from './objectTable.ts';

/** Of a key that is read by many files, all of them; most keys are read by one. */
type Readers = string | Set<string>;

/**
 * What is known of the problems of open files, and which of them may be others now: after a change only the files that
 * it touches are looked at, however many are open.
 */
export class FileChecks {
  private readonly checks = new Map<string, FileCheck>();
  /** By key of the index, URIs of the files whose problems depend on it. */
  private readonly readers = new Map<string, Readers>();
  private readonly affected = new Set<string>();
  private areAllAffected = false;

  /** What is known of the problems of an open file. */
  of(uri: string): FileCheck {
    let check = this.checks.get(uri);
    if (!check) {
      check = new FileCheck({
        begin: (key) => this.addReader(key, uri),
        end: (key) => this.removeReader(key, uri),
      });
      this.checks.set(uri, check);
    }
    return check;
  }

  /** Forgets a file that was closed. */
  delete(uri: string): void {
    this.checks.get(uri)?.forget();
    this.checks.delete(uri);
    this.affected.delete(uri);
  }

  /** A file was opened or edited. */
  fileChanged(uri: string): void {
    if (!this.areAllAffected) this.affected.add(uri);
  }

  /** What these keys of the index stand for changed; undefined where it is not known which did. */
  keysChanged(changes: readonly KeyChange[] | undefined): void {
    if (changes === undefined) this.allChanged();
    if (this.areAllAffected) return;
    for (const { key } of changes ?? []) {
      const readers = this.readers.get(key);
      if (typeof readers === 'string') this.affected.add(readers);
      else for (const uri of readers ?? []) this.affected.add(uri);
    }
  }

  /** Something changed that every file is checked against. */
  allChanged(): void {
    this.areAllAffected = true;
    this.affected.clear();
  }

  /** URIs of files whose problems may be others than when this was asked before; undefined for all. */
  takeAffected(): readonly string[] | undefined {
    const taken = this.areAllAffected ? undefined : [...this.affected];
    this.areAllAffected = false;
    this.affected.clear();
    return taken;
  }

  private addReader(key: string, uri: string): void {
    const readers = this.readers.get(key);
    if (readers === undefined) this.readers.set(key, uri);
    else if (typeof readers !== 'string') readers.add(uri);
    else if (readers !== uri) this.readers.set(key, new Set([readers, uri]));
  }

  private removeReader(key: string, uri: string): void {
    const readers = this.readers.get(key);
    if (readers === uri) this.readers.delete(key);
    else if (typeof readers === 'object' && readers.delete(uri) && readers.size === 0) this.readers.delete(key);
  }
}
