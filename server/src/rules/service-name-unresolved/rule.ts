import { inNamespace } from '../../analysis/workspaceView.ts';
import { didYouMean, mostCompared, nearest } from '../../base/nearest.ts';
import { allContainers } from '../../facts/pods.ts';
import { podName, statefulSetFacts } from '../../facts/statefulSet.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { Fix } from '../../manifest/problem.ts';
import { formatFault } from '../../schema/formats.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { exactLabels, selects } from '../labels.ts';
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
function meantService(context: RuleContext, name: string): string | undefined {
  const { manifest, workspace } = context;
  const headless = `${name}-headless`;
  if (workspace.named('Service', headless, manifest.namespace).length > 0) return headless;
  const candidates = namesIn(inNamespace(workspace.objects('Service'), manifest.namespace));
  const meant = candidates.length <= mostCompared ? nearest(name, candidates) : undefined;
  if (meant !== undefined) return isNumbered(name, meant) || isOfOthers(context, meant) ? undefined : meant;
  // Addresses of the set's own Pods hold the name of its Service.
  const [told, another] = servicesOfFirstPod(manifest).filter(
    (service) => workspace.named('Service', service, manifest.namespace).length > 0,
  );
  return another === undefined ? told : undefined;
}

/** Whether a Service selects other Pods than those of the set: it is not meant, however near its name is. */
function isOfOthers({ manifest, workspace }: RuleContext, service: string): boolean {
  const { podLabels, spec } = statefulSetFacts(manifest);
  // What the set selects counts, too: labels of the template that differ are said already, and are to become these.
  const wanted = exactLabels(spec.field('selector')) ?? {};
  return workspace.named('Service', service, manifest.namespace).every(({ details }) => {
    const selector = details.service?.selector ?? {};
    return Object.keys(selector).length > 0 && !selects(selector, podLabels) && !selects(selector, wanted);
  });
}

/** The names, each once, that follow on that of the set's first Pod in the texts of its containers: `web-0.NAME`. */
function servicesOfFirstPod(manifest: Manifest): readonly string[] {
  const texts = textsOf(manifest);
  if (texts.length === 0) return [];
  const pod = `${podName(manifest.name, statefulSetFacts(manifest).start)}.`;
  return [...new Set(texts.flatMap((text) => labelsAfter(text, pod)))];
}

/** Whether the containers of a set say the name of its Service: in addresses (`web-0.NAME`), or as a variable's value. */
function isInAddresses(name: string, manifest: Manifest): boolean {
  return textsOf(manifest).some((text) => text === name || hasLabel(text, `.${name}`));
}

/** The values of variables, commands and arguments of all containers. */
function textsOf(manifest: Manifest): readonly string[] {
  return allContainers(statefulSetFacts(manifest).podSpec).flatMap((container) => {
    const values = container
      .field('env')
      .items()
      .map((variable) => variable.field('value'));
    const words = ['command', 'args'].flatMap((list) => container.field(list).items());
    return [...values, ...words].flatMap((view) => view.string() ?? []);
  });
}

/** The labels that follow in a text on the beginning of an address, which ends in a dot. */
function labelsAfter(text: string, beginning: string): readonly string[] {
  const labels: string[] = [];
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    if (isInLabel(text, at - 1)) continue;
    const start = at + beginning.length;
    let end = start;
    while (isInLabel(text, end)) end++;
    if (end > start) labels.push(text.slice(start, end));
  }
  return labels;
}

/** Whether the end of an address, which begins with a dot, stands in a text, down to a whole label. */
function hasLabel(text: string, labels: string): boolean {
  for (let at = text.indexOf(labels); at >= 0; at = text.indexOf(labels, at + 1)) {
    if (!isInLabel(text, at + labels.length)) return true;
  }
  return false;
}

function isInLabel(text: string, at: number): boolean {
  return /[A-Za-z0-9_-]/.test(text.charAt(at));
}
