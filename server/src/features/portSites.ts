import { allContainers, podTemplateOf } from '../facts/pods.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { nameRange } from '../manifest/places.ts';
import { isPortName } from '../rules/workloads.ts';
import type { LabelSet, NameSite } from './nameSites.ts';

/**
 * Names of ports of containers: where they are declared, in the probes and hooks of the same Pod, and in what selects the
 * Pod: the target ports of Services, the ports of network policies. Kubernetes: `FindPort`, the kubelet's `findPortByName`.
 */
export function portSites(manifest: Manifest): NameSite[] {
  const { kind, view } = manifest;
  if (kind === 'Service') {
    const targets = view
      .at('spec', 'ports')
      .items()
      .map((port) => port.field('targetPort'));
    return sitesAt(targets, { labels: selected(manifest, view.at('spec', 'selector')) });
  }
  if (kind === 'NetworkPolicy') {
    const rules = view.at('spec', 'ingress').items();
    const ports = rules.flatMap((rule) => rule.field('ports').items()).map((port) => port.field('port'));
    return sitesAt(ports, { labels: selected(manifest, view.at('spec', 'podSelector', 'matchLabels')) });
  }
  const template = podTemplateOf(manifest);
  if (!template.exists) return [];
  const podLabels = template.at('metadata', 'labels').stringMap();
  const labels: LabelSet = { side: 'pod', labels: podLabels, namespace: manifest.namespace };
  return allContainers(template.field('spec')).flatMap((container) => [
    ...sitesAt(
      container
        .field('ports')
        .items()
        .map((port) => port.field('name')),
      { labels, isDefinition: true },
    ),
    ...sitesAt(
      actionsOf(container).map((action) => action.field('port')),
      { labels },
    ),
  ]);
}

function selected({ namespace }: Manifest, selector: FieldView): LabelSet {
  return { side: 'selector', labels: selector.stringMap(), namespace };
}

/** What the kubelet does with a container over the network. */
function actionsOf(container: FieldView): FieldView[] {
  const lifecycle = container.field('lifecycle');
  const handlers = [
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((name) => container.field(name)),
    ...['postStart', 'preStop'].map((name) => lifecycle.field(name)),
  ];
  return handlers.flatMap((handler) => [handler.field('httpGet'), handler.field('tcpSocket')]);
}

function sitesAt(
  views: readonly FieldView[],
  { labels, isDefinition = false }: { labels: LabelSet; isDefinition?: boolean },
): NameSite[] {
  return views.flatMap((view) => {
    const name = view.string();
    if (name === undefined || !isPortName(name)) return [];
    return [{ name: { type: 'port', name, labels } as const, isDefinition, range: nameRange(view.tree, view.written) }];
  });
}
