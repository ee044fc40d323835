import type { ClusterInitialization } from './cluster.ts';
import type { CompletionInitialization } from './completion.ts';
import type { PreviewInitialization } from './preview.ts';

/**
 * What a client may pass as `initializationOptions`. Every field may be absent: plain clients (Neovim, Emacs) send
 * nothing and get everything.
 */
export interface InitializationOptions extends CompletionInitialization, PreviewInitialization {
  /**
   * Whether the server also answers what any YAML file wants (symbols, folding, formatting, selection). False where
   * another YAML server already does, so that nothing shows twice. Absent: true.
   */
  readonly genericYaml?: boolean;
  /**
   * Where the script `browser-generic.js` lies. Only the server in a browser worker needs it: a classic worker cannot
   * `import()`, so it loads that script on first need. Absent there: no generic YAML.
   */
  readonly genericUrl?: string;
  /**
   * `client`: files are read through `statefulset/fs/*` requests, because the server cannot reach them itself
   * (browser, virtual workspaces). Absent: the server reads them.
   */
  readonly fileSystem?: 'client';
  /**
   * Settings in the shape of `.statefulset.yaml`, for clients that know no `workspace/configuration`; also `cluster` with
   * `enabled` and `allowedContexts`, which that file cannot have.
   */
  readonly settings?: unknown;
  /** What concerns the live cluster. Absent: the folder is trusted, and nobody can be asked. */
  readonly cluster?: ClusterInitialization;
}
