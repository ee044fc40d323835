import { isAtLeast } from '../../schema/minor.ts';
import { isOn, type StoreOptions } from '../gates.ts';
import { isObject, type JsonObject, objectAt, objectsAt, stringsAt, textAt } from '../json.ts';

/**
 * What is done to a new Pod, and not to a template: selectors get the Pod's own labels, AppArmor's annotations and
 * fields are brought together, and a Pod stays five minutes on a node that is lost.
 * Kubernetes: `pkg/registry/core/pod/strategy.go`, `plugin/pkg/admission/defaulttolerationseconds`. What depends on the
 * objects of a cluster (service account, priority, runtime class) is left out.
 */
export function createPod(pod: JsonObject, options: StoreOptions): void {
  const spec = objectAt(pod, 'spec');
  if (!spec) return;
  applyLabelKeys(pod, spec, options);
  syncAppArmor(pod, spec, options);
  tolerateLostNodes(spec);
}

function applyLabelKeys(pod: JsonObject, spec: JsonObject, options: StoreOptions): void {
  const labels = objectAt(objectAt(pod, 'metadata'), 'labels') ?? {};
  if (isOn('MatchLabelKeysInPodAffinity', options)) {
    for (const term of affinityTerms(spec)) {
      extendSelector(term, stringsAt(term, 'matchLabelKeys'), 'In', labels);
      extendSelector(term, stringsAt(term, 'mismatchLabelKeys'), 'NotIn', labels);
    }
  }
  if (!isOn('MatchLabelKeysInPodTopologySpreadSelectorMerge', options)) return;
  for (const constraint of objectsAt(spec, 'topologySpreadConstraints')) {
    extendSelector(constraint, stringsAt(constraint, 'matchLabelKeys'), 'In', labels);
  }
}

function affinityTerms(spec: JsonObject): JsonObject[] {
  const affinity = objectAt(spec, 'affinity');
  return [objectAt(affinity, 'podAffinity'), objectAt(affinity, 'podAntiAffinity')].flatMap((part) => [
    ...objectsAt(part, 'preferredDuringSchedulingIgnoredDuringExecution').flatMap((weighted): JsonObject[] => [
      objectAt(weighted, 'podAffinityTerm') ?? {},
    ]),
    ...objectsAt(part, 'requiredDuringSchedulingIgnoredDuringExecution'),
  ]);
}

/** A term without a selector matches nothing and stays so. */
function extendSelector(owner: JsonObject, keys: readonly string[], operator: string, labels: JsonObject): void {
  const selector = objectAt(owner, 'labelSelector');
  if (!selector) return;
  const added = keys.filter((key) => Object.hasOwn(labels, key));
  if (added.length === 0) return;
  const expressions = added.map((key) => ({ key, operator, values: [labels[key] ?? ''] }));
  selector.matchExpressions = [...objectsAt(selector, 'matchExpressions'), ...expressions];
}

const annotationPrefix = 'container.apparmor.security.beta.kubernetes.io/';

function syncAppArmor(pod: JsonObject, spec: JsonObject, options: StoreOptions): void {
  if (!isOn('AppArmorFields', options) || textAt(objectAt(spec, 'os'), 'name') === 'windows') return;
  const metadata = objectAt(pod, 'metadata') ?? {};
  const podProfile = profileOf(spec);
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => objectsAt(spec, list));
  for (const container of containers) {
    const key = annotationPrefix + textAt(container, 'name');
    const annotations = objectAt(metadata, 'annotations');
    const annotation = annotations?.[key];
    const profile = profileOf(container);
    if (typeof annotation === 'string') {
      if (!profile) adoptAnnotation(container, annotation, podProfile);
    } else if (!isAtLeast(options.minor, '1.34')) {
      const text = annotationOf(profile ?? podProfile);
      if (text !== '') metadata.annotations = { ...annotations, [key]: text };
    }
  }
}

function profileOf(owner: JsonObject): JsonObject | undefined {
  return objectAt(objectAt(owner, 'securityContext'), 'appArmorProfile');
}

function annotationOf(profile: JsonObject | undefined): string {
  switch (textAt(profile, 'type')) {
    case 'Unconfined':
      return 'unconfined';
    case 'RuntimeDefault':
      return 'runtime/default';
    case 'Localhost': {
      const name = textAt(profile, 'localhostProfile');
      return name === '' ? '' : `localhost/${name}`;
    }
    default:
      return '';
  }
}

function adoptAnnotation(container: JsonObject, annotation: string, podProfile: JsonObject | undefined): void {
  const profile = profileFrom(annotation);
  if (!profile || (podProfile && annotationOf(podProfile) === annotation)) return;
  const context = container.securityContext;
  container.securityContext = { ...(isObject(context) ? context : {}), appArmorProfile: profile };
}

function profileFrom(annotation: string): JsonObject | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  const name = annotation.startsWith('localhost/') ? annotation.slice('localhost/'.length) : '';
  return name === '' ? undefined : { type: 'Localhost', localhostProfile: name };
}

const secondsOnLostNode = 300;

function tolerateLostNodes(spec: JsonObject): void {
  const tolerations = objectsAt(spec, 'tolerations');
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter(
    (key) =>
      !tolerations.some(
        (toleration) =>
          ['', key].includes(textAt(toleration, 'key')) && ['', 'NoExecute'].includes(textAt(toleration, 'effect')),
      ),
  );
  if (missing.length === 0) return;
  spec.tolerations = [
    ...tolerations,
    ...missing.map((key) => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: secondsOnLostNode,
    })),
  ];
}
