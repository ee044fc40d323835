declare const STATEFULSET_VERSION: string | undefined;

/** The package's version, put in by the build; run from source there is none. */
export const version = typeof STATEFULSET_VERSION === 'undefined' ? '0.0.0-source' : STATEFULSET_VERSION;
