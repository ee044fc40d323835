declare const STATEFULSET_VERSION: string | undefined;

/** The package's version, put in by the build. */
export function version(): string {
  return typeof STATEFULSET_VERSION === 'undefined' ? '0.0.0-source' : STATEFULSET_VERSION;
}
