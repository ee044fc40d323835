import { baseName, folderOf, normalizeUri, resolvePath } from '../base/uri.ts';
import { rootView } from '../manifest/manifest.ts';
import { NO_NODE, type YamlDocument } from '../yaml/tree.ts';

/** The names of files that Kustomize looks for. */
export const kustomizationNames: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a file is one that Kustomize reads: the three names it looks for. */
export function isKustomization(uri: string): boolean {
  return kustomizationNames.includes(baseName(uri));
}

/**
 * Normalized URIs of the files that a kustomization uses as patches (`patchesStrategicMerge`, `patches[].path`,
 * `patchesJson6902[].path`), and of components of `replacements` left out: these hold no partial objects.
 */
export function readPatches(uri: string, document: Pick<YamlDocument, 'tree'>): readonly string[] {
  if (document.tree.root === NO_NODE) return [];
  const root = rootView(document);
  const paths = [
    ...root
      .field('patchesStrategicMerge')
      .items()
      .map((item) => item.string()),
    ...root
      .field('patches')
      .items()
      .map((item) => item.field('path').string() ?? item.string()),
    ...root
      .field('patchesJson6902')
      .items()
      .map((item) => item.field('path').string()),
  ];
  const folder = folderOf(normalizeUri(uri));
  const found: string[] = [];
  for (const path of paths) {
    // A patch may also be written out in place, as a block of YAML.
    if (path !== undefined && path !== '' && !path.includes('\n')) found.push(resolvePath(folder, path));
  }
  return found;
}
