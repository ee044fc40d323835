declare const STATEFULSET_VERSION: string | undefined;

/** The package's version, put in by the build. */
export function version(): string {
  return typeof STATEFULSET_VERSION === 'undefined' ? '0.0.0-source' : STATEFULSET_VERSION;
}

let entry = import.meta.url;

/** Says which script threads are to run: the one that the process began with. */
export function setThreadEntry(url: string): void {
  entry = url;
}

/** The script that threads run. */
export function threadEntry(): string {
  return entry;
}
