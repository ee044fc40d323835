import type { Manifest } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import type { WorkspaceView } from './workspaceView.ts';

/**
 * Whether what is wrong with an object's selector is put right by the labels that a kustomization writes into its file: it
 * makes the selector that is missing, and both it and the Pods get them.
 */
export function isLabelledLater(
  { rule, field }: Problem,
  { view }: Manifest,
  { uri, workspace }: { readonly uri: string; readonly workspace: Pick<WorkspaceView, 'addsLabel'> },
): boolean {
  if (rule === 'selector-empty' || (rule === 'required-field-missing' && field === 'spec.selector'))
    return workspace.addsLabel(uri);
  if (rule !== 'selector-template-mismatch' || view.at('spec', 'selector', 'matchExpressions').exists) return false;
  const labels = view.at('spec', 'template', 'metadata', 'labels').stringMap();
  const wanted = view.at('spec', 'selector', 'matchLabels').stringMap();
  const unmet = [...wanted].filter(([label, value]) => labels.get(label) !== value);
  // A label without a value is none of the map, and stays a mismatch
  return unmet.length > 0 && unmet.every(([label]) => workspace.addsLabel(uri, label));
}
