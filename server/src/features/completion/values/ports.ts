import { sameNamespace } from '../../../analysis/workspaceView.ts';
import { podTemplateOf } from '../../../facts/pods.ts';
import type { FieldView } from '../../../manifest/fieldView.ts';
import { type ImagePort, imageFacts } from '../../../storage/imageFacts.ts';
import { type ValueOffer, valueOffer } from '../offers.ts';
import { openWorkloads } from '../ownPods.ts';
import { knownText } from '../request.ts';
import type { ValueContext, ValueSources } from './context.ts';

/** Ports of the container that a probe looks at: by name, then by number. */
function* probePorts({ manifest, path, id }: ValueContext): Generator<ValueOffer> {
  const at = path.findIndex((step) => step === 'containers' || step === 'initContainers');
  let container: FieldView = manifest.view;
  for (const step of path.slice(0, at + 2)) {
    container = typeof step === 'string' ? container.field(step) : (container.items()[step] ?? container.field(''));
  }
  const ports = container.field('ports').items();
  if (id !== 'core.v1.GRPCAction.port') {
    for (const port of ports) yield* named(port.field('name'), `${port.field('containerPort').integer() ?? ''}`);
  }
  const seen = new Set<string>();
  for (const port of ports) yield* numbered(port.field('containerPort').integer(), knownText(port.field('name')), seen);
  yield* imagePorts(container, seen);
}

/** Ports of a new entry of a container's list: what the image is known to listen on and is not there yet. */
function* containerPorts({ holder }: ValueContext): Generator<ValueOffer> {
  // holder is the port, above it the list, above that the container.
  const container = holder.parent?.parent;
  if (!container) return;
  const seen = new Set<string>();
  for (const port of container.field('ports').items()) {
    if (port.node !== holder.node) seen.add(`${port.field('containerPort').integer()}`);
  }
  yield* imagePorts(container, seen);
}

function* imagePorts(container: FieldView, seen: Set<string>): Generator<ValueOffer> {
  const facts = imageFacts(knownText(container.field('image')) ?? '');
  for (const { first, use } of facts?.ports ?? []) yield* numbered(first, portUse(facts!.product, use), seen);
  for (const { first, use } of facts?.peerPorts ?? [])
    yield* numbered(first, portUse(facts!.product, use ?? 'peers'), seen);
}

function portUse(product: string, use: ImagePort['use']): string {
  return use === undefined ? product : `${product}: ${use}`;
}

/** Ports of the Pods that a Service selects. */
function* targetPorts(context: ValueContext): Generator<ValueOffer> {
  const seen = new Set<string>();
  for (const { name, port } of selectedPorts(context)) {
    if (name === undefined || seen.has(name)) continue;
    seen.add(name);
    yield valueOffer(name, { kind: 'reference', detail: `${port ?? ''}` });
  }
  for (const { name, port } of selectedPorts(context)) yield* numbered(port, name, seen);
}

/** Numbers for a Service's own port: those of its Pods, as most Services keep them. */
function* servicePorts(context: ValueContext): Generator<ValueOffer> {
  const { holder } = context;
  const seen = new Set<string>();
  for (const port of holder.parent?.items() ?? []) {
    if (port.node !== holder.node) seen.add(`${port.field('port').integer()}`);
  }
  for (const { name, port } of selectedPorts(context)) yield* numbered(port, name, seen);
}

/** Names for a Service's port. */
function* portNames(context: ValueContext): Generator<ValueOffer> {
  const seen = new Set<string>();
  for (const { name, port } of selectedPorts(context)) {
    if (name === undefined || seen.has(name)) continue;
    seen.add(name);
    yield valueOffer(name, { detail: `${port ?? ''}` });
  }
}

interface PodPort {
  readonly name: string | undefined;
  readonly port: number | undefined;
}

/** Ports of the Pods of open files that the Service's selector selects; of all of them while it has no selector. */
function selectedPorts({ request, manifest }: ValueContext): readonly PodPort[] {
  const selector = [...manifest.view.at('spec', 'selector').stringMap()];
  const found: PodPort[] = [];
  for (const workload of openWorkloads(request)) {
    if (!sameNamespace(workload.namespace, manifest.namespace)) continue;
    const template = podTemplateOf(workload);
    const labels = template.at('metadata', 'labels').stringMap();
    if (!selector.every(([key, value]) => labels.get(key) === value)) continue;
    for (const container of template.at('spec', 'containers').items()) {
      for (const port of container.field('ports').items()) {
        found.push({ name: knownText(port.field('name')), port: port.field('containerPort').integer() });
      }
    }
  }
  return found;
}

function* named(name: FieldView, detail: string): Generator<ValueOffer> {
  const text = knownText(name);
  if (text !== undefined) yield valueOffer(text, { kind: 'reference', ...(detail === '' ? {} : { detail }) });
}

function* numbered(port: number | undefined, detail: string | undefined, seen: Set<string>): Generator<ValueOffer> {
  if (port === undefined || seen.has(`${port}`)) return;
  seen.add(`${port}`);
  yield valueOffer(`${port}`, { kind: 'reference', ...(detail === undefined ? {} : { detail }) });
}

export const portSources: ValueSources = {
  'core.v1.HTTPGetAction.port': probePorts,
  'core.v1.TCPSocketAction.port': probePorts,
  'core.v1.GRPCAction.port': probePorts,
  'core.v1.ContainerPort.containerPort': containerPorts,
  'core.v1.ServicePort.targetPort': targetPorts,
  'core.v1.ServicePort.port': servicePorts,
  'core.v1.ServicePort.name': portNames,
};
