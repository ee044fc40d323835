import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { didYouMean, nearest } from '../../base/nearest.ts';
import { allContainers, podSpecOf } from '../../facts/pods.ts';
import { addEntry, yamlString } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { DocumentEdit } from '../../manifest/problem.ts';
import { resolvePlain } from '../../yaml/resolve.ts';
import { mayBeTemplate } from '../../yaml/template.ts';
import { NO_NODE, NodeStyle } from '../../yaml/tree.ts';
import { type ConfigSource, configSources, filesOf } from '../configSources.ts';
import { changeTo, fixElsewhere, relatedTo } from '../findings.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { holdsVariable } from '../variables.ts';
import { besides, workloadKinds } from '../workloads.ts';

export const rule = defineRule({
  id: 'config-key-missing',
  summary: 'a variable or file is to come from a key that the ConfigMap or Secret does not have',
  severity: 'warning',
  kinds: [...workloadKinds, 'CronJob'],
  words: ['configMap', 'secret'],
  *check(context) {
    const podSpec = podSpecOf(context.manifest);
    for (const reference of referencesIn(podSpec)) yield* keyFindings(reference, context);
    yield* subPathFindings(podSpec, context);
  },
});

const noStart = 'The Pods will not start';

function* keyFindings(reference: KeyReference, context: RuleContext): Generator<Finding> {
  const { kind, key, effect } = reference;
  const [object, wanted] = [reference.name.string(), reference.file ?? key.string()];
  if (!object || !wanted) return;
  const holders = holdersOf(kind, object, context);
  const keys = holders.flatMap(({ details }) => details.keys ?? []);
  // One without keys is filled by somebody else.
  if (keys.length === 0 || keys.includes(wanted)) return;
  const stored = resolvePlain(wanted).text;
  if (stored !== wanted && keys.includes(stored)) {
    yield {
      at: key,
      message: `${effect ?? noStart}: the key ${wanted} of ${kind} "${object}" is stored as "${stored}"; quote it there`,
      ...relatedTo(holders[0]!, context.workspace),
      fixes: () =>
        fixElsewhere(context, holders, {
          title: `Write "${wanted}" in quotes in ${kind} "${object}"`,
          edits: (holder) => quoteKey(holder, wanted, stored),
        }),
    };
    return;
  }
  const meant = nearest(wanted, keys);
  const hint = meant === undefined ? 'write it there' : didYouMean(meant);
  yield {
    at: key,
    message: `${effect ?? noStart}: ${kind} "${object}" has no key "${wanted}"; ${hint}`,
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

/**
 * Mounts of one file that the volume does not have. Kubernetes: `pkg/kubelet/kubelet_pods.go` (`makeMounts`) makes a
 * directory of that name in the volume, which it can: such volumes are read-only in the container alone.
 */
function* subPathFindings(podSpec: FieldView, context: RuleContext): Generator<Finding> {
  let volumes: ReadonlyMap<string, FieldView> | undefined;
  for (const container of allContainers(podSpec)) {
    for (const mount of container.field('volumeMounts').items()) {
      const key = mount.field('subPath');
      const file = fileOf(key.string() ?? '');
      // That a variable stays as it is is told for itself; `${…}` may be replaced beforehand.
      if (file === undefined || holdsVariable(key, container) || mayBeTemplate(file)) continue;
      volumes ??= new Map(
        podSpec
          .field('volumes')
          .items()
          .map((each) => [each.field('name').string() ?? '', each]),
      );
      const volume = volumes.get(mount.field('name').string() ?? '');
      if (volume) yield* fileFindings({ volume, key, file }, context);
    }
  }
}

/** The path in a volume that a subPath is, as the kubelet joins them; undefined where it is none or the volume's root. */
function fileOf(subPath: string): string | undefined {
  const steps = subPath.split('/').filter((step) => step !== '' && step !== '.');
  // The kubelet's own links in such volumes begin so.
  return steps.length === 0 || steps[0]!.startsWith('..') ? undefined : steps.join('/');
}

interface MountedFile {
  readonly volume: FieldView;
  /** The mount's `subPath`. */
  readonly key: FieldView;
  /** What it means. */
  readonly file: string;
}

function* fileFindings({ volume, key, file }: MountedFile, context: RuleContext): Generator<Finding> {
  const effect = 'The container gets an empty directory';
  for (const { kind, name, source } of filesOf(volume)) {
    const items = source.field('items').items();
    if (items.length === 0) {
      if (source.field('items').hasValue && !source.field('items').isSequence()) continue;
      yield* keyFindings({ kind, name, key, file, effect }, context);
    } else if (!context.manifest.isTemplate) {
      const paths = items.map((item) => fileOf(item.field('path').string() ?? ''));
      const isThere = paths.some((path) => path === undefined || path === file || path.startsWith(`${file}/`));
      if (isThere) continue;
      const meant = nearest(
        file,
        paths.filter((path) => path !== undefined),
      );
      const hint = meant === undefined ? 'add one' : didYouMean(meant);
      yield {
        at: key,
        message: `${effect}: no item of volume "${volume.field('name').string()}" has the path "${file}"; ${hint}`,
        related: [{ message: 'The items of the volume', range: source.field('items').keyRange }],
        fixes: () => (meant === undefined ? [] : [changeTo(key, meant)]),
      };
    }
  }
}

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

/** Quotes around a key that YAML reads as a boolean or a number: `on` is stored as "true". */
function quoteKey({ view }: Manifest, key: string, stored: string): readonly DocumentEdit[] | undefined {
  for (const texts of ['data', 'stringData', 'binaryData']) {
    const { keyRange, tree, written } = view.field(texts).field(stored);
    const { start, end } = keyRange;
    if (written !== NO_NODE && tree.text.slice(start, end) === key) return [{ start, end, newText: `"${key}"` }];
  }
  return undefined;
}

interface KeyReference {
  readonly kind: ConfigSource['kind'];
  readonly name: FieldView;
  readonly key: FieldView;
  /** The key that is meant, where that is not the text of `key` as it stands. */
  readonly file?: string;
  /** What comes of a missing key, where it is not that the Pods do not start. */
  readonly effect?: string;
}

/** Every place that names a key without which the Pods do not start. */
function* referencesIn(podSpec: FieldView): Generator<KeyReference> {
  for (const { kind, name, source, use } of configSources(podSpec)) {
    if (use === 'variable') yield { kind, name, key: source.field('key') };
    else if (use === 'files') {
      for (const item of source.field('items').items()) yield { kind, name, key: item.field('key') };
    }
  }
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
