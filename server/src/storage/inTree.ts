import type { Confidence, Sourced } from './model.ts';
import { confidenceOfMark, rowsOf, sourceOf } from './table.ts';

/** A volume plugin that once lived inside Kubernetes, known by its provisioner name. */
export interface InTreePlugin extends Sourced {
  readonly name: string;
  /** The CSI driver that does its work now; absent where nothing does. */
  readonly successor?: string;
  /** First minor whose clusters hand the work to the CSI driver unless told otherwise, `1.23`. */
  readonly redirectedSince?: string;
  /** First minor that no longer lets it be switched off. */
  readonly alwaysRedirectedSince?: string;
  /** First minor without the plugin's code. */
  readonly removedIn: string;
  /** How well the minors are known, where less well than the rest. */
  readonly minorsConfidence: Confidence;
}

/** What a class with an in-tree name does at a minor. */
export type InTreeState = 'inTree' | 'redirected' | 'provisionsNothing';

/** The in-tree plugin of that name, undefined for every other provisioner. */
export function inTreeByName(provisioner: string): InTreePlugin | undefined {
  if (!provisioner.startsWith('kubernetes.io/')) return undefined;
  return plugins().get(provisioner);
}

/** Every known in-tree plugin. */
export function inTreePlugins(): readonly InTreePlugin[] {
  return [...plugins().values()];
}

/** The CSI driver that serves an in-tree name, undefined for names that are not in-tree or have no successor. */
export function csiNameOf(provisioner: string): string | undefined {
  return inTreeByName(provisioner)?.successor;
}

/** What happens to claims of a class with this plugin's name on Kubernetes `minor` (`1.34`). */
export function inTreeStateAt(plugin: InTreePlugin, minor: string): InTreeState {
  const at = minorNumber(minor);
  if (plugin.successor !== undefined) {
    return plugin.redirectedSince && at < minorNumber(plugin.redirectedSince) ? 'inTree' : 'redirected';
  }
  return at < minorNumber(plugin.removedIn) ? 'inTree' : 'provisionsNothing';
}

/** The number after the point of `1.34`, for comparing; NaN for what is no minor. */
export function minorNumber(minor: string): number {
  return minor.startsWith('1.') ? Number.parseInt(minor.slice(2), 10) : Number.NaN;
}

/**
 * Cells: name | CSI driver | redirected by default since | always redirected since | code removed in | mark | mark of the
 * minors | source. A class with a redirected name works as long as that driver is installed: the provisioner translates.
 */
const table = `
kubernetes.io/aws-ebs | ebs.csi.aws.com | 1.23 | 1.25 | 1.27 | V | V | provisioner
kubernetes.io/gce-pd | pd.csi.storage.gke.io | 1.23 | 1.25 | 1.28 | V | V | provisioner
kubernetes.io/azure-disk | disk.csi.azure.com | 1.23 | 1.24 | 1.27 | V | V | provisioner
kubernetes.io/azure-file | file.csi.azure.com | 1.24 | 1.26 | 1.30 | V | V | provisioner
kubernetes.io/cinder | cinder.csi.openstack.org | 1.21 | 1.24 | 1.26 | V | V | provisioner
kubernetes.io/vsphere-volume | csi.vsphere.vmware.com | 1.25 | 1.29 | 1.30 | V | V | provisioner
kubernetes.io/portworx-volume | pxd.portworx.com | 1.31 | 1.33 | 1.36 | V | V | provisioner
kubernetes.io/rbd | - | - | - | 1.31 | V | V | pvPage
kubernetes.io/glusterfs | - | - | - | 1.26 | V | V | pvPage
kubernetes.io/flocker | - | - | - | 1.25 | V | V | pvPage
kubernetes.io/quobyte | - | - | - | 1.25 | V | V | pvPage
kubernetes.io/storageos | - | - | - | 1.25 | V | V | pvPage
kubernetes.io/scaleio | - | - | - | 1.21 | V | V | pvPage
`;

let cache: ReadonlyMap<string, InTreePlugin> | undefined;

function plugins(): ReadonlyMap<string, InTreePlugin> {
  cache ??= new Map(rowsOf(table, 8).map((row) => [row[0]!, toPlugin(row)]));
  return cache;
}

function toPlugin(row: readonly string[]): InTreePlugin {
  const [name = '', successor, redirectedSince, alwaysRedirectedSince, removedIn = '', mark = '', minors = ''] = row;
  const place = `inTree.ts, row ${name}`;
  return {
    name,
    ...(successor ? { successor } : {}),
    ...(redirectedSince ? { redirectedSince } : {}),
    ...(alwaysRedirectedSince ? { alwaysRedirectedSince } : {}),
    removedIn,
    minorsConfidence: confidenceOfMark(minors, place),
    confidence: confidenceOfMark(mark, place),
    source: sourceOf(row[7] ?? '', place),
  };
}
