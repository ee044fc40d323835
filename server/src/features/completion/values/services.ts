import { type ObjectSummary, sameNamespace } from '../../../analysis/workspaceView.ts';
import { baseName } from '../../../base/uri.ts';
import { podTemplateOf } from '../../../facts/pods.ts';
import { selects } from '../../../rules/labels.ts';
import { code } from '../../markdown.ts';
import { type ValueOffer, valueOffer } from '../offers.ts';
import { isKnown } from '../readable.ts';
import { knownText } from '../request.ts';
import { headlessService } from '../snippets/texts.ts';
import type { ValueContext, ValueSources } from './context.ts';

/** Services that can govern a set: headless ones that select its Pods first; its own name where there is none yet. */
function* governingServices(context: ValueContext): Generator<ValueOffer> {
  const { manifest } = context;
  const labels = Object.fromEntries(podTemplateOf(manifest).at('metadata', 'labels').stringMap());
  const services = servicesIn(context);
  const own = knownText(manifest.view.at('metadata', 'name'));
  const isMissing = own !== undefined && !services.some(({ name }) => name === own);
  const ranked = services.map((service) => {
    const { isHeadless = false, selector = {} } = service.details.service ?? {};
    return { service, rank: (isHeadless ? 0 : 2) + (selects(selector, labels) ? 0 : 1) };
  });
  ranked.sort((a, b) => a.rank - b.rank);
  for (const { service, rank } of ranked) if (rank === 0) yield governingOffer(service, labels);
  if (isMissing) {
    yield* newService(context, own);
    yield valueOffer(own, {
      kind: 'reference',
      detail: 'no such Service yet',
      documentation: () =>
        `No Service ${code(own)} is in the workspace. The Pods get names in DNS once a headless one is there.`,
    });
  }
  for (const { service, rank } of ranked) if (rank !== 0) yield governingOffer(service, labels);
}

function governingOffer({ name, details, uri }: ObjectSummary, labels: Readonly<Record<string, string>>): ValueOffer {
  const { isHeadless = false, selector = {} } = details.service ?? {};
  const marks = [
    isHeadless ? 'headless' : 'not headless',
    selects(selector, labels) ? 'selects these Pods' : 'selects other Pods',
    baseName(uri),
  ];
  return valueOffer(name, {
    kind: 'reference',
    detail: marks.join(' · '),
    documentation: () =>
      isHeadless
        ? `Each Pod gets the name ${code(`<pod>.${name}`)} in DNS.`
        : 'A Service with an address of its own gives no names to single Pods; write `clusterIP: None` there.',
  });
}

/** The set's own name, with its headless Service put in front of the object. */
function* newService(context: ValueContext, name: string): Generator<ValueOffer> {
  const { request, manifest } = context;
  // In front of an item of a List, of JSON or of a template there is no place for another document.
  if (request.isJson || request.document.isTemplate || manifest.view.tree.root !== manifest.view.node) return;
  const labels = podTemplateOf(manifest).at('metadata', 'labels').stringMap();
  const namespace = knownText(manifest.view.at('metadata', 'namespace'));
  const newText = `${headlessService({ name, namespace, labels, port: firstPort(context) })}---\n`;
  yield valueOffer(name, {
    label: `${name} (and create it)`,
    kind: 'reference',
    filter: name,
    detail: 'with its headless Service',
    documentation: () => `Puts this in front of the set:\n\n\`\`\`yaml\n${newText}\`\`\``,
    additionalEdit: { at: 0, newText },
  });
}

function firstPort({ manifest }: ValueContext): { name: string; number: number } | undefined {
  for (const container of podTemplateOf(manifest).at('spec', 'containers').items()) {
    for (const port of container.field('ports').items()) {
      const number = port.field('containerPort').integer();
      if (number !== undefined) return { name: knownText(port.field('name')) ?? 'main', number };
    }
  }
  return undefined;
}

function servicesIn({ request, manifest }: ValueContext): readonly ObjectSummary[] {
  return request.workspace
    .objects('Service')
    .filter(({ name, namespace }) => isKnown(name) && sameNamespace(namespace, manifest.namespace));
}

/** Services by name, for what sends traffic to them. */
function* serviceNames(context: ValueContext): Generator<ValueOffer> {
  const services = servicesIn(context);
  const isHeadless = (service: ObjectSummary) => service.details.service?.isHeadless === true;
  for (const service of [...services.filter((one) => !isHeadless(one)), ...services.filter(isHeadless)]) {
    const ports = service.details.service?.ports.map(({ name, port }) => name ?? port).join(', ');
    const detail = [isHeadless(service) ? 'headless' : (service.details.service?.type ?? 'ClusterIP'), ports];
    yield valueOffer(service.name, { kind: 'reference', detail: detail.filter(Boolean).join(' · ') });
  }
}

/** Ports of the Service that is named beside the field. */
function* servicePorts(context: ValueContext): Generator<ValueOffer> {
  const service = servicesIn(context).find(({ name }) => name === servicePath(context));
  for (const { name, port } of service?.details.service?.ports ?? []) {
    if (context.key === 'name') {
      if (name !== undefined) yield valueOffer(name, { kind: 'reference', ...(port ? { detail: `${port}` } : {}) });
    } else if (port !== undefined)
      yield valueOffer(`${port}`, { kind: 'reference', ...(name ? { detail: name } : {}) });
  }
}

function servicePath({ holder }: ValueContext): string | undefined {
  return holder.parent?.field('name').string();
}

function* targetKinds(): Generator<ValueOffer> {
  for (const kind of ['StatefulSet', 'Deployment', 'ReplicaSet']) yield valueOffer(kind, { detail: 'apps/v1' });
}

/** What an autoscaler can scale. */
function* scaleTargets({ request, holder, manifest }: ValueContext): Generator<ValueOffer> {
  const kind = knownText(holder.field('kind')) ?? 'StatefulSet';
  for (const { name, namespace, details } of request.workspace.objects(kind)) {
    if (!isKnown(name) || !sameNamespace(namespace, manifest.namespace)) continue;
    const replicas = details.statefulSet?.replicas;
    yield valueOffer(name, {
      kind: 'reference',
      detail: replicas === undefined ? kind : `${kind} · ${replicas} replicas`,
    });
  }
}

const ingressService = 'Ingress:spec.rules[].http.paths[].backend.service';

export const serviceSources: ValueSources = {
  'apps.v1.StatefulSetSpec.serviceName': governingServices,
  'core.v1.PodSpec.subdomain': serviceNames,
  [`${ingressService}.name`]: serviceNames,
  [`${ingressService}.port.name`]: servicePorts,
  [`${ingressService}.port.number`]: servicePorts,
  'Ingress:spec.defaultBackend.service.name': serviceNames,
  'autoscaling.v2.CrossVersionObjectReference.name': scaleTargets,
  'autoscaling.v2.CrossVersionObjectReference.kind': targetKinds,
  'autoscaling.v2.CrossVersionObjectReference.apiVersion': () => [valueOffer('apps/v1')],
  'ScaledObject:spec.scaleTargetRef.name': scaleTargets,
  'VerticalPodAutoscaler:spec.targetRef.name': scaleTargets,
};
