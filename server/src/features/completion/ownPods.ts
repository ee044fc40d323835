import { type ObjectSummary, sameNamespace } from '../../analysis/workspaceView.ts';
import { throwIfCancelled } from '../../base/cancellation.ts';
import { podTemplateOf } from '../../facts/pods.ts';
import { type Manifest, manifestsOf } from '../../manifest/manifest.ts';
import { workloadKinds } from '../../rules/workloads.ts';
import { isKnown } from './readable.ts';
import type { Request } from './request.ts';
import { escapeSnippet, plainOrQuoted } from './scalarText.ts';

/** The labels by which the manifest's Pods are found: those of its selector, or else all that its Pods carry. */
export function ownLabels(manifest: Manifest | undefined): ReadonlyMap<string, string> {
  if (!manifest) return new Map();
  const selector = known(manifest.view.at('spec', 'selector', 'matchLabels').stringMap());
  return selector.size > 0 ? selector : known(podTemplateOf(manifest).at('metadata', 'labels').stringMap());
}

/**
 * The labels by which the Pods are found that a manifest is about: its own, or those of the only set that a Service or
 * a disruption budget can be for.
 */
export function targetLabels(request: Request, manifest: Manifest | undefined): ReadonlyMap<string, string> {
  const own = ownLabels(manifest);
  if (own.size > 0 || !manifest || !['Service', 'PodDisruptionBudget'].includes(manifest.kind)) return own;
  const sets = request.workspace
    .objects('StatefulSet')
    .filter((set) => sameNamespace(set.namespace, manifest.namespace));
  const named = sets.filter(({ name, details }) => [name, details.statefulSet?.serviceName].includes(manifest.name));
  const [set, ...others] = named.length > 0 ? named : sets;
  if (!set || others.length > 0) return own;
  return known(new Map(Object.entries(set.details.statefulSet?.selector ?? {})));
}

/** Labels as lines of a snippet, `indent` columns deep; a blank to fill in where none are known. */
export function labelLines(labels: ReadonlyMap<string, string>, indent: number, unknown: string): string {
  const pad = ' '.repeat(indent);
  if (labels.size === 0) return pad + unknown;
  return [...labels]
    .map(([key, value]) => `${pad}${escapeSnippet(plainOrQuoted(key))}: ${escapeSnippet(plainOrQuoted(value))}`)
    .join('\n');
}

/** Objects with Pods in the workspace that lie in a namespace, StatefulSets first. */
export function workloadsIn(request: Request, namespace: string | undefined): readonly ObjectSummary[] {
  return workloadKinds
    .flatMap((kind) => request.workspace.objects(kind))
    .filter((object) => isKnown(object.name) && sameNamespace(object.namespace, namespace));
}

/** Manifests with Pods in open files; the document of the cursor as far as it can be read. */
export function* openWorkloads(request: Request): Generator<Manifest> {
  const isWorkload = ({ kind }: Manifest) => workloadKinds.includes(kind);
  yield* manifestsOf(request.document).filter(isWorkload);
  for (const file of request.snapshot.openFiles()) {
    throwIfCancelled(request.token);
    for (const { document, start } of file.stream) {
      if (file === request.file && start === request.documentStart) continue;
      yield* manifestsOf(document).filter(isWorkload);
    }
  }
}

function known(labels: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...labels].filter(([key, value]) => isKnown(key) && isKnown(value)));
}
