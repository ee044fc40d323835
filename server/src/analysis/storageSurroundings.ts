import {
  type ClassResolution,
  type ClassSurroundings,
  type DeclaredClass,
  resolveClass,
} from '../storage/resolveClass.ts';
import type { ObjectSummary, WorkspaceView } from './workspaceView.ts';

/** What decides which classes a claim can name: the workspace, the settings, the platform. */
export interface StorageInputs {
  readonly workspace: WorkspaceView;
  readonly platform: string | undefined;
  /** Names of classes that the settings say exist. */
  readonly storageClasses: readonly string[];
  /** Kubernetes minor: some platforms ship other classes since one. */
  readonly minor?: string;
}

/** Everything that is known of storage classes around a manifest. */
export function classSurroundings({ workspace, platform, storageClasses, minor }: StorageInputs): ClassSurroundings {
  const workspaceClasses: DeclaredClass[] = [];
  for (const { name, details, isTemplate } of workspace.objects('StorageClass')) {
    if (details.storageClass && !isTemplate && name !== '') workspaceClasses.push({ name, ...details.storageClass });
  }
  const clusterClasses = workspace.cluster?.storageClasses;
  const known = { workspaceClasses, namedClasses: storageClasses, platformId: platform, ...(minor ? { minor } : {}) };
  return clusterClasses ? { ...known, clusterClasses } : known;
}

/** What was worked out under these surroundings, by name. */
interface Resolved {
  readonly inputs: Pick<StorageInputs, 'platform' | 'storageClasses'> & { readonly minor: string | undefined };
  readonly cluster: WorkspaceView['cluster'];
  readonly byName: Map<string | undefined, ClassResolution>;
}

/** By the workspace's list of classes, which is another one when any of them changes. */
const resolved = new WeakMap<readonly ObjectSummary[], Resolved>();

/** Names that somebody types leave one behind with each key. */
const mostNames = 200;

/** What the class of a claim comes to; `name` is undefined where the claim writes none. */
export function classOf(name: string | undefined, inputs: StorageInputs): ClassResolution {
  const { platform, storageClasses, minor, workspace } = inputs;
  const { cluster } = workspace;
  const classes = workspace.objects('StorageClass');
  let known = resolved.get(classes);
  const isSame =
    known !== undefined &&
    known.cluster === cluster &&
    known.inputs.platform === platform &&
    known.inputs.storageClasses === storageClasses &&
    known.inputs.minor === minor;
  if (!known || !isSame || known.byName.size >= mostNames) {
    // Without the workspace, which must not live as long as its list of classes.
    known = { inputs: { platform, storageClasses, minor }, cluster, byName: new Map() };
    resolved.set(classes, known);
  }
  let resolution = known.byName.get(name);
  if (!resolution) {
    resolution = resolveClass(name, classSurroundings(inputs));
    known.byName.set(name, resolution);
  }
  return resolution;
}
