import { podTemplateOf } from '../../../facts/pods.ts';
import type { FieldView } from '../../../manifest/fieldView.ts';
import { directoriesToMount, imageFacts } from '../../../storage/imageFacts.ts';
import { lineEndOf, lineStartOf } from '../../../text/textLines.ts';
import { NodeStyle } from '../../../yaml/tree.ts';
import { columnOf } from '../cursor/chars.ts';
import { layOut } from '../layout.ts';
import type { EntryOffer } from '../offers.ts';
import { labelLines, ownLabels } from '../ownPods.ts';
import { knownText, type Request, viewAt } from '../request.ts';
import { escapeSnippet, plainOrQuoted } from '../scalarText.ts';
import type { Slot } from '../slots.ts';
import { mountableVolumes, undeclaredVolumes } from '../values/volumes.ts';
import { claimTemplate } from './texts.ts';

/** Several fields at once that belong together, for the object at a slot: of a list's new item, or beside its fields. */
export function* partsFor(request: Request, slot: Slot, present: ReadonlySet<string>): Generator<EntryOffer> {
  const id = slot.schema?.value.object?.type.name;
  if (id === undefined || !slot.object || slot.spot.isFlow || slot.has !== 'nothing') return;
  const isNew = present.size === 0 && typeof slot.path.at(-1) === 'number';
  const make = isNew ? itemParts[id] : fieldParts[id];
  for (const part of make?.(request, slot) ?? []) if (!present.has(part.name)) yield part;
}

type Parts = (request: Request, slot: Slot) => Iterable<EntryOffer>;

interface Part {
  readonly label: string;
  readonly block: string;
  readonly detail?: string;
  readonly filter?: string;
  readonly documentation?: string;
}

function part({ label, block, detail, filter, documentation }: Part): EntryOffer {
  return {
    label,
    kind: 'snippet',
    name: block.slice(0, block.indexOf(':')),
    filter: filter ?? label,
    block,
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation: () => documentation }),
  };
}

/** Mounts of what the container lacks, at the directory where its image keeps its data. */
function* mounts(request: Request, slot: Slot): Generator<EntryOffer> {
  const { manifest, path } = slot.object!;
  const container = viewAt(manifest.view, path.slice(0, -2));
  const mounted = new Set(
    container
      .field('volumeMounts')
      .items()
      .map((mount) => mount.field('name').string()),
  );
  const image = imageFacts(knownText(container.field('image')) ?? '');
  const paths = new Set(
    container
      .field('volumeMounts')
      .items()
      .map((mount) => mount.field('mountPath').string()),
  );
  const dirs = directoriesToMount(image).filter((dir) => !paths.has(dir));
  const open = mountableVolumes({ manifest }).filter(({ name, isBlock }) => !isBlock && !mounted.has(name));
  for (const { name, source, isClaimTemplate } of open) {
    const dir = isClaimTemplate ? dirs[0] : undefined;
    const isKeptOff = dir !== undefined && image?.inDiskRoot === 'refused';
    yield part({
      label: dir === undefined ? `mount ${name}` : `mount ${name} at ${dir}`,
      filter: `name mount ${name}`,
      detail: source,
      block:
        `name: ${escapeSnippet(plainOrQuoted(name))}\nmountPath: ${dir === undefined ? '$0' : escapeSnippet(dir)}` +
        (isKeptOff ? '\nsubPath: data' : ''),
      ...(isKeptOff ? { documentation: subPathReason } : {}),
    });
  }
  const hasTemplates = mountableVolumes({ manifest }).some(({ isClaimTemplate }) => isClaimTemplate);
  const edit = hasTemplates ? undefined : newClaimTemplate(request, slot, 'data');
  if (!edit || open.some(({ name }) => name === 'data')) return;
  yield {
    ...part({
      label: `mount data${dirs[0] === undefined ? '' : ` at ${dirs[0]}`} (and claim it)`,
      filter: 'name mount data claim',
      detail: 'with its claim template',
      documentation: 'Adds a claim template `data` to the set, so that each Pod gets a volume of its own.',
      block: `name: data\nmountPath: ${dirs[0] === undefined ? '$0' : escapeSnippet(dirs[0])}`,
    }),
    additionalEdit: edit,
  };
}

const subPathReason =
  'The root of a fresh disk holds `lost+found`, beside which this image does not start; `subPath` gives it an empty ' +
  'directory of its own.';

/** The text that adds a claim template to the set; undefined where it cannot be put in place. */
function newClaimTemplate(request: Request, slot: Slot, name: string): { at: number; newText: string } | undefined {
  const { manifest } = slot.object!;
  const spec = manifest.view.field('spec');
  if (manifest.kind !== 'StatefulSet' || request.document.isTemplate || !isBlock(spec)) return undefined;
  if (spec.field('volumeClaimTemplates').exists) return undefined;
  const { text, layout } = request;
  const column = columnOf(text, lineStartOf(text, spec.tree.start(spec.node)), spec.tree.start(spec.node));
  const at = lineEndOf(text, lineStartOf(text, spec.tree.end(spec.node)));
  // Two insertions in one place have no order that every editor keeps.
  if (at <= slot.spot.replace.end + 1 || text.slice(0, at).trimEnd().length < at) return undefined;
  const pad = ' '.repeat(column);
  const block = layOut(`volumeClaimTemplates:\n  ${claimTemplate(name).replaceAll('\n', '\n  ')}`, layout);
  return { at, newText: `\n${pad}${block.replaceAll('\n', `\n${pad}`)}` };
}

function isBlock(view: FieldView): boolean {
  return view.isMapping() && view.tree.style(view.node) === NodeStyle.block;
}

function* claimTemplates(_request: Request, slot: Slot): Generator<EntryOffer> {
  const { manifest } = slot.object!;
  for (const name of undeclaredVolumes({ manifest })) {
    yield part({
      label: `claim template ${name}`,
      filter: `metadata claim template ${name}`,
      detail: 'mounted, not declared yet',
      block: escapeSnippet(claimTemplate(name).slice(2).replaceAll('\n  ', '\n')),
    });
  }
  yield part({
    label: 'claim template with class',
    filter: 'metadata claim template class',
    block:
      `metadata:\n  name: \${1:data}\nspec:\n  storageClassName: $2\n  accessModes: [ReadWriteOnce]\n` +
      `  resources:\n    requests:\n      storage: \${3:10Gi}`,
  });
}

function* containers(_request: Request, slot: Slot): Generator<EntryOffer> {
  const { manifest } = slot.object!;
  const volume = mountableVolumes({ manifest }).find(({ isBlock: isDevice }) => !isDevice);
  yield part({
    label: 'container with port and mount',
    filter: 'name container',
    block:
      `name: \${1:app}\nimage: $2\nports:\n  - name: \${3:http}\n    containerPort: \${4:80}\n` +
      `volumeMounts:\n  - name: \${5:${escapeSnippet(volume?.name ?? 'data')}}\n    mountPath: \${6:/data}`,
  });
}

function* variables(): Generator<EntryOffer> {
  const fromField: readonly (readonly [name: string, path: string, detail: string])[] = [
    ['POD_NAME', 'metadata.name', 'name of the Pod, as in web-0'],
    ['POD_INDEX', "metadata.labels['apps.kubernetes.io/pod-index']", 'ordinal of the Pod, since 1.28'],
    ['POD_NAMESPACE', 'metadata.namespace', 'namespace of the Pod'],
    ['POD_IP', 'status.podIP', 'address of the Pod'],
  ];
  for (const [name, path, detail] of fromField) {
    yield part({
      label: `${name} from the Pod`,
      filter: `name ${name}`,
      detail,
      block: `name: \${1:${name}}\nvalueFrom:\n  fieldRef:\n    fieldPath: ${path}`,
    });
  }
  yield part({
    label: 'variable from a Secret',
    filter: 'name secret',
    block: 'name: $1\nvalueFrom:\n  secretKeyRef:\n    name: $2\n    key: $0',
  });
  yield part({
    label: 'variable from a ConfigMap',
    filter: 'name configmap',
    block: 'name: $1\nvalueFrom:\n  configMapKeyRef:\n    name: $2\n    key: $0',
  });
}

function* volumes(_request: Request, slot: Slot): Generator<EntryOffer> {
  const { manifest } = slot.object!;
  const [name = 'config'] = undeclaredVolumes({ manifest });
  const stop = `\${1:${escapeSnippet(name)}}`;
  yield part({
    label: 'volume from a ConfigMap',
    filter: 'name configmap volume',
    block: `name: ${stop}\nconfigMap:\n  name: \${2:${escapeSnippet(name)}}`,
  });
  yield part({
    label: 'volume from a Secret',
    filter: 'name secret volume',
    block: `name: ${stop}\nsecret:\n  secretName: \${2:${escapeSnippet(name)}}`,
  });
  yield part({
    label: 'empty directory',
    filter: 'name emptydir volume',
    detail: 'lost with the Pod',
    block: `name: ${stop}\nemptyDir: {\\}`,
  });
}

function* probes(_request: Request, slot: Slot): Generator<EntryOffer> {
  const { manifest, path } = slot.object!;
  const container = viewAt(manifest.view, path);
  const port = container.field('ports').items()[0];
  const name = port && (knownText(port.field('name')) ?? knownText(port.field('containerPort')));
  const stop = `\${1:${escapeSnippet(name ?? 'http')}}`;
  for (const probe of ['readinessProbe', 'livenessProbe', 'startupProbe']) {
    const timing = probe === 'startupProbe' ? `\n  failureThreshold: \${2:30}` : `\n  periodSeconds: \${2:10}`;
    yield part({ label: `${probe} (TCP)`, block: `${probe}:\n  tcpSocket:\n    port: ${stop}${timing}` });
    yield part({
      label: `${probe} (HTTP)`,
      block: `${probe}:\n  httpGet:\n    path: \${3:/}\n    port: ${stop}${timing}`,
    });
    yield part({
      label: `${probe} (command)`,
      block: `${probe}:\n  exec:\n    command: [\${1:sh}, -c, "\${3:true}"]${timing}`,
    });
  }
}

/** Rules that keep the Pods of a set apart. */
function* spreading(_request: Request, slot: Slot): Generator<EntryOffer> {
  const labels = ownLabels(slot.object!.manifest);
  const lines = (indent: number) => labelLines(labels, indent, 'app: $1');
  const detail = labels.size === 0 ? undefined : [...labels].map(([key, value]) => `${key}: ${value}`).join(', ');
  const more = detail === undefined ? {} : { detail };
  yield part({
    label: 'affinity (never two Pods on a node)',
    ...more,
    block:
      'affinity:\n  podAntiAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n' +
      `      - topologyKey: kubernetes.io/hostname\n        labelSelector:\n          matchLabels:\n${lines(12)}`,
  });
  yield part({
    label: 'affinity (rather not two Pods on a node)',
    ...more,
    block:
      'affinity:\n  podAntiAffinity:\n    preferredDuringSchedulingIgnoredDuringExecution:\n      - weight: 100\n' +
      '        podAffinityTerm:\n          topologyKey: kubernetes.io/hostname\n          labelSelector:\n' +
      `            matchLabels:\n${lines(14)}`,
  });
  yield part({
    label: 'topologySpreadConstraints (over zones)',
    ...more,
    block:
      'topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: topology.kubernetes.io/zone\n' +
      `    whenUnsatisfiable: \${2|DoNotSchedule,ScheduleAnyway|}\n    labelSelector:\n      matchLabels:\n${lines(8)}`,
  });
}

/** The group that the volumes of a known image need. */
function* fileGroups(_request: Request, slot: Slot): Generator<EntryOffer> {
  const { manifest } = slot.object!;
  for (const container of podTemplateOf(manifest).at('spec', 'containers').items()) {
    const facts = imageFacts(knownText(container.field('image')) ?? '');
    const group = facts?.fsGroup ?? facts?.user?.gid;
    if (!facts || group === undefined) continue;
    yield part({
      label: `securityContext (fsGroup ${group})`,
      detail: `group of ${facts.product}`,
      block: `securityContext:\n  fsGroup: ${group}`,
    });
    return;
  }
}

const itemParts: Readonly<Record<string, Parts>> = {
  'core.v1.VolumeMount': mounts,
  'core.v1.PersistentVolumeClaim': claimTemplates,
  'core.v1.Container': containers,
  'core.v1.EnvVar': variables,
  'core.v1.Volume': volumes,
};

const fieldParts: Readonly<Record<string, Parts>> = {
  'core.v1.Container': probes,
  'core.v1.PodSpec': function* (request, slot) {
    yield* spreading(request, slot);
    yield* fileGroups(request, slot);
  },
};
