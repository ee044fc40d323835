import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { nearest } from '../../base/nearest.ts';
import { podSpecOf } from '../../facts/pods.ts';
import { addEntry, yamlString } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { DocumentEdit } from '../../manifest/problem.ts';
import { NodeStyle } from '../../yaml/tree.ts';
import { changeTo, fixElsewhere, relatedTo } from '../findings.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { besides, workloadKinds } from '../workloads.ts';

export const rule = defineRule({
  id: 'config-key-missing',
  summary: 'a variable or file is to come from a key that the ConfigMap or Secret does not have',
  severity: 'warning',
  kinds: [...workloadKinds, 'CronJob'],
  words: ['configMap', 'secret'],
  *check(context) {
    for (const { kind, name, key } of referencesIn(podSpecOf(context.manifest))) {
      const [object, wanted] = [name.string(), key.string()];
      if (!object || !wanted) continue;
      const holders = holdersOf(kind, object, context);
      const keys = holders.flatMap(({ details }) => details.keys ?? []);
      // One without keys is filled by somebody else.
      if (keys.length === 0 || keys.includes(wanted)) continue;
      const meant = nearest(wanted, keys);
      const hint = meant === undefined ? 'write it there' : `did you mean "${meant}"?`;
      yield {
        at: key,
        message: `The Pods will not start: ${kind} "${object}" has no key "${wanted}"; ${hint}`,
        ...relatedTo(holders[0]!, context.workspace),
        fixes: () => [
          ...(meant === undefined ? [] : [changeTo(key, meant)]),
          ...fixElsewhere(context, holders, {
            title: `Add "${wanted}" to ${kind} "${object}"`,
            edits: (holder) => addKey(holder, wanted),
          }),
        ],
      };
    }
  },
});

/** Adds a key with an empty text where texts stand as they are: a Secret may hold encoded ones alone. */
function addKey({ kind, view }: Manifest, key: string): readonly DocumentEdit[] | undefined {
  const texts = view.field(kind === 'Secret' ? 'stringData' : 'data');
  const { tree, node } = texts;
  if (!/^[-._a-zA-Z0-9]+$/.test(key) || view.field('immutable').boolean() === true) return undefined;
  if (!texts.isMapping() || texts.written !== node) return undefined;
  const isFlow = tree.style(node) === NodeStyle.flow;
  const edit = addEntry(tree, node, [`${isFlow ? JSON.stringify(key) : yamlString(key)}: ""`]);
  return edit && [edit];
}

interface KeyReference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: FieldView;
  readonly key: FieldView;
}

/** Every place that names a key without which the Pods do not start. */
function* referencesIn(podSpec: FieldView): Generator<KeyReference> {
  for (const list of ['containers', 'initContainers']) {
    for (const container of podSpec.field(list).items()) {
      for (const variable of container.field('env').items()) {
        yield* keyOf('ConfigMap', variable.at('valueFrom', 'configMapKeyRef'));
        yield* keyOf('Secret', variable.at('valueFrom', 'secretKeyRef'));
      }
    }
  }
  for (const volume of podSpec.field('volumes').items()) {
    yield* itemsOf('ConfigMap', volume.field('configMap'), 'name');
    yield* itemsOf('Secret', volume.field('secret'), 'secretName');
    for (const source of volume.at('projected', 'sources').items()) {
      yield* itemsOf('ConfigMap', source.field('configMap'), 'name');
      yield* itemsOf('Secret', source.field('secret'), 'name');
    }
  }
}

function* keyOf(kind: KeyReference['kind'], source: FieldView): Generator<KeyReference> {
  if (source.isMapping() && !isOptional(source)) yield { kind, name: source.field('name'), key: source.field('key') };
}

function* itemsOf(kind: KeyReference['kind'], source: FieldView, name: string): Generator<KeyReference> {
  if (!source.isMapping() || isOptional(source)) return;
  for (const item of source.field('items').items()) yield { kind, name: source.field(name), key: item.field('key') };
}

function isOptional(source: FieldView): boolean {
  return source.field('optional').hasValue && source.field('optional').boolean() !== false;
}

/**
 * The objects that are meant: those of the manifest's folder, or of its namespace where that is written on both sides.
 * None where it is not certain that all of their keys are known: templates, generators, patches, what programs fill.
 */
function holdersOf(kind: KeyReference['kind'], name: string, context: RuleContext): readonly ObjectSummary[] {
  const { workspace, manifest } = context;
  if (!workspace.isComplete) return [];
  const all = workspace.named(kind, name, manifest.namespace);
  const isOpen = ({ details, isTemplate }: ObjectSummary) => isTemplate || details.isFilledByOthers === true;
  if (all.length === 0 || all.some(isOpen)) return [];
  const isMadeElsewhere = workspace
    .objects('Kustomization')
    .some(({ details: { configs } }) => configs && (configs.hasPatches || configs.names.includes(name)));
  if (isMadeElsewhere) return [];
  const near = besides(all, context);
  const isSure =
    near.length > 0 ||
    (manifest.namespace !== undefined && all.every(({ namespace }) => namespace === manifest.namespace));
  // A patch elsewhere may add the key.
  return isSure
    ? [
        ...near,
        ...all.filter((object) => !near.includes(object) && (near.length === 0 || workspace.isPatch(object.uri))),
      ]
    : [];
}
