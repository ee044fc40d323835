import { inNamespace, type ObjectSummary, sameNamespace } from '../analysis/workspaceView.ts';
import { groupBy } from '../base/groupBy.ts';
import { memoize } from '../base/memoize.ts';
import { folderOf, normalizeUri } from '../base/uri.ts';
import { selectedBy } from './labels.ts';
import type { RuleContext } from './rule.ts';

/** The kinds that are Pods or make them from a template. */
export const workloadKinds: readonly string[] = [
  'StatefulSet',
  'Deployment',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'Pod',
];

/**
 * Every workload whose Pods an equality selector selects, in the manifest's namespace or one that may be it: of many the
 * same list for all who ask.
 */
export function workloadsSelectedBy(
  selector: Readonly<Record<string, string>>,
  { manifest, workspace }: RuleContext,
): readonly ObjectSummary[] {
  return workloadKinds
    .map((kind) => selectedBy(selector, kind, workspace))
    .map((objects) => (objects.length > fewObjects ? inNamespace : near)(objects, manifest.namespace))
    .reduce(bothOf);
}

function near(objects: readonly ObjectSummary[], namespace: string | undefined): readonly ObjectSummary[] {
  return objects.length === 0 ? objects : objects.filter((object) => sameNamespace(object.namespace, namespace));
}

function bothOf(left: readonly ObjectSummary[], right: readonly ObjectSummary[]): readonly ObjectSummary[] {
  if (right.length === 0) return left;
  if (left.length === 0) return right;
  if (left.length + right.length <= fewObjects) return [...left, ...right];
  const known = joinedWith(left);
  const joined = known.get(right) ?? [...left, ...right];
  known.set(right, joined);
  return joined;
}

const joinedWith = memoize((_: readonly ObjectSummary[]) => new WeakMap<readonly ObjectSummary[], ObjectSummary[]>());

/**
 * Those of some objects that lie in the manifest's own folder. What lies elsewhere is often a variant: another example,
 * another overlay, never applied together with this.
 */
export function besides(
  objects: readonly ObjectSummary[],
  context: Pick<RuleContext, 'uri'>,
): readonly ObjectSummary[] {
  if (objects.length === 0) return objects;
  const folder = folderOf(normalizeUri(context.uri));
  if (objects.length > fewObjects) return byFolder(objects).get(folder) ?? [];
  return objects.filter(({ uri }) => folderOf(normalizeUri(uri)) === folder);
}

/** Short lists are often made for one question. */
const fewObjects = 8;

/** Worked out once for a list: thousands of objects may ask for those beside them. */
const byFolder = memoize((objects: readonly ObjectSummary[]) =>
  groupBy(objects, ({ uri }) => folderOf(normalizeUri(uri))),
);

/** Those of some objects that stand in the manifest's own file. */
export function inFile(objects: readonly ObjectSummary[], context: Pick<RuleContext, 'uri'>): readonly ObjectSummary[] {
  if (objects.length === 0) return objects;
  const file = normalizeUri(context.uri);
  if (objects.length > fewObjects) return byFile(objects).get(file) ?? [];
  return objects.filter(({ uri }) => normalizeUri(uri) === file);
}

const byFile = memoize((objects: readonly ObjectSummary[]) => groupBy(objects, ({ uri }) => normalizeUri(uri)));

/** Whether an object is one of those that `besides` would leave. */
export function isBeside(object: ObjectSummary, context: Pick<RuleContext, 'uri'>): boolean {
  return object.uri === context.uri || besides([object], context).length > 0;
}

/** The objects of a kind that are no templates and lie in the manifest's namespace or one that may be it. */
export function objectsNear(kind: string, { manifest, workspace }: RuleContext): readonly ObjectSummary[] {
  return withoutTemplates(inNamespace(workspace.objects(kind), manifest.namespace));
}

const withoutTemplates = memoize((objects: readonly ObjectSummary[]) =>
  objects.filter(({ isTemplate }) => !isTemplate),
);

/** The names of the objects of a list of the workspace. */
export const namesIn = memoize((objects: readonly ObjectSummary[]): readonly string[] =>
  objects.map(({ name }) => name),
);

/** The same, each once: thousands of objects may have one name. */
export const distinctNamesIn = memoize((objects: readonly ObjectSummary[]): readonly string[] => [
  ...new Set(namesIn(objects)),
]);

/** Whether a kustomization of the workspace patches anything, so that an object may come to have what it lacks. */
export function hasPatches({ workspace }: Pick<RuleContext, 'workspace'>): boolean {
  return havePatches(workspace.objects('Kustomization'));
}

const havePatches = memoize((kustomizations: readonly ObjectSummary[]) =>
  kustomizations.some(({ details }) => details.changes?.hasPatches),
);

/** Whether a text can be the name of a port, which is to be found in a container: 15 characters at most, one a letter. */
export function isPortName(text: string): boolean {
  return text.length <= 15 && /^[a-z0-9-]+$/.test(text) && /[a-z]/.test(text);
}

/** Names that differ in a number alone are those of several objects of a row. */
export function isNumbered(a: string, b: string): boolean {
  return a.replaceAll(/\d/g, '') === b.replaceAll(/\d/g, '');
}
