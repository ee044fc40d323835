import type { ObjectSummary, WorkspaceView } from '../analysis/workspaceView.ts';
import { ordinalOf, podIndexLabel, podNameLabel, splitPodName } from '../facts/podNames.ts';
import { statefulSetFacts } from '../facts/statefulSet.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { mayBeTemplate } from '../yaml/template.ts';
import { selects } from './labels.ts';

/** What is asked about a set's names. */
export interface NamedSet {
  readonly name: string;
  /** As written; '' and undefined: none. */
  readonly serviceName: string | undefined;
  readonly namespace: string | undefined;
  readonly podLabels: Readonly<Record<string, string>>;
}

/** The Service that a set names, as far as the workspace shows it. */
export interface Governing {
  /**
   * `unknown`: not in the workspace, or in a template; `elsewhere`: in another namespace only; `shared`: not headless;
   * `refused`: its selector holds what is no text; `others`: it does not select the Pods; `one`: it selects the Pod of
   * `ordinal` alone, by its name or ordinal, if there is one; `names`: it gives them their DNS names.
   */
  readonly state: 'unknown' | 'elsewhere' | 'shared' | 'refused' | 'others' | 'one' | 'names';
  readonly ordinal?: number;
  /** Those of that name: in the set's namespace, templates left out where others are, or else in other namespaces. */
  readonly services: readonly ObjectSummary[];
}

/** Whether the Service that a set names gives its Pods DNS names. The one place that decides about it. */
export function governingService(set: NamedSet, workspace: WorkspaceView): Governing {
  const { serviceName, namespace, podLabels } = set;
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
  const selectors = services.map(({ details }) => details.service?.selector ?? {});
  if (selectors.some((selector) => selects(selector, podLabels))) return { state: 'names', services };
  const ordinal = selectors.map((selector) => selectedOrdinal(selector, set)).find((one) => one !== undefined);
  return ordinal === undefined ? { state: 'others', services } : { state: 'one', services, ordinal };
}

/** The one Pod of the set that a selector means by the labels that the controller adds to each; it need not be there. */
function selectedOrdinal(
  selector: Readonly<Record<string, string>>,
  { name, podLabels }: NamedSet,
): number | undefined {
  const { [podNameLabel]: pod, [podIndexLabel]: index, ...others } = selector;
  const named = splitPodName(pod ?? '');
  const ordinal = named?.ordinal ?? ordinalOf(index ?? '');
  const isOfSet = pod === undefined || named?.set === name;
  const isOneOrdinal = index === undefined || index === String(ordinal);
  const isSelecting = Object.entries(others).every(([key, value]) => podLabels[key] === value);
  return isOfSet && isOneOrdinal && isSelecting ? ordinal : undefined;
}

/** What a manifest of a StatefulSet says of it. */
export function namedSet(manifest: Manifest): NamedSet {
  const { serviceName, podLabels } = statefulSetFacts(manifest);
  return { name: manifest.name, serviceName: serviceName.string(), namespace: manifest.namespace, podLabels };
}

const nothingKnown: Governing = { state: 'unknown', services: [] };
