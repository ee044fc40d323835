import { inTreeByName, inTreeStateAt } from '../../storage/inTree.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'provisioner-removed',
  summary: 'the provisioner was taken out of Kubernetes',
  severity: 'warning',
  kinds: ['StorageClass'],
  *check({ manifest, minor }) {
    const view = manifest.view.field('provisioner');
    const plugin = inTreeByName(view.string() ?? '');
    if (!plugin || plugin.minorsConfidence === 'unverified') return;
    const state = inTreeStateAt(plugin, minor);
    if (state === 'provisionsNothing') {
      yield {
        at: view,
        message: `Kubernetes ${minor} has no "${plugin.name}" any more and makes no volumes; use a CSI driver`,
      };
    } else if (state === 'redirected' && plugin.successor) {
      yield {
        at: view,
        severity: 'information',
        message: `"${plugin.name}" is served by CSI driver ${plugin.successor}, which must be installed; new classes name it`,
      };
    }
  },
});
