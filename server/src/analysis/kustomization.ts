import { baseName, folderOf, normalizeUri, resolvePath } from '../base/uri.ts';
import type { FieldView } from '../manifest/fieldView.ts';
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
 * `patchesJson6902[].path`), and of components of `replacements` left out: these hold no partial objects. Beside them
 * what {@link addedLabel} makes of its resources and the labels that it writes into them.
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
  const found: string[] = addedLabels(root, folder);
  for (const path of paths) {
    // A patch may also be written out in place, as a block of YAML.
    if (path !== undefined && path !== '' && !path.includes('\n')) found.push(resolvePath(folder, path));
  }
  return found;
}

/**
 * How it is noted that a kustomization writes a label into what a file, or a folder, holds; without a label, that it writes
 * one into all selectors, too, and makes those that are not there.
 */
export function addedLabel(uri: string, label = ''): string {
  return `${uri}\n${label}`;
}

/** Kustomize: `commonLabels`, and `labels` of which `includeSelectors` or `includeTemplates` is true. */
function addedLabels(root: FieldView, folder: string): string[] {
  const isTrue = (name: string) => (one: FieldView) => one.field(name).boolean() === true;
  const items = root.field('labels').items();
  const inSelectors = [root.field('commonLabels'), ...items.filter(isTrue('includeSelectors')).map(pairsOf)].flatMap(
    names,
  );
  const inTemplates = items.filter(isTrue('includeTemplates')).map(pairsOf).flatMap(names);
  const labels = [...inSelectors, ...inTemplates];
  if (labels.length === 0) return [];
  const resources = ['resources', 'bases'].flatMap((name) => root.field(name).items());
  return resources.flatMap((resource) => {
    const path = resource.string();
    if (path === undefined || path === '' || path.includes(':')) return [];
    const uri = resolvePath(folder, path);
    return [...(inSelectors.length > 0 ? [addedLabel(uri)] : []), ...labels.map((label) => addedLabel(uri, label))];
  });
}

function pairsOf(item: FieldView): FieldView {
  return item.field('pairs');
}

function names(map: FieldView): string[] {
  return map.entries().map(({ name }) => name);
}
