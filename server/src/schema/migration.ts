import { nearest } from '../base/nearest.ts';
import { addAtPath, entryText, quotedLike } from '../manifest/edits.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { replaceValue } from '../manifest/replaceValue.ts';
import { NO_NODE, type NodeId, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import type { RemovedVersion } from './apiVersions.ts';
import type { CheckContext, ReportDetails } from './context.ts';
import { fixBy } from './fixes.ts';
import { rootType, typeOf } from './lookup.ts';

/**
 * The repair of an API version that is served no more: the new version, and what the old one filled in by itself.
 * Kubernetes: "Deprecated API Migration Guide".
 */
export function fixVersion(cx: CheckContext, removed: RemovedVersion): Pick<ReportDetails, 'fixes'> {
  const node = cx.value(cx.root, 'apiVersion');
  const migrate = migrations[removed.kind] ?? keepRest;
  const migration = migrate(cx, removed);
  if (!migration) return {};
  const label = { title: `Write ${removed.use} and what it needs`, isSafe: migration.isSafe };
  return fixBy(cx, label, (tree) => [replaceVersion(tree, node, removed.use), ...migration.edits(tree)]);
}

/** Writes another API version for the one that is there. */
function replaceVersion(tree: YamlTree, node: NodeId, apiVersion: string): DocumentEdit {
  return replaceValue(tree, node, quotedLike(tree, node, apiVersion));
}

interface Migration {
  readonly isSafe: boolean;
  readonly edits: (tree: YamlTree) => readonly DocumentEdit[];
}

const migrations: Readonly<Record<string, (cx: CheckContext, removed: RemovedVersion) => Migration | undefined>> = {
  StatefulSet: migrateStatefulSet,
  PodDisruptionBudget: migrateBudget,
  HorizontalPodAutoscaler: migrateAutoscaler,
};

/** Nothing but the version changed. */
function keepRest(): Migration {
  return { isSafe: true, edits: () => [] };
}

/** Without a selector the old versions took the labels of the template; apps/v1beta1 updated only deleted Pods. */
function migrateStatefulSet(cx: CheckContext, removed: RemovedVersion): Migration {
  const spec = cx.value(cx.root, 'spec');
  const names = rootType('apps/v1', 'StatefulSet')?.fields.get('spec');
  const fields = [...((names && typeOf(names)?.fields.keys()) ?? [])];
  // What is misspelt takes its place as soon as it is spelt right
  const isMeantToBe = (field: string) =>
    cx.has(spec, field) || cx.keys(spec).some((key) => isMisspelt(cx.keyText(key), field, fields));
  return {
    isSafe: true,
    edits: (tree) => {
      const lines: string[] = [];
      if (!isMeantToBe('selector')) lines.push(...selectorOfTemplate(cx, tree, spec));
      if (removed.apiVersion === 'apps/v1beta1' && !isMeantToBe('updateStrategy')) {
        lines.push('updateStrategy:', '  type: OnDelete');
      }
      const edit = lines.length === 0 ? undefined : addAtPath(tree, cx.root, ['spec'], lines);
      return edit ? [edit] : [];
    },
  };
}

function isMisspelt(name: string, field: string, fields: readonly string[]): boolean {
  if (fields.includes(name)) return false;
  return nearest(name, fields) === field || (name === 'strategy' && field === 'updateStrategy');
}

/** The lines of a selector for the labels of the template; none where it has no labels. */
export function selectorOfTemplate(cx: CheckContext, tree: YamlTree, spec: NodeId): readonly string[] {
  const labels = cx.value(cx.value(cx.value(spec, 'template'), 'metadata'), 'labels');
  const keys = cx.keys(labels);
  if (keys.length === 0) return [];
  if (tree.style(labels) === NodeStyle.flow) {
    return ['selector:', `  matchLabels: ${tree.text.slice(tree.start(labels), tree.end(labels))}`];
  }
  const entries = keys.flatMap((key) => entryText(tree, key).filter((line) => !line.trimStart().startsWith('#')));
  return ['selector:', '  matchLabels:', ...entries.map((line) => `    ${line}`)];
}

/** An empty selector selected nothing in policy/v1beta1 and selects every Pod in policy/v1. */
function migrateBudget(cx: CheckContext): Migration {
  const selector = cx.value(cx.value(cx.root, 'spec'), 'selector');
  return { isSafe: selector !== NO_NODE && !cx.isEmpty(selector), edits: () => [] };
}

/** autoscaling/v2beta2 is written like v2; in v2beta1 targets were fields of the metric. */
function migrateAutoscaler(cx: CheckContext, removed: RemovedVersion): Migration | undefined {
  if (removed.apiVersion !== 'autoscaling/v2beta1') return keepRest();
  const metrics = cx.itemsOf(cx.value(cx.root, 'spec'), 'metrics');
  const sources = metrics.map((metric) => cx.value(metric, 'resource'));
  // Other metrics are laid out anew, which takes a person
  if (sources.some((source) => source === NO_NODE || cx.tree.style(source) === NodeStyle.flow)) return undefined;
  return { isSafe: true, edits: (tree) => sources.flatMap((source) => targetEdits(cx, tree, source)) };
}

function targetEdits(cx: CheckContext, tree: YamlTree, source: NodeId): readonly DocumentEdit[] {
  for (const [old, type, field] of [
    ['targetAverageUtilization', 'Utilization', 'averageUtilization'],
    ['targetAverageValue', 'AverageValue', 'averageValue'],
  ] as const) {
    const key = cx.key(source, old);
    if (key === NO_NODE) continue;
    const value = tree.text.slice(tree.start(tree.next(key)), tree.end(tree.next(key)));
    const newText = `target: { type: ${type}, ${field}: ${value} }`;
    return [{ start: tree.start(key), end: tree.end(tree.next(key)), newText }];
  }
  return [];
}
