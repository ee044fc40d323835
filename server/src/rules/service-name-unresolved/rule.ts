import { inNamespace } from '../../analysis/workspaceView.ts';
import { didYouMean, mostCompared, nearest } from '../../base/nearest.ts';
import { allContainers } from '../../facts/pods.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { Fix } from '../../manifest/problem.ts';
import { formatFault } from '../../schema/formats.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isNumbered, namesIn } from '../workloads.ts';
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
    const near = elsewhere ? undefined : meantService(context, name);
    // Whose Pods are told their addresses by that name has a Service that is not here, or both would have to change.
    const meant = near !== undefined && isInAddresses(name, manifest) ? undefined : near;
    const advice = meant === undefined ? 'without it the Pods get no DNS names of their own' : didYouMean(meant);
    const why = elsewhere
      ? `is in namespace "${elsewhere.namespace}", not in "${manifest.namespace}"; the Pods get no DNS names`
      : `is not in the workspace; ${advice}`;
    yield {
      at: serviceName,
      message: `Service "${name}" ${why}`,
      ...(elsewhere ? relatedTo(elsewhere, workspace) : {}),
      fixes: () => (elsewhere ? [] : fixes(manifest, { name, meant })),
    };
  },
});

function fixes(manifest: Manifest, { name, meant }: { name: string; meant: string | undefined }): Fix[] {
  const rename = meant === undefined ? [] : [changeTo(statefulSetFacts(manifest).serviceName, meant)];
  return [...rename, createServiceFix(manifest, name)];
}

/** The Service that is rather meant: one of a near name, or that with the end that headless ones often have. */
function meantService({ manifest, workspace }: RuleContext, name: string): string | undefined {
  const headless = `${name}-headless`;
  if (workspace.named('Service', headless, manifest.namespace).length > 0) return headless;
  const candidates = namesIn(inNamespace(workspace.objects('Service'), manifest.namespace));
  const meant = candidates.length <= mostCompared ? nearest(name, candidates) : undefined;
  return meant === undefined || isNumbered(name, meant) ? undefined : meant;
}

/** Whether the containers of a set say the name of its Service: in addresses (`web-0.NAME`), or as a variable's value. */
function isInAddresses(name: string, manifest: Manifest): boolean {
  const { podSpec } = statefulSetFacts(manifest);
  return allContainers(podSpec).some((container) => {
    const values = container
      .field('env')
      .items()
      .map((variable) => variable.field('value').string() ?? '');
    const words = ['command', 'args'].flatMap((list) =>
      container
        .field(list)
        .items()
        .map((word) => word.string() ?? ''),
    );
    return values.includes(name) || [...values, ...words].some((text) => hasLabel(text, name));
  });
}

/** Whether a name stands behind a dot in a text, as one whole label of an address. */
function hasLabel(text: string, name: string): boolean {
  for (let at = text.indexOf(`.${name}`); at >= 0; at = text.indexOf(`.${name}`, at + 1)) {
    if (!/[A-Za-z0-9_-]/.test(text.charAt(at + name.length + 1))) return true;
  }
  return false;
}
