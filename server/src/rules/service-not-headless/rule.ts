import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { Fix } from '../../manifest/problem.ts';
import { fixElsewhere, relatedTo, setText } from '../findings.ts';
import { governingService, namedSet } from '../governing.ts';
import { mayHideAddresses, moveAddresses } from '../peer-name-unresolved/otherService.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { createServiceFix } from '../service-name-unresolved/headlessService.ts';
import { headlessTitle, makeHeadless } from './makeHeadless.ts';

export const rule = defineRule({
  id: 'service-not-headless',
  summary: 'serviceName names a Service that has a cluster IP',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const { manifest, workspace } = context;
    const { serviceName } = statefulSetFacts(manifest);
    const { state, services } = governingService(namedSet(manifest), workspace);
    if (state !== 'shared') return;
    const [service] = services;
    yield {
      at: serviceName,
      message: messageOf(service!),
      ...relatedTo(service!, workspace, `Service "${service!.name}" has no "clusterIP: None"`),
      fixes: () => fixes(context, services),
    };
  },
});

function fixes(context: RuleContext, services: readonly ObjectSummary[]): Fix[] {
  const [service] = services;
  const { type, ports = [] } = service?.details.service ?? {};
  if (type === 'NodePort' || type === 'LoadBalancer') return createBeside(context, service!.name);
  // Without a cluster IP nothing leads from one port to another: clients would have to name the Pods' own.
  const mapsPorts = ports.some(({ port, targetPort }) => targetPort !== undefined && targetPort !== port);
  const change = fixElsewhere(context, services, { title: headlessTitle(service!.name), edits: makeHeadless });
  if (!mapsPorts) return change;
  const beside = createBeside(context, service!.name);
  return mayHideAddresses(context.manifest, service!.name) ? [...change, ...beside] : [...beside, ...change];
}

/**
 * A Service that clients reach stays as it is: a headless one is made beside it, and is named in the addresses of the
 * Pods. Those of other documents are not known, so this is no fix to make without a thought.
 */
function createBeside({ manifest, workspace }: RuleContext, name: string): Fix[] {
  const better = `${name}-headless`;
  const isFree = better.length <= 63 && workspace.named('Service', better, manifest.namespace).length === 0;
  if (!isFree || !workspace.isComplete) return [];
  const { edits } = createServiceFix(manifest, better);
  const rename = setText(statefulSetFacts(manifest).serviceName, better);
  const title = `Create the headless Service "${better}" and name it: delete the set in the cluster before you apply this, as serviceName cannot change`;
  const moved = moveAddresses(manifest, name, better);
  return [{ title, isSafe: false, isPreferred: false, edits: [rename, ...moved, ...edits] }];
}

/** Kubernetes refuses `clusterIP: None` in every type but ClusterIP. */
function messageOf({ name, details }: ObjectSummary): string {
  const type = details.service?.type ?? 'ClusterIP';
  if (type === 'ExternalName') {
    return `Service "${name}" is an alias and gives no names to the Pods; change its type to ClusterIP, with clusterIP: None`;
  }
  if (type === 'NodePort' || type === 'LoadBalancer') {
    return `Service "${name}" of type ${type} gives no names to the Pods; name a headless Service beside it`;
  }
  return `Service "${name}" is not headless, so it gives no names to the Pods; set "clusterIP: None" in it`;
}
