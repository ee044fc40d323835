import type { ObjectSummary, WorkspaceView } from '../analysis/workspaceView.ts';
import { statefulSetFacts } from '../facts/statefulSet.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { mayBeTemplate } from '../yaml/template.ts';
import { selects } from './labels.ts';

/** What is asked about a set's names. */
export interface NamedSet {
  /** As written; '' and undefined: none. */
  readonly serviceName: string | undefined;
  readonly namespace: string | undefined;
  readonly podLabels: Readonly<Record<string, string>>;
}

/** The Service that a set names, as far as the workspace shows it. */
export interface Governing {
  /**
   * `unknown`: not in the workspace, or in a template; `elsewhere`: in another namespace only; `shared`: not headless;
   * `refused`: its selector holds what is no text; `others`: it does not select the Pods; `names`: it gives them their DNS names.
   */
  readonly state: 'unknown' | 'elsewhere' | 'shared' | 'refused' | 'others' | 'names';
  /** Those of that name: in the set's namespace, templates left out where others are, or else in other namespaces. */
  readonly services: readonly ObjectSummary[];
}

/** Whether the Service that a set names gives its Pods DNS names. The one place that decides about it. */
export function governingService({ serviceName, namespace, podLabels }: NamedSet, workspace: WorkspaceView): Governing {
  if (!serviceName || mayBeTemplate(serviceName)) return nothingKnown;
  const near = workspace.named('Service', serviceName, namespace);
  const services = near.filter(({ isTemplate }) => !isTemplate);
  if (near.length === 0) {
    const elsewhere = workspace.named('Service', serviceName, undefined);
    return elsewhere.length === 0 ? nothingKnown : { state: 'elsewhere', services: elsewhere };
  }
  if (services.length === 0) return { state: 'unknown', services: near };
  if (!services.some(({ details }) => details.service?.isHeadless)) return { state: 'shared', services };
  if (services.some(({ details }) => details.service?.isSelectorBroken)) return { state: 'refused', services };
  const isSelecting = services.some(({ details }) => selects(details.service?.selector ?? {}, podLabels));
  return { state: isSelecting ? 'names' : 'others', services };
}

/** What a manifest of a StatefulSet says of it. */
export function namedSet(manifest: Manifest): NamedSet {
  const { serviceName, podLabels } = statefulSetFacts(manifest);
  return { serviceName: serviceName.string(), namespace: manifest.namespace, podLabels };
}

const nothingKnown: Governing = { state: 'unknown', services: [] };
