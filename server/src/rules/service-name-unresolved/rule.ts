import { sameNamespace } from '../../analysis/workspaceView.ts';
import { nearest } from '../../base/nearest.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { Fix } from '../../manifest/problem.ts';
import { formatFault } from '../../schema/formats.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { createServiceFix } from './headlessService.ts';

export const rule = defineRule({
  id: 'service-name-unresolved',
  summary: 'serviceName names a Service that no file of the workspace defines',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const { manifest, workspace, minor } = context;
    const { serviceName } = statefulSetFacts(manifest);
    const name = serviceName.string();
    // What is no name of a Service is refused, which is said already.
    if (!name || formatFault('dnsLabel', name, minor) !== undefined || !workspace.isComplete) return;
    if (workspace.named('Service', name, manifest.namespace).length > 0) return;
    const elsewhere = workspace.named('Service', name, undefined)[0];
    const why = elsewhere
      ? `is in namespace "${elsewhere.namespace}", not in "${manifest.namespace}"; the Pods get no DNS names`
      : 'is not in the workspace; without it the Pods get no DNS names of their own';
    yield {
      at: serviceName,
      message: `Service "${name}" ${why}`,
      ...(elsewhere ? relatedTo(elsewhere, workspace) : {}),
      fixes: () => (elsewhere ? [] : fixes(context, name)),
    };
  },
});

function fixes({ manifest, workspace }: RuleContext, name: string): Fix[] {
  const { serviceName } = statefulSetFacts(manifest);
  const candidates = workspace
    .objects('Service')
    .filter((service) => sameNamespace(service.namespace, manifest.namespace));
  const near = nearest(
    name,
    candidates.map((service) => service.name),
  );
  const rename = near === undefined ? [] : [changeTo(serviceName, near)];
  return [...rename, createServiceFix(manifest, name)];
}
