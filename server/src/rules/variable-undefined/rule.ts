import type { WorkspaceView } from '../../analysis/workspaceView.ts';
import { didYouMean, mostCompared, nearest } from '../../base/nearest.ts';
import { podIndexLabel } from '../../facts/podNames.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { addFirstItem } from '../../manifest/addFirstItem.ts';
import { addItem } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Fix } from '../../manifest/problem.ts';
import { defineRule, type Finding } from '../rule.ts';
import { podFields, referencesIn, variableFromPod } from '../variables.ts';

export const rule = defineRule({
  id: 'variable-undefined',
  summary: 'a reference names a variable that the container does not have, and stays as text',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['$('],
  *check({ manifest, workspace }) {
    // A template may bring variables that are not written here.
    if (manifest.isTemplate) return;
    const { containers, initContainers } = statefulSetFacts(manifest);
    const all = [...containers, ...initContainers];
    for (const container of all) {
      // What envFrom brings is not written here.
      if (container.field('envFrom').hasValue) continue;
      for (const { name, finding } of findingsOf(container, all)) {
        if (!isKustomized(name, workspace)) yield finding;
      }
    }
  },
});

/**
 * Where references are replaced. Kubernetes: `pkg/kubelet/container/helpers.go` (ExpandContainerCommandAndArgs,
 * ExpandContainerVolumeMounts), `pkg/kubelet/kubelet_pods.go` (makeEnvironmentVariables).
 */
interface Place {
  readonly text: FieldView;
  readonly use: 'variable' | 'argument' | 'path';
}

function* placesOf(container: FieldView): Generator<Place> {
  for (const variable of container.field('env').items()) yield { text: variable.field('value'), use: 'variable' };
  for (const list of ['command', 'args']) {
    for (const text of container.field(list).items()) yield { text, use: 'argument' };
  }
  for (const mount of container.field('volumeMounts').items()) {
    yield { text: mount.field('subPathExpr'), use: 'path' };
  }
}

function* findingsOf(
  container: FieldView,
  all: readonly FieldView[],
): Generator<{ readonly name: string; readonly finding: Finding }> {
  let known: ReadonlyMap<string, FieldView> | undefined;
  let others: ReadonlyMap<string, FieldView> | undefined;
  for (const { text, use } of placesOf(container)) {
    for (const { name, written, place } of referencesIn(text)) {
      known ??= variablesOf([container]);
      if (known.has(name) || !isMeant(name, use)) continue;
      others ??= variablesOf(all);
      const elsewhere = others.get(name);
      const meant = known.size <= mostCompared ? nearest(name, known.keys()) : undefined;
      const range = place();
      const finding = {
        at: { range, field: text.path },
        message: `${effects[use](written)}: this container has no variable "${name}"${hintOf(meant, elsewhere)}`,
        ...(elsewhere && { related: [{ message: `"${name}" of another container`, range: elsewhere.range }] }),
        fixes: () => [
          ...(meant === undefined ? [] : [renamed(meant, { start: range.start + 2, end: range.end - 1 })]),
          ...fromPod(container, name, use),
        ],
      };
      yield { name, finding };
    }
  }
}

/** Whether a kustomization of the workspace replaces the name, among its `vars`. */
function isKustomized(name: string, workspace: WorkspaceView): boolean {
  return workspace.objects('Kustomization').some(({ details }) => details.vars?.includes(name));
}

const effects: Readonly<Record<Place['use'], (reference: string) => string>> = {
  variable: (reference) => `"${reference}" stays as it is`,
  argument: (reference) => `"${reference}" stays as it is`,
  path: () => 'The Pods will not start',
};

function hintOf(meant: string | undefined, elsewhere: FieldView | undefined): string {
  if (elsewhere) return '; that of another container does not count';
  return meant === undefined ? '' : `; ${didYouMean(meant)}`;
}

/** The names of the containers' variables, with the first place of each. */
function variablesOf(containers: readonly FieldView[]): ReadonlyMap<string, FieldView> {
  const places = new Map<string, FieldView>();
  for (const container of containers) {
    for (const variable of container.field('env').items()) {
      const place = variable.field('name');
      const name = place.string();
      if (name !== undefined && !places.has(name)) places.set(name, place);
    }
  }
  return places;
}

/**
 * Whether a variable is meant. Names in small letters are rather commands of a shell (`$(hostname)`), and the addresses
 * of Services, which the kubelet adds, are not written in the manifest; Kubernetes: `pkg/kubelet/envvars`.
 */
function isMeant(name: string, use: Place['use']): boolean {
  return (use === 'path' || /^[A-Z][A-Z0-9_]*$/.test(name)) && !serviceVariable.test(name);
}

const serviceVariable = /_SERVICE_(?:HOST|PORT)|_PORT(?:_\d{1,5}_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?$/;

function renamed(name: string, range: { start: number; end: number }): Fix {
  return { title: `Change to "${name}"`, isSafe: false, edits: [{ ...range, newText: name }] };
}

function fromPod(container: FieldView, name: string, use: Place['use']): readonly Fix[] {
  // Only the Pods of sets have a number.
  const fieldPath = name === 'POD_INDEX' ? `metadata.labels['${podIndexLabel}']` : podFields.get(name);
  if (fieldPath === undefined) return [];
  const { tree, node } = container;
  const list = container.field('env').node;
  const lines = variableFromPod(name, fieldPath);
  // A variable can use those above it alone.
  const edit = use === 'variable' ? addFirstItem(tree, list, lines) : addItem(tree, node, { name: 'env', list, lines });
  return edit ? [{ title: `Add "${name}" from ${fieldPath}`, isSafe: false, edits: [edit] }] : [];
}
