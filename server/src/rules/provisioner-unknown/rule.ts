import { didYouMean } from '../../base/nearest.ts';
import { driverByName } from '../../storage/drivers.ts';
import { inTreeByName } from '../../storage/inTree.ts';
import { mayBeTemplate } from '../../yaml/template.ts';
import { changeTo } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { meantProvisioner } from './meant.ts';

export const rule = defineRule({
  id: 'provisioner-unknown',
  summary: 'the provisioner is a slip of the pen, or one that Kubernetes never had',
  severity: 'warning',
  kinds: ['StorageClass'],
  *check({ manifest, workspace }) {
    const view = manifest.view.field('provisioner');
    const name = view.string();
    if (!name || manifest.isTemplate || mayBeTemplate(name) || view.written !== view.node) return;
    if (driverByName(name) || inTreeByName(name) || name === ofTests) return;
    const own = name.startsWith('kubernetes.io/');
    const meant = meantProvisioner(name);
    if (!own && (meant === undefined || workspace.named('CSIDriver', name, undefined).length > 0)) return;
    if (!own && workspace.cluster?.drivers?.some((driver) => driver.name === name)) return;
    const driver = served.get(name);
    const advice = meant === undefined ? `use a CSI driver${driver ? `, as ${driver}` : ''}` : didYouMean(meant);
    const who = own ? `Kubernetes has no provisioner "${name}"` : `No provisioner is known as "${name}"`;
    yield {
      at: view,
      message: `${who}, so no volumes are made; ${advice}`,
      fixes: () => (meant === undefined ? [] : [changeTo(view, meant)]),
    };
  },
});

/** Kubernetes' own, where its controller manager was started with `--enable-hostpath-provisioner`. */
const ofTests = 'kubernetes.io/host-path';

/**
 * Volumes that Kubernetes could mount, and never made. Kubernetes: `pkg/controller/volume/persistentvolume/pv_controller.go`
 * (findProvisionablePlugin): below `kubernetes.io/` it asks nobody else.
 */
const served: ReadonlyMap<string, string> = new Map([
  ['kubernetes.io/nfs', 'nfs.csi.k8s.io'],
  ['kubernetes.io/cephfs', 'cephfs.csi.ceph.com'],
]);
