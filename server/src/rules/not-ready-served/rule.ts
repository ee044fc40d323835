import { podIndexLabel, podNameLabel } from '../../facts/podNames.ts';
import { relatedTo } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { besides, workloadsSelectedBy } from '../workloads.ts';

export const rule = defineRule({
  id: 'not-ready-served',
  summary: 'a Service for clients sends them to Pods that are not Ready, too',
  severity: 'information',
  kinds: ['Service'],
  *check(context) {
    const spec = context.manifest.view.field('spec');
    const publish = spec.field('publishNotReadyAddresses');
    const type = spec.field('type').string();
    if (publish.boolean() !== true || (type !== 'LoadBalancer' && type !== 'NodePort')) return;
    const selector = Object.fromEntries(spec.field('selector').stringMap());
    // Behind a Service for one Pod there is no other one to prefer.
    if (podNameLabel in selector || podIndexLabel in selector) return;
    const set = besides(workloadsSelectedBy(selector, context), context).find(
      ({ details, isTemplate }) => !isTemplate && (details.statefulSet?.replicas ?? 0) > 1,
    );
    if (!set) return;
    yield {
      at: publish,
      message: `Clients reach Pods that are not Ready, too; leave this to the headless Service that peers use`,
      ...relatedTo(set, context.workspace),
    };
  },
});
