/**
 * What is too much to be looked at. Each is far beyond what people write, and where one is reached a `document-not-read`
 * warning says so: nothing is left out in silence. docs/testing.md lists them.
 */
export const limits = {
  /** UTF-16 units of a file that an editor holds open, and bytes of one that a workspace is read from. */
  fileCharacters: 5_000_000,
  /** Documents of a file that an editor holds open. */
  fileDocuments: 20_000,
  /** Bytes of a file that the command line reads. */
  commandLineFileBytes: 100_000_000,
  /** Mappings and lists within each other; of Kubernetes' own objects none goes deeper than 30. */
  levels: 500,
  /** Nodes of an object once its aliases and merge keys are written out. */
  expandedNodes: 200_000,
  /** Problems shown of one document. */
  documentProblems: 2_000,
  /** UTF-16 units of a file that is formatted: about a second, in which nothing else is answered. */
  formattedCharacters: 100_000,
  /** UTF-16 units of a settings file, and values in it with its aliases written out. */
  settingsCharacters: 100_000,
  settingsValues: 20_000,
  /** Globs of files to leave out: each is held against each path. */
  settingsGlobs: 200,
  /** Faults of settings that are named. */
  settingsProblems: 100,
} as const;
