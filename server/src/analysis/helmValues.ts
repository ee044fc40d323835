import { baseName } from '../base/uri.ts';
import { type Manifest, manifestsOf } from '../manifest/manifest.ts';
import { kinds } from '../schema/lookup.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/**
 * Whether what looks like an object is a chart's values, in which keys called `kind` and `apiVersion` are the chart's own:
 * without an `apiVersion`, or in a file that is called so, a document that has neither `metadata` nor `spec` is no object.
 * An item of a list is one.
 */
export function isHelmValues({ view }: Manifest, uri: string): boolean {
  if (view.node !== view.tree.root) return false;
  if (view.field('metadata').exists || view.field('spec').exists) return false;
  return !view.field('apiVersion').exists || isValuesFile(uri);
}

/**
 * The objects of a document that features show as such. Without those that are surely a chart's values: what has a kind and
 * nothing else yet may be an object that somebody begins to write.
 */
export function shownManifests(document: YamlDocument, uri: string): readonly Manifest[] {
  const manifests = manifestsOf(document);
  const [first] = manifests;
  // An object that has a version, as nearly all do, need not be looked at further.
  if (!first || first.view.node !== first.view.tree.root || !isHelmValues(first, uri)) return manifests;
  return isValuesFile(uri) || hasOtherKeys(first) ? noManifests : manifests;
}

const noManifests: readonly Manifest[] = [];

/** Whether a document has keys that no object of its kind has; of a kind that is not known all that say something. */
function hasOtherKeys({ kind, view }: Manifest): boolean {
  const fields = kinds().find((known) => known.kind === kind)?.type.fields ?? objectKeys;
  return view.entries().some(({ name }) => !fields.has(name));
}

const objectKeys: ReadonlySet<string> = new Set(['apiVersion', 'kind']);

/** `values.yaml`, `values-prod.yaml`, `prod.values.yml`. */
function isValuesFile(uri: string): boolean {
  return /\bvalues\b|_values\b|\bvalues_/i.test(baseName(uri));
}
