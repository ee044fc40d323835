import type { Manifest } from '../manifest/manifest.ts';
import type { WorkspaceView } from './workspaceView.ts';

/** What is written like an object and becomes one only by a tool. */
export interface Fragment {
  /** As in "FILE is a …". */
  readonly what: 'template' | 'Kustomize patch';
  /** Why nothing can be known of the object, as a sentence. */
  readonly reason: string;
  /** A command that writes the whole objects to its output. */
  readonly command: string;
}

/** Where a manifest stands, and what is known around it. */
export interface FragmentPlace {
  readonly uri: string;
  readonly workspace: Pick<WorkspaceView, 'isPatch'>;
}

/**
 * What a manifest is a piece of; undefined where it is an object that Kubernetes is given as it is, as items of a `List`
 * are. Whether a file is a patch is known from the kustomizations of the workspace.
 */
export function fragmentOf({ document }: Manifest, { uri, workspace }: FragmentPlace): Fragment | undefined {
  if (document.isTemplate) return template;
  return workspace.isPatch(uri) ? patch : undefined;
}

const template: Fragment = {
  what: 'template',
  reason: 'This is a template: its values are only known once it is rendered, as by "helm template"',
  command: 'helm template .',
};

const patch: Fragment = {
  what: 'Kustomize patch',
  reason: 'This is a Kustomize patch: the rest of the object is only known once "kustomize build" has applied it',
  command: 'kustomize build FOLDER',
};
