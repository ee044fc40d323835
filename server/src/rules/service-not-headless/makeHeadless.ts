import { removeEntry } from '../../manifest/edits.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { DocumentEdit } from '../../manifest/problem.ts';
import { setServiceField } from '../serviceFields.ts';

/** Says what is changed, and what has to be done about a Service that the cluster has already. */
export function headlessTitle(name: string): string {
  return `Make Service "${name}" headless: delete it in the cluster before you apply this, as clusterIP cannot change`;
}

/**
 * The edits that make a Service headless; undefined for one that cannot be (Kubernetes refuses it of types that clients
 * outside of the cluster reach), that is headless already, or whose addresses are not written plainly.
 */
export function makeHeadless({ view, document }: Manifest): readonly DocumentEdit[] | undefined {
  const spec = view.field('spec');
  const [type, address, addresses] = [spec.field('type'), spec.field('clusterIP'), spec.field('clusterIPs')];
  if (document.isTemplate || (type.hasValue && type.string() !== 'ClusterIP')) return undefined;
  if (address.string() === 'None' || (addresses.exists && !address.exists)) return undefined;
  const none = setServiceField(spec, 'clusterIP', 'None');
  if (!none) return undefined;
  return addresses.exists ? [none, removeEntry(spec.tree, addresses.key)] : [none];
}
