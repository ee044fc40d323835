/** The Kubernetes minors that the project knows, oldest first. */
export const minors = ['1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'] as const;

/** A Kubernetes minor version, as in `1.34`. */
export type Minor = (typeof minors)[number];

/** The newest known minor: the default everywhere. */
export const newestMinor: Minor = minors[minors.length - 1]!;

/** Whether minor `a` is `b` or newer. */
export function isAtLeast(a: Minor, b: Minor): boolean {
  return minors.indexOf(a) >= minors.indexOf(b);
}

/** The minor that a text means (`1.34`, `v1.34.2`, `1.34+`), or undefined when it is none that is known. */
export function parseMinor(text: string): Minor | undefined {
  const match = /^v?(1\.\d{1,3})(?:[.+-].*)?$/.exec(text.trim());
  return minors.find((minor) => minor === match?.[1]);
}
