import { podNameLabel } from '../../facts/podNames.ts';
import { podName, statefulSetFacts } from '../../facts/statefulSet.ts';
import { relatedTo } from '../findings.ts';
import { type Governing, governingService, namedSet } from '../governing.ts';
import { firstUnmatched } from '../labels.ts';
import { mayHaveOrdinal, podRange } from '../podNames.ts';
import { defineRule, type RuleContext } from '../rule.ts';

export const rule = defineRule({
  id: 'service-selector-mismatch',
  summary: 'the governing Service does not select the Pods of the set',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const governing = governingService(namedSet(context.manifest), context.workspace);
    const message = messageOf(governing, context);
    if (message === undefined) return;
    const { serviceName } = statefulSetFacts(context.manifest);
    yield { at: serviceName, message, ...relatedTo(governing.services[0]!, context.workspace) };
  },
});

function messageOf({ state, services, ordinal }: Governing, context: RuleContext): string | undefined {
  const [service] = services;
  if (!service) return undefined;
  const { name, details } = service;
  if (state === 'one') {
    const wrong = wrongPod(ordinal!, context);
    return wrong && `Service "${name}" selects one Pod alone, ${wrong}; the names will not resolve`;
  }
  if (state !== 'others') return undefined;
  const { [podNameLabel]: pod, ...written } = details.service?.selector ?? {};
  const isAdded = (label?: string) =>
    [service.uri, context.uri].every((uri) => context.workspace.addsLabel(uri, label));
  const selector = Object.fromEntries(Object.entries(written).filter(([label]) => !isAdded(label)));
  const missing = firstUnmatched(selector, statefulSetFacts(context.manifest).podLabels);
  if (missing === undefined && pod === undefined && isAdded()) return undefined;
  if (missing)
    return `Service "${name}" selects Pods with "${missing}", which this template does not have; the names will not resolve`;
  return pod === undefined
    ? `Service "${name}" has no selector, so it knows none of these Pods; their names will not resolve`
    : `Service "${name}" selects one Pod alone, "${pod}", which this set does not make; the names will not resolve`;
}

/** The Pod of an ordinal in words, where the set surely has none of it. */
function wrongPod(ordinal: number, { manifest, workspace }: RuleContext): string | undefined {
  const sets = workspace.named('StatefulSet', manifest.name, manifest.namespace);
  const [set] = sets;
  if (!set || sets.some((one) => one.isTemplate || mayHaveOrdinal(one, ordinal, workspace))) return undefined;
  return `"${podName(manifest.name, ordinal)}", and this set has ${podRange(set)}`;
}
