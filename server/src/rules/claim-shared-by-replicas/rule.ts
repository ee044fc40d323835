import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { relatedTo } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'claim-shared-by-replicas',
  summary: 'all replicas use one claim that only one node or Pod can mount',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest, workspace }) {
    const facts = statefulSetFacts(manifest);
    for (const volume of facts.volumes) {
      const view = volume.at('persistentVolumeClaim', 'claimName');
      const name = view.string();
      const claims = name ? workspace.named('PersistentVolumeClaim', name, manifest.namespace) : [];
      const [claim] = claims;
      const modes = claim?.details.claim?.accessModes ?? [];
      if (!claim || modes.length === 0) continue;
      // Of several claims of that name, in folders for several clusters, any may be the one.
      const mayBeShared = claims.some(
        ({ details, isTemplate }) => isTemplate || details.claim?.accessModes.some((mode) => mode.endsWith('Many')),
      );
      const { replicas } = facts;
      if (mayBeShared || replicas < 2) continue;
      const who = modes.includes('ReadWriteOncePod') ? 'one Pod' : 'one node';
      yield {
        at: view,
        message: `All ${replicas} Pods mount claim "${name}", which only ${who} can; use volumeClaimTemplates for a claim each`,
        ...relatedTo(claim, workspace, `${modes.join(', ')} is written here`),
      };
    }
  },
});
