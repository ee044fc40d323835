import { classSurroundings } from '../../../analysis/storageSurroundings.ts';
import { capitalized } from '../../../base/capitalized.ts';
import { baseName } from '../../../base/uri.ts';
import { classNameIn } from '../../../facts/claimClass.ts';
import type { FieldView } from '../../../manifest/fieldView.ts';
import { accessModesOfClass } from '../../../storage/accessModes.ts';
import { classesByName } from '../../../storage/classes.ts';
import { describeAccessModes, describeClass } from '../../../storage/describe.ts';
import type { ClassPresence, StorageClassFacts, StorageKind } from '../../../storage/model.ts';
import { platformById } from '../../../storage/platforms.ts';
import {
  availableClasses,
  type ClassOrigin,
  type ClassResolution,
  type ClassSurroundings,
  resolveClass,
} from '../../../storage/resolveClass.ts';
import { type ValueOffer, valueOffer } from '../offers.ts';
import { isKnown } from '../readable.ts';
import { knownText, type Request } from '../request.ts';
import type { ValueContext, ValueSources } from './context.ts';

/** What is known of the classes around a file. */
export function surroundings({ workspace, snapshot, minor, file }: Request): ClassSurroundings {
  const { platform, settings } = snapshot;
  const inputs = { workspace, platform, storageClasses: settings.storageClasses, minor, uri: file.uri };
  // What is filled in elsewhere in a template does not matter to who writes the name.
  return classSurroundings(inputs, ({ name }) => isKnown(name));
}

/** The class of a claim, by the spec that the claim has; undefined where nothing is known of it. */
export function classOfClaim(request: Request, spec: FieldView): StorageClassFacts | undefined {
  const written = spec.parent ? classNameIn(spec.parent) : spec.field('storageClassName');
  // A name that is left open by a placeholder says nothing, not that it is left out.
  if (written.hasValue && written.text() !== '' && knownText(written) === undefined) return undefined;
  return factsOf(resolveClass(written.string(), surroundings(request)));
}

function factsOf(resolution: ClassResolution): StorageClassFacts | undefined {
  return resolution.kind === 'found' ? resolution.facts : undefined;
}

/** Offers for `storageClassName`: by origin, the default class of each origin first. */
function* storageClassNames(context: ValueContext): Generator<ValueOffer> {
  const { request } = context;
  const around = surroundings(request);
  const seen = new Set<string>();
  const own = availableClasses(around);
  const isCertain = ({ facts, origin }: FoundClass) => isThere(origin) && facts.presence !== 'example';
  for (const { facts, origin } of defaultsFirst(own.filter(isCertain))) {
    seen.add(facts.name);
    yield classOffer(request, facts, origin);
  }
  for (const [name, count] of usedNames(context)) {
    if (seen.has(name)) continue;
    seen.add(name);
    const times = count === 1 ? 'a manifest' : `${count} manifests`;
    yield knownElsewhere(name, around, `used by ${times}`);
  }
  for (const name of request.snapshot.settings.storageClasses) {
    if (seen.has(name)) continue;
    seen.add(name);
    yield knownElsewhere(name, around, 'from the settings');
  }
  const isAnyKnown = seen.size > 0;
  if (isAnyKnown) yield noClass;
  const others = defaultsFirst(own).filter(({ facts }) => !seen.has(facts.name));
  const left = Math.max(0, mostNames - 1 - seen.size);
  for (const { facts, origin } of likeliest(others, typedText(context)).slice(0, left)) {
    yield classOffer(request, facts, origin);
  }
  // Where nothing is known, a class is meant, and not none.
  if (!isAnyKnown) yield noClass;
}

/** More classes than these nobody reads; with more letters the list is made anew. */
const mostNames = 30;

/** Of classes that may or may not be there the usual ones, or those that the typed text is a part of. */
function likeliest(classes: readonly FoundClass[], typed: string): readonly FoundClass[] {
  const here = classes.filter(({ origin }) => isThere(origin));
  const elsewhere = classes.filter(({ origin }) => !isThere(origin));
  if (typed !== '') return [...here, ...elsewhere].filter(({ facts }) => facts.name.toLowerCase().includes(typed));
  const usual = usualNames.flatMap((name) => elsewhere.find(({ facts }) => facts.name === name) ?? []);
  return [...here, ...usual];
}

/** The text of the value in front of the cursor, without its quote, in lower case. */
function typedText({ request, slot }: ValueContext): string {
  const typed = request.text.slice(slot.spot.replace.start, request.offset);
  return typed.trim().replace(/^["']/, '').toLowerCase();
}

/** Names that many clusters have, of the wide-spread platforms and of storage that is installed on any of them. */
const usualNames: readonly string[] = [
  'standard',
  'gp2',
  'gp3',
  'standard-rwo',
  'premium-rwo',
  'managed-csi',
  'managed-csi-premium',
  'azurefile-csi',
  'local-path',
  'hostpath',
  'microk8s-hostpath',
  'do-block-storage',
  'linode-block-storage',
  'oci-bv',
  'hcloud-volumes',
  'efs-sc',
  'longhorn',
  'rook-ceph-block',
  'openebs-hostpath',
  'ocs-storagecluster-ceph-rbd',
  'nfs-client',
  'local-storage',
];

type FoundClass = ReturnType<typeof availableClasses>[number];

/** Whether classes of that origin are on the cluster without more being installed. */
function isThere(origin: ClassOrigin): boolean {
  return origin === 'workspace' || origin === 'cluster' || origin === 'platform';
}

const noClass: ValueOffer = valueOffer('', {
  detail: 'no class: takes only volumes made by hand',
  documentation: () =>
    'The empty name switches dynamic provisioning off: the claim waits for a PersistentVolume without a class that ' +
    'fits. Leaving the field out is something else: then the default class makes the volume.',
});

function classOffer(request: Request, facts: StorageClassFacts, origin: ClassOrigin): ValueOffer {
  const detail = [
    facts.provisioner,
    kindWords[facts.kind],
    defaultWords(facts, origin),
    presenceWords[facts.presence],
    originWords(request, facts, origin),
  ];
  return valueOffer(facts.name, {
    kind: 'class',
    detail: detail.filter((part) => part !== undefined && part !== '').join(' · '),
    documentation: () => classDocumentation(facts),
  });
}

function defaultWords(facts: StorageClassFacts, origin: ClassOrigin): string | undefined {
  if (facts.isDefault !== 'yes') return undefined;
  return facts.presence === 'optional' || origin === 'addOn' ? 'default where installed' : 'default';
}

const presenceWords: Readonly<Partial<Record<ClassPresence, string>>> = {
  legacy: 'on older clusters',
  example: 'a usual name',
};

/** What a class makes, by whom it can be mounted, and notes on it. */
function classDocumentation(facts: StorageClassFacts): string {
  const modes = accessModesOfClass(facts, 'Filesystem');
  const modeText = modes ? describeAccessModes(modes) : '';
  return [`${capitalized(describeClass(facts))}.`, modeText && `Access modes: ${modeText}.`, facts.note]
    .filter((part) => part)
    .join('\n\n');
}

function originWords(request: Request, facts: StorageClassFacts, origin: ClassOrigin): string {
  switch (origin) {
    case 'workspace': {
      const object = request.workspace.objects('StorageClass').find(({ name }) => name === facts.name);
      return object ? baseName(object.uri) : 'workspace';
    }
    case 'cluster':
      return `cluster ${request.workspace.cluster?.context ?? ''}`;
    case 'catalogue':
      return titles(facts.name);
    default: {
      const title = platformById(facts.platform ?? '')?.title ?? '';
      const because = origin === 'platform' ? request.snapshot.platformGuess?.because : undefined;
      const { cluster } = request.workspace;
      const missing = cluster?.storageClasses ? `, not in cluster ${cluster.context}` : '';
      return `${title}${because === undefined ? '' : ` (guessed from ${because})`}${missing}`;
    }
  }
}

/** Platforms that have a class of that name, at most three. */
function titles(name: string): string {
  const all = new Set(classesByName(name).map((facts) => platformById(facts.platform ?? '')?.title ?? ''));
  const shown = [...all].slice(0, 3).join(', ');
  return all.size > 3 ? `${shown} …` : shown;
}

function knownElsewhere(name: string, around: ClassSurroundings, origin: string): ValueOffer {
  const facts = factsOf(resolveClass(name, around));
  const documentation = facts ? { documentation: () => classDocumentation(facts) } : {};
  return valueOffer(name, {
    kind: 'class',
    detail: [facts?.provisioner, origin].filter(Boolean).join(' · '),
    ...documentation,
  });
}

/** Names of classes that claims of the workspace use, the most used first. */
function usedNames({
  request: { workspace },
  current,
}: ValueContext): readonly (readonly [name: string, count: number])[] {
  const counts = new Map<string, number>();
  const add = (name: string | undefined) => {
    if (isKnown(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  for (const { details } of workspace.objects('StatefulSet')) {
    for (const claim of details.statefulSet?.claimTemplates ?? []) add(claim.storageClassName);
  }
  for (const { details } of workspace.objects('PersistentVolumeClaim')) {
    add(details.claim?.storageClassName);
  }
  for (const { details } of workspace.objects('PersistentVolume')) {
    add(details.volume?.storageClassName);
  }
  // The name that is being typed is in the index already.
  const own = counts.get(current);
  if (own !== undefined) counts.set(current, own - 1);
  return [...counts].filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
}

function defaultsFirst(classes: readonly FoundClass[]): readonly FoundClass[] {
  const order: readonly ClassOrigin[] = ['workspace', 'cluster', 'platform', 'addOn', 'catalogue'];
  const rank = ({ facts, origin }: FoundClass) => order.indexOf(origin) * 3 + presenceRank(facts);
  return classes
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

function presenceRank(facts: StorageClassFacts): number {
  if (facts.isDefault === 'yes' && facts.presence !== 'optional') return 0;
  return facts.presence === 'shipped' || facts.presence === 'declared' ? 1 : 2;
}

const kindWords: Readonly<Record<StorageKind, string>> = {
  block: 'block',
  file: 'file',
  object: 'object',
  blockOrFile: 'block or file',
  localBlock: 'local block',
  localDisk: 'local disk',
  localDirectory: 'local directory',
  secret: 'secrets',
  certificate: 'certificates',
  unknown: '',
};

export const storageClassSources: ValueSources = {
  'core.v1.PersistentVolumeClaimSpec.storageClassName': storageClassNames,
  'core.v1.PersistentVolumeSpec.storageClassName': storageClassNames,
};
