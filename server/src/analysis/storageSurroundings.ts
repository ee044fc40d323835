import { memoize } from '../base/memoize.ts';
import { normalizeUri } from '../base/uri.ts';
import {
  type ClassResolution,
  type ClassSurroundings,
  type DeclaredClass,
  resolveClass,
} from '../storage/resolveClass.ts';
import { defaultMark } from './indexKeys.ts';
import type { ObjectSummary, WorkspaceView } from './workspaceView.ts';

/** What decides which classes a claim can name: the workspace, the settings, the platform. */
export interface StorageInputs extends ClassInputs {
  readonly workspace: Pick<WorkspaceView, 'objects' | 'named' | 'marked' | 'cluster'>;
}

/** The same where the workspace is nothing but the classes that count. */
interface ClassInputs {
  readonly workspace: Pick<WorkspaceView, 'objects' | 'cluster'>;
  readonly platform: string | undefined;
  /** Names of classes that the settings say exist. */
  readonly storageClasses: readonly string[];
  /** Kubernetes minor: some platforms ship other classes since one. */
  readonly minor?: string;
  /** The file that the claim stands in: of several classes of one name the nearest counts. */
  readonly uri?: string;
}

/** Everything that is known of storage classes around a manifest; of the workspace's those that `isKnown` lets through. */
export function classSurroundings(
  { workspace, platform, storageClasses, minor, uri }: ClassInputs,
  isKnown: (object: ObjectSummary) => boolean = isSure,
): ClassSurroundings {
  const workspaceClasses: DeclaredClass[] = [];
  for (const object of nearestFirst(workspace.objects('StorageClass'), uri)) {
    const { name, details } = object;
    if (details.storageClass && isKnown(object)) workspaceClasses.push({ name, ...details.storageClass });
  }
  const clusterClasses = workspace.cluster?.storageClasses;
  const known = { workspaceClasses, namedClasses: storageClasses, platformId: platform, ...(minor ? { minor } : {}) };
  return clusterClasses ? { ...known, clusterClasses } : known;
}

function isSure({ name, isTemplate }: ObjectSummary): boolean {
  return name !== '' && !isTemplate;
}

/**
 * Objects by how far they are from a file: those of the same file first, then those of its folder, then folder by folder,
 * as far as one has to go up and down. Of objects that are as far the first in the workspace stays the first.
 */
function nearestFirst(objects: readonly ObjectSummary[], uri: string | undefined): readonly ObjectSummary[] {
  if (uri === undefined || !hasRivals(objects)) return objects;
  const from = normalizeUri(uri).split('/');
  const distances = new Map(objects.map((object) => [object, distance(from, normalizeUri(object.uri).split('/'))]));
  return objects.toSorted((a, b) => distances.get(a)! - distances.get(b)!);
}

/** Steps between two files: 0 for the same one, 1 within a folder, and one more for each folder up or down. */
function distance(from: readonly string[], to: readonly string[]): number {
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common++;
  const isSame = common === from.length && common === to.length;
  return isSame ? 0 : from.length + to.length - 2 * Math.min(common, from.length - 1, to.length - 1) - 1;
}

/** Whether it makes a difference which class comes first: two of one name, or two defaults. */
const hasRivals = memoize((classes: readonly ObjectSummary[]): boolean => {
  const names = new Set(classes.map(({ name }) => name));
  const defaults = classes.filter(({ details }) => details.storageClass?.isDefault === true);
  return names.size < classes.length || defaults.length > 1;
});

/** What was worked out under some surroundings. */
interface Resolved {
  /** Their workspace is the list of classes and the cluster alone: it must not live as long as that list. */
  readonly inputs: ClassInputs;
  /** By name; where it makes a difference, for one file. */
  readonly byName: Map<string | undefined, Asked>;
}

/** The name of a class under some surroundings. */
interface Asked {
  readonly name: string | undefined;
  readonly inputs: ClassInputs;
}

const resolutionOf = memoize(({ name, inputs }: Asked) => resolveClass(name, classSurroundings(inputs)));

/** By the list of classes that count, which is another one when any of them changes. */
const resolved = new WeakMap<readonly ObjectSummary[], Resolved>();

/** Names that somebody types leave one behind with each key. */
const mostNames = 200;

/** What the class of a claim comes to; `name` is undefined where the claim writes none. */
export function classOf(name: string | undefined, inputs: StorageInputs): ClassResolution {
  const classes = classesFor(name, inputs.workspace);
  const { cluster } = inputs.workspace;
  // Not asked for where it makes no difference, so that the answer is that of all files.
  const uri = hasRivals(classes) ? inputs.uri : undefined;
  let known = resolved.get(classes);
  const isSame =
    known !== undefined &&
    known.inputs.workspace.cluster === cluster &&
    known.inputs.uri === uri &&
    known.inputs.platform === inputs.platform &&
    known.inputs.storageClasses === inputs.storageClasses &&
    known.inputs.minor === inputs.minor;
  if (!known || !isSame || known.byName.size >= mostNames) {
    const { platform, storageClasses, minor } = inputs;
    const more = { ...(minor === undefined ? {} : { minor }), ...(uri === undefined ? {} : { uri }) };
    const workspace = { objects: () => classes, cluster };
    known = { inputs: { workspace, platform, storageClasses, ...more }, byName: new Map() };
    resolved.set(classes, known);
  }
  let asked = known.byName.get(name);
  if (!asked) {
    asked = { name, inputs: known.inputs };
    known.byName.set(name, asked);
  }
  return resolutionOf(asked);
}

/** The workspace's classes that count: those of the name, or that are the default; of a name that none has, all may be meant. */
function classesFor(name: string | undefined, workspace: StorageInputs['workspace']): readonly ObjectSummary[] {
  if (name === undefined) return workspace.marked('StorageClass', defaultMark);
  const named = workspace.named('StorageClass', name, undefined);
  return named.some(isSure) ? named : workspace.objects('StorageClass');
}
