import { baseName, folderOf, normalizeUri, resolvePath } from '../base/uri.ts';
import { type FieldView, onlyOnce } from '../manifest/fieldView.ts';
import { rootView } from '../manifest/manifest.ts';
import { NO_NODE, type YamlDocument } from '../yaml/tree.ts';

/** The names of files that Kustomize looks for. */
export const kustomizationNames: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a file is one that Kustomize reads: the three names it looks for. */
export function isKustomization(uri: string): boolean {
  return kustomizationNames.includes(baseName(uri));
}

/** What a kustomization makes of other files; the URIs are normalized. */
export interface Kustomized {
  /** Files that it uses as patches. */
  readonly patches: readonly string[];
  /** The labels that it writes, by document. */
  readonly labels: readonly AddedLabels[];
}

/** Labels that a kustomization writes into its resources. */
export interface AddedLabels {
  /** The resources: files, and folders of which all files are meant. */
  readonly files: readonly string[];
  readonly labels: readonly string[];
  /** Whether it writes some into selectors, too, and makes those that are not there. */
  readonly isForSelectors: boolean;
}

/** Of a file that is no kustomization, or says nothing of others. */
export const nothingKustomized: Kustomized = { patches: [], labels: [] };

/**
 * What one document of a kustomization says of files: which it uses as patches (`patchesStrategicMerge`, `patches[].path`,
 * `patchesJson6902[].path`), and the labels that it writes into its resources. Components and `replacements` are left out:
 * these hold no partial objects.
 */
export function readKustomization(uri: string, document: Pick<YamlDocument, 'tree'>): Kustomized {
  if (document.tree.root === NO_NODE) return nothingKustomized;
  const root = rootView(document);
  const folder = folderOf(normalizeUri(uri));
  const labels = addedLabels(root, folder);
  return { patches: patchesOf(root, folder), labels: labels ? [labels] : [] };
}

/** What several documents of a kustomization say. */
export function together(all: readonly Kustomized[]): Kustomized {
  const said = all.filter(({ patches, labels }) => patches.length + labels.length > 0);
  if (said.length <= 1) return said[0] ?? nothingKustomized;
  return { patches: said.flatMap(({ patches }) => patches), labels: said.flatMap(({ labels }) => labels) };
}

function patchesOf(root: FieldView, folder: string): string[] {
  const [merged, patches, operations] = ['patchesStrategicMerge', 'patches', 'patchesJson6902'].map((name) =>
    onlyOnce(root.field(name).items()),
  );
  const pathsOf = (items: readonly FieldView[]) => onlyOnce(items.map((item) => item.field('path')));
  const written = [...merged!, ...pathsOf(patches!), ...patches!, ...pathsOf(operations!)];
  // A patch may also be written out in place, as a block of YAML.
  return written.flatMap((item) => {
    const path = item.string();
    return path && !path.includes('\n') ? resolvePath(folder, path) : [];
  });
}

/** Kustomize: `commonLabels`, and `labels` of which `includeSelectors` or `includeTemplates` is true. */
function addedLabels(root: FieldView, folder: string): AddedLabels | undefined {
  const isTrue = (name: string) => (one: FieldView) => one.field(name).boolean() === true;
  const items = onlyOnce(root.field('labels').items());
  const inSelectors = [root.field('commonLabels'), ...items.filter(isTrue('includeSelectors')).map(pairsOf)];
  const inTemplates = items.filter(isTrue('includeTemplates')).map(pairsOf);
  const [forSelectors, forTemplates] = [namesOf(inSelectors), namesOf(inTemplates)];
  const labels = [...new Set([...forSelectors, ...forTemplates])];
  if (labels.length === 0) return undefined;
  const resources = ['resources', 'bases'].flatMap((name) => root.field(name).items());
  const files = onlyOnce(resources).flatMap((resource) => {
    const path = resource.string();
    return path && !path.includes(':') ? resolvePath(folder, path) : [];
  });
  return { files, labels, isForSelectors: forSelectors.size > 0 };
}

function pairsOf(item: FieldView): FieldView {
  return item.field('pairs');
}

/** The names of the fields of some mappings. */
function namesOf(maps: readonly FieldView[]): Set<string> {
  return new Set(onlyOnce(maps).flatMap((map) => map.entries().map(({ name }) => name)));
}
