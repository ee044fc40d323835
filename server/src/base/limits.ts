/**
 * What is too much of a file, a document, a request or a connection. Each is far beyond what people write, and what is left
 * out where one is reached is told: in a `document-not-read` warning, in an answer or in the log. docs/testing.md lists
 * them. How much a single feature shows (lines of a hover, entries of an outline) is written beside that feature.
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
  /** UTF-16 units of a document that is read again to see what a fix or a repair does to it. */
  triedCharacters: 200_000,
  /** UTF-16 units read at most to find the repairs of one fault of the text; two repairs are tried at least. */
  repairCharacters: 1_000_000,
  /**
   * Problems whose fixes are worked out for one request, and UTF-16 units read to see what these do: about a third of a
   * second. Who asks about a whole file of thousands of problems is given the fixes of the first ones.
   */
  fixedProblems: 200,
  fixedCharacters: 3_000_000,
  /** Fixes of a document that are tried one by one where all together would spoil its text. */
  fixesOneByOne: 50,
  /** UTF-16 units of a file that is formatted: about a second, in which nothing else is answered. */
  formattedCharacters: 100_000,
  /** Bytes of answers that wait to be taken: a few of the largest. More than any stream's own mark, so that it tells of them. */
  untakenBytes: 4_000_000,
  /**
   * Bytes that are read ahead of what is handled: so many that a client which writes them all before it reads an answer can
   * do so, and that the end of the input is seen behind them.
   */
  bytesAhead: 16_000_000,
  /** UTF-16 units of a settings file, and values in it with its aliases written out. */
  settingsCharacters: 100_000,
  settingsValues: 20_000,
  /** Globs of files to leave out: each is held against each path. */
  settingsGlobs: 200,
  /**
   * UTF-16 units of a glob, `**` in it, and `*` in one name of it: more takes longer for some paths than anybody waits, and
   * nobody writes so many.
   */
  globCharacters: 500,
  globAnyFolders: 3,
  globWildcards: 4,
  /** Faults of settings that are named. */
  settingsProblems: 100,
} as const;
