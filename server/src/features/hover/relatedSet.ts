import { type ObjectSummary, sameNamespace, type WorkspaceView } from '../../analysis/workspaceView.ts';
import { podIndexLabel, podNameLabel, templateOfClaim } from '../../facts/podNames.ts';
import type { Manifest } from '../../manifest/manifest.ts';

/** The set that an object of another kind is about. */
export interface RelatedSet {
  readonly set: ObjectSummary;
  /** Of a Service: whether the set's `serviceName` is this Service. */
  readonly isGoverned: boolean;
}

/**
 * The set that a Service governs or sends its clients to, that an autoscaler scales, a budget protects, or a claim is of.
 * Undefined where the workspace has none, or several could be meant.
 */
export function relatedSet(manifest: Manifest, workspace: WorkspaceView): RelatedSet | undefined {
  const { kind, view, name, namespace } = manifest;
  const sets = workspace
    .objects('StatefulSet')
    .filter((set) => !set.isTemplate && set.details.statefulSet && sameNamespace(set.namespace, namespace));
  const governed = kind === 'Service' ? sets.find((set) => set.details.statefulSet?.serviceName === name) : undefined;
  if (governed) return { set: governed, isGoverned: true };
  const others = sets.filter((set) => isMeant(manifest, set));
  return others.length === 1 ? { set: others[0]!, isGoverned: false } : undefined;

  function isMeant({ kind: ofKind }: Manifest, set: ObjectSummary): boolean {
    if (ofKind === 'Service') return selectsPodsOf(view.at('spec', 'selector').stringMap(), set);
    if (ofKind === 'PodDisruptionBudget')
      return selectsPodsOf(view.at('spec', 'selector', 'matchLabels').stringMap(), set);
    if (ofKind === 'PersistentVolumeClaim') return isClaimOf(name, set);
    const target = view.at('spec', 'scaleTargetRef');
    return target.field('kind').string() === 'StatefulSet' && target.field('name').string() === set.name;
  }
}

/** Labels that the controller adds to each Pod, so that no template has them. */
const addedLabels: ReadonlySet<string> = new Set([podNameLabel, podIndexLabel, 'controller-revision-hash']);

/** Whether a selector finds Pods of a set, by what its template says or by labels that the controller adds. */
function selectsPodsOf(selector: ReadonlyMap<string, string>, { name, details }: ObjectSummary): boolean {
  const pod = selector.get(podNameLabel);
  if (pod !== undefined && pod.replace(/-\d+$/, '') !== name) return false;
  const labels = details.podLabels ?? {};
  const asked = [...selector].filter(([key]) => !addedLabels.has(key));
  return (
    selector.size > 0 && (pod !== undefined || asked.length > 0) && asked.every(([key, value]) => labels[key] === value)
  );
}

function isClaimOf(claim: string, { name, details }: ObjectSummary): boolean {
  const templates = details.statefulSet?.claimTemplates.map((template) => template.name) ?? [];
  return templateOfClaim(claim, name, templates) !== undefined;
}
