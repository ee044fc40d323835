import { type ObjectSummary, sameNamespace, type WorkspaceView } from '../../analysis/workspaceView.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { hasOrdinal, podRange } from '../podNames.ts';
import { defineRule, type Finding } from '../rule.ts';

export const rule = defineRule({
  id: 'peer-name-unresolved',
  summary: 'a Pod address in a value names a Pod, Service or namespace that the set does not have',
  severity: 'warning',
  kinds: ['StatefulSet', 'ConfigMap'],
  *check({ manifest, workspace }) {
    for (const view of texts(manifest)) {
      if (!view.isScalar()) continue;
      const start = view.tree.start(view.node);
      const source = view.tree.text.slice(start, view.tree.end(view.node));
      if (!source.includes('.') || source.includes('{{')) continue;
      for (const address of addressesIn(source)) {
        const wrong = faultOf(address, manifest, workspace);
        if (!wrong) continue;
        const range = { start: start + address.start, end: start + address.end };
        yield { at: { range, field: view.path }, ...wrong };
      }
    }
  },
});

/** `web-3.web.shop` in a text, with where it stands there. */
interface Address {
  readonly text: string;
  readonly set: string;
  readonly ordinal: number;
  readonly service: string;
  readonly namespace: string | undefined;
  /** Written up to `.svc` or beyond, so that the third part is surely a namespace. */
  readonly isFull: boolean;
  readonly start: number;
  readonly end: number;
}

// Each part is at most a DNS label long, so that no input makes this slow.
const addressPattern =
  /(?<![a-z0-9.-])([a-z](?:[a-z0-9-]{0,60}[a-z0-9])?)-(0|[1-9]\d{0,4})\.([a-z][a-z0-9-]{0,62})(?:\.([a-z0-9][a-z0-9-]{0,62}))?(\.svc)?(?![a-z0-9-])/g;

function* addressesIn(source: string): Generator<Address> {
  for (const match of source.matchAll(addressPattern)) {
    const [text, set, ordinal, service, third, svc] = match;
    yield {
      text,
      set: set!,
      ordinal: Number(ordinal),
      service: service!,
      namespace: third === 'svc' ? undefined : third,
      isFull: svc !== undefined,
      start: match.index,
      end: match.index + text.length,
    };
  }
}

/** The values in which people write addresses: commands, arguments and environment; all values of a ConfigMap. */
function* texts(manifest: Manifest): Generator<FieldView> {
  if (manifest.kind === 'ConfigMap') {
    for (const { value } of manifest.view.field('data').entries()) yield value;
    return;
  }
  const { containers, initContainers } = statefulSetFacts(manifest);
  for (const container of [...containers, ...initContainers]) {
    yield* container.field('command').items();
    yield* container.field('args').items();
    for (const variable of container.field('env').items()) yield variable.field('value');
  }
}

/** What is wrong with an address of a set that the workspace knows; undefined when it is right or not ours to judge. */
function faultOf(address: Address, manifest: Manifest, workspace: WorkspaceView): Omit<Finding, 'at'> | undefined {
  const sets = workspace.named('StatefulSet', address.set, undefined).filter(({ isTemplate }) => !isTemplate);
  const near = sets.filter((set) =>
    sameNamespace(set.namespace, address.isFull ? address.namespace : manifest.namespace),
  );
  const set = near[0] ?? sets[0];
  if (!set || sets.length > 1) return undefined;
  const service = set.details.statefulSet?.serviceName;
  const related = relatedTo(set, workspace);
  if (near.length === 0 && address.isFull && address.namespace !== undefined) {
    return {
      message: `"${address.text}" looks in namespace "${address.namespace}"; StatefulSet "${set.name}" is in "${set.namespace}"`,
      ...related,
    };
  }
  // `web-0.example` may be any host: judged only where the second part is the set's Service or surely a Service.
  if (service !== address.service) {
    if (!address.isFull && workspace.named('Service', address.service, undefined).length === 0) return undefined;
    const wanted = service ? `its Service is "${service}"` : 'it names no Service';
    return {
      message: `"${address.text}" will not resolve: StatefulSet "${set.name}" is not behind "${address.service}", ${wanted}`,
      ...related,
    };
  }
  if (hasOrdinal(set, address.ordinal) || isScaledByOthers(set, workspace)) return undefined;
  return {
    message: `There is no Pod "${set.name}-${address.ordinal}": StatefulSet "${set.name}" has ${podRange(set)}`,
    ...related,
  };
}

function isScaledByOthers(set: ObjectSummary, workspace: WorkspaceView): boolean {
  const kinds = ['HorizontalPodAutoscaler', 'ScaledObject'];
  return kinds.some((kind) =>
    workspace.objects(kind).some(({ details }) => details.autoscaler?.targetName === set.name),
  );
}

function relatedTo(set: ObjectSummary, workspace: WorkspaceView): Pick<Finding, 'related'> {
  const range = workspace.locate(set);
  return range ? { related: [{ message: `StatefulSet "${set.name}"`, range, uri: set.uri }] } : {};
}
