import { claimName, statefulSetFacts } from '../../facts/statefulSet.ts';
import { claimsOf } from '../claims.ts';
import { relatedTo } from '../findings.ts';
import { autoscalerOf } from '../podNames.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'retention-deletes-claims',
  summary: 'scaling down deletes claims, and with them most likely the data',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check(context) {
    const { manifest, workspace } = context;
    const facts = statefulSetFacts(manifest);
    const view = facts.spec.at('persistentVolumeClaimRetentionPolicy', 'whenScaled');
    const [claim] = claimsOf(context);
    if (view.string() !== 'Delete' || !claim || claim.name === '') return;
    const { replicas, start } = facts;
    const last = claimName(claim.name, manifest.name, start + Math.max(0, replicas - 1));
    const scaler = autoscalerOf(context);
    yield scaler
      ? {
          at: view,
          severity: 'warning',
          message: `Autoscaler "${scaler.name}" can scale down at any time, and each time data goes for good; write Retain`,
          ...relatedTo(scaler, workspace),
        }
      : {
          at: view,
          message: `Scaling down deletes claims such as "${last}"; with Retain they would wait for the Pod to come back`,
        };
  },
});
