import {
  type ClassResolution,
  type ClassSurroundings,
  type DeclaredClass,
  resolveClass,
} from '../storage/resolveClass.ts';
import type { WorkspaceView } from './workspaceView.ts';

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

/** What the class of a claim comes to; `name` is undefined where the claim writes none. */
export function classOf(name: string | undefined, inputs: StorageInputs): ClassResolution {
  return resolveClass(name, classSurroundings(inputs));
}
