import { baseName } from '../base/uri.ts';
import type { Manifest } from '../manifest/manifest.ts';

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

/** `values.yaml`, `values-prod.yaml`, `prod.values.yml`. */
function isValuesFile(uri: string): boolean {
  return /\bvalues\b|_values\b|\bvalues_/i.test(baseName(uri));
}
