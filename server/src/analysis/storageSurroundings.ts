import { memoize } from '../base/memoize.ts';
import { folderOf, normalizeUri } from '../base/uri.ts';
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

/**
 * Classes of which the nearest to who asks counts. Which one that is, is kept for each folder: there may be as many classes
 * as folders, and many more files.
 */
class Rivals {
  private readonly classes: readonly ObjectSummary[];
  private readonly paths: readonly (readonly string[])[];
  /** The first one in each file. */
  private readonly inFile = new Map<string, ObjectSummary>();
  /** The nearest to files of a folder in which there is none. */
  private readonly nearFolder = new Map<string, ObjectSummary>();

  constructor(classes: readonly ObjectSummary[]) {
    const files = classes.map(({ uri }) => normalizeUri(uri));
    this.classes = classes;
    this.paths = files.map((file) => file.split('/'));
    for (const [at, file] of files.entries()) if (!this.inFile.has(file)) this.inFile.set(file, classes[at]!);
  }

  /** The one that `nearestFirst` puts first. */
  nearestTo(uri: string): ObjectSummary {
    const file = normalizeUri(uri);
    const own = this.inFile.get(file);
    if (own) return own;
    const folder = folderOf(file);
    const found = this.nearFolder.get(folder) ?? this.find(file.split('/'));
    this.nearFolder.set(folder, found);
    return found;
  }

  private find(from: readonly string[]): ObjectSummary {
    const distances = this.paths.map((path) => distance(from, path));
    const least = distances.reduce((a, b) => Math.min(a, b));
    return this.classes[distances.indexOf(least)]!;
  }
}

/** Of classes of which each could be the one that is asked for, those that count; undefined where that is at most one. */
const rivalsIn = memoize((classes: readonly ObjectSummary[]): Rivals | undefined => {
  const sure = classes.filter((one) => isSure(one) && one.details.storageClass);
  return sure.length > 1 ? new Rivals(sure) : undefined;
});

/** The same list for the same class, so that what is worked out of it is known. */
const alone = memoize((object: ObjectSummary): readonly ObjectSummary[] => [object]);

/** What was worked out under some surroundings. */
interface Resolved {
  /** Their workspace is the list of classes and the cluster alone: it must not live as long as that list. */
  readonly inputs: ClassInputs;
  readonly byName: Map<string | undefined, Asked>;
}

/** The name of a class under some surroundings. */
interface Asked {
  readonly name: string | undefined;
  readonly inputs: ClassInputs;
}

const resolutionOf = memoize(({ name, inputs }: Asked) => resolveClass(name, classSurroundings(inputs)));

/** By the list of classes that count, which is another one when any of them changes: what is true of all files, and of one. */
const resolved = new WeakMap<readonly ObjectSummary[], Resolved>();
const resolvedForFile = new WeakMap<readonly ObjectSummary[], Resolved>();

/** Names that somebody types leave one behind with each key. */
const mostNames = 200;

/** What the class of a claim comes to; `name` is undefined where the claim writes none. */
export function classOf(name: string | undefined, inputs: StorageInputs): ClassResolution {
  const classes = classesFor(name, inputs);
  const { workspace, platform, storageClasses, minor } = inputs;
  const around = {
    workspace: { objects: () => classes, cluster: workspace.cluster },
    platform,
    storageClasses,
    ...(minor === undefined ? {} : { minor }),
  };
  const resolution = resolvedIn(resolved, classes, { name, inputs: around });
  // The file is not asked for where it makes no difference, so that the answer is that of all files.
  if (resolution.kind !== 'unknown' || resolution.nearest === undefined || !hasRivals(classes)) return resolution;
  const { uri } = inputs;
  return uri === undefined ? resolution : resolvedIn(resolvedForFile, classes, { name, inputs: { ...around, uri } });
}

function resolvedIn(
  memory: WeakMap<readonly ObjectSummary[], Resolved>,
  classes: readonly ObjectSummary[],
  { name, inputs }: Asked,
): ClassResolution {
  let known = memory.get(classes);
  if (!known || !areSame(known.inputs, inputs) || known.byName.size >= mostNames) {
    known = { inputs, byName: new Map() };
    memory.set(classes, known);
  }
  let asked = known.byName.get(name);
  if (!asked) {
    asked = { name, inputs: known.inputs };
    known.byName.set(name, asked);
  }
  return resolutionOf(asked);
}

function areSame(a: ClassInputs, b: ClassInputs): boolean {
  if (a.workspace.cluster !== b.workspace.cluster || a.uri !== b.uri || a.minor !== b.minor) return false;
  return a.platform === b.platform && a.storageClasses === b.storageClasses;
}

/**
 * The workspace's classes that count: of those of the name, or that are the default, the nearest; of a name that none has,
 * all may be meant.
 */
function classesFor(name: string | undefined, inputs: StorageInputs): readonly ObjectSummary[] {
  const { workspace } = inputs;
  const asked =
    name === undefined
      ? workspace.marked('StorageClass', defaultMark)
      : workspace.named('StorageClass', name, undefined);
  if (name !== undefined && !asked.some(isSure)) return workspace.objects('StorageClass');
  const rivals = rivalsIn(asked);
  return rivals && inputs.uri !== undefined ? alone(rivals.nearestTo(inputs.uri)) : asked;
}
