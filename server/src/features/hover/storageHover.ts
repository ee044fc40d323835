import { classOf } from '../../analysis/storageSurroundings.ts';
import { clusterDriver } from '../../cluster/facts.ts';
import { classNameIn } from '../../facts/claimClass.ts';
import { accessModesOfClass, supportOf } from '../../storage/accessModes.ts';
import { describeAccessModes, describeClass, describeDriver, describeKind } from '../../storage/describe.ts';
import { driverByName } from '../../storage/drivers.ts';
import type { ClassPresence, StorageClassFacts, StorageKind, VolumeMode } from '../../storage/model.ts';
import { platformById } from '../../storage/platforms.ts';
import type { ClassOrigin, ClassResolution } from '../../storage/resolveClass.ts';
import { code } from '../markdown.ts';
import { concept } from '../texts.ts';
import { conceptLinks } from './links.ts';
import { conceptText, type OwnNames } from './ownNames.ts';
import type { HoverPlace } from './place.ts';
import { renderHover } from './render.ts';

/** What a storage class is and where it was found; what the empty name means. */
export function storageClassHover(place: HoverPlace, names: OwnNames): string | undefined {
  if (place.view.step !== 'storageClassName') return undefined;
  const name = place.view.string();
  if (name === undefined) return undefined;
  const resolution = resolve(place, name);
  if (resolution.kind === 'disabled') return emptyClassHover(names);
  if (resolution.kind === 'named') return named(name, 'exists, as your settings say; nothing else is known of it', []);
  if (resolution.kind === 'several') {
    const lines = resolution.candidates
      .slice(0, 6)
      .map((facts) => `- ${platformTitle(facts)}: ${describeClass(facts)}`);
    return named(
      name,
      'a name that several platforms use; choose yours with the setting `statefulset.platform`',
      lines,
    );
  }
  if (resolution.kind !== 'found') return named(name, unknownClass(place, resolution), []);
  return foundClass(place, resolution.facts, resolution.origin);
}

function foundClass(place: HoverPlace, facts: StorageClassFacts, origin: ClassOrigin): string {
  const volumeMode = place.view.parent?.field('volumeMode').string() === 'Block' ? 'Block' : 'Filesystem';
  const modes = accessModesOfClass(facts, volumeMode);
  const isShared = modes?.some(({ mode, support }) => mode === 'ReadWriteMany' && support === 'yes') === true;
  const kind = isShared && localKinds.has(facts.kind) ? localAndShared : describeKind(facts.kind);
  const lines = [
    kind,
    ...(modes ? [`Access modes: ${describeAccessModes(modes)}`] : []),
    ...(facts.provisioner ? [`Provisioner: ${code(facts.provisioner)}`] : []),
    ...driverLines(place, facts.provisioner),
    `Found: ${originWords(place, facts, origin)}`,
  ];
  return named(facts.name, describeClass(facts), lines);
}

function named(name: string, answer: string, here: readonly string[]): string {
  return renderHover({ title: name, note: 'storage class', answer, here, links: conceptLinks('storage-class') });
}

function emptyClassHover(names: OwnNames): string {
  return renderHover({
    title: '""',
    note: 'storage class',
    answer: 'no class at all: nothing makes a volume, only a PersistentVolume without a class can be bound',
    here: ['Leaving the field out is something else: then the default class of the cluster is used.'],
    concept: conceptText(concept('storage-class'), names),
    links: conceptLinks('storage-class'),
  });
}

function unknownClass(place: HoverPlace, resolution: ClassResolution): string {
  const near =
    resolution.kind === 'unknown' && resolution.nearest ? `; the nearest known one is ${code(resolution.nearest)}` : '';
  const isAsked = place.snapshot.workspace.cluster?.storageClasses !== undefined;
  const where = isAsked ? `not in ${clusterWords(place)}` : 'none that the platform is known to ship';
  return `not defined in the workspace, and ${where}${near}`;
}

function originWords(place: HoverPlace, facts: StorageClassFacts, origin: ClassOrigin): string {
  const sure = facts.confidence === 'unverified' ? ' (not checked)' : '';
  if (origin === 'workspace') return 'a StorageClass in the workspace';
  if (origin === 'cluster') return clusterWords(place);
  if (origin === 'catalogue') return `known from ${platformTitle(facts)}; no platform is chosen${sure}`;
  const because = place.snapshot.platformGuess?.because;
  const guess = because === undefined ? '' : `, guessed from ${code(because)} in the workspace`;
  return `${presenceWords[facts.presence](platformTitle(facts))}${guess}${sure}`;
}

/** How a class comes to be on a platform. */
const presenceWords: Readonly<Record<ClassPresence, (platform: string) => string>> = {
  shipped: (platform) => `ships with ${platform}`,
  optional: (platform) => `comes with an add-on or a switch of ${platform}`,
  legacy: (platform) => `on older clusters of ${platform}`,
  example: (platform) => `a usual name; ${platform} does not ship it, somebody has to make it`,
  declared: (platform) => platform,
};

/** Which cluster, and how old what is known of it is. */
function clusterWords(place: HoverPlace): string {
  const { cluster } = place.snapshot.workspace;
  return cluster ? `cluster ${code(cluster.context)}, read ${cluster.age()}` : 'the cluster';
}

function platformTitle(facts: StorageClassFacts): string {
  return (facts.platform && platformById(facts.platform)?.title) ?? facts.platform ?? facts.provisioner ?? '';
}

function resolve({ snapshot, uri }: HoverPlace, name: string | undefined): ClassResolution {
  const { workspace, platform, settings } = snapshot;
  const { storageClasses, kubernetesVersion: minor } = settings;
  return classOf(name, { workspace, platform, storageClasses, minor, uri });
}

/** Whether the class of this claim can serve an access mode, as a line for a hover; nothing where it is not known. */
export function modeSupportLines(place: HoverPlace): string[] {
  const claim = place.view.parent?.parent?.parent;
  const mode = place.view.string();
  if (!claim || mode === undefined || place.view.parent?.step !== 'accessModes') return [];
  // The class of a volume that is there already has no say in what it can do.
  if (place.manifest.kind === 'PersistentVolume') return [];
  const resolution = resolve(place, classNameIn(claim).string());
  if (resolution.kind !== 'found') return [];
  const { facts, origin } = resolution;
  const volumeMode: VolumeMode = claim.at('spec', 'volumeMode').string() === 'Block' ? 'Block' : 'Filesystem';
  const support = supportOf(accessModesOfClass(facts, volumeMode) ?? [], mode);
  if (!support || support.support === 'unknown') return [];
  const verb = {
    yes: 'serves it',
    no: 'does **not** serve it',
    conditional: `serves it only ${support.condition?.text ?? ''}`,
  };
  return [`Class ${code(facts.name)} ${verb[support.support]}${guessWords(place, facts, origin)}.`];
}

/** Why it may be another class than the tables know; nothing where its own object or the chosen platform says it. */
function guessWords({ snapshot }: HoverPlace, facts: StorageClassFacts, origin: ClassOrigin): string {
  if (origin === 'catalogue') return ` if it is that of ${platformTitle(facts)} (no platform is chosen)`;
  const { platformGuess } = snapshot;
  if (origin !== 'platform' || !platformGuess) return '';
  return ` if this is for ${platformTitle(facts)} (guessed from ${code(platformGuess.because)} in the workspace)`;
}

/** `provisioner: ebs.csi.aws.com`, `csi.driver`: what the driver can do. */
export function driverHover(place: HoverPlace): string | undefined {
  const { path } = place.view;
  if (path !== 'provisioner' && !path.endsWith('csi.driver')) return undefined;
  const name = place.view.string() ?? '';
  const driver = driverByName(name);
  const fromCluster = driverLines(place, name);
  if (!driver && fromCluster.length === 0) return undefined;
  return renderHover({
    title: name,
    note: 'driver',
    answer: driver ? describeDriver(driver) : `a driver that ${clusterWords(place)}, knows`,
    here: [
      ...(driver ? [describeKind(driver.kind)] : []),
      ...(driver?.note ? [driver.note] : []),
      ...fromCluster,
      ...(driver && fromCluster.length > 0 ? [`Found: ${clusterWords(place)}`] : []),
    ],
    links: conceptLinks('storage-class'),
  });
}

/** `volumeAttributesClassName`: what a class of the cluster or the workspace changes; undefined where it is not known. */
export function attributesClassHover(place: HoverPlace): string | undefined {
  if (place.view.step !== 'volumeAttributesClassName') return undefined;
  const { workspace } = place.snapshot;
  const name = place.view.string();
  // The workspace's own object is a click away and says more.
  if (!name || workspace.named('VolumeAttributesClass', name, undefined).length > 0) return undefined;
  const classes = workspace.cluster?.attributesClasses;
  if (!classes) return undefined;
  const found = classes.find((one) => one.name === name);
  const parameters = Object.entries(found?.parameters ?? {}).map(([key, value]) => code(`${key}: ${value}`));
  return renderHover({
    title: name,
    note: 'volume attributes class',
    answer: found ? `changes volumes of ${code(found.driver)} while they are in use` : `not in ${clusterWords(place)}`,
    here: [
      ...(parameters.length > 0 ? [`Sets: ${parameters.join(', ')}`] : []),
      ...(found ? [`Found: ${clusterWords(place)}`] : []),
    ],
    links: conceptLinks('storage-class'),
  });
}

/** What the cluster's own CSIDriver object says beyond what drivers of that name usually do. */
function driverLines(place: HoverPlace, name: string | undefined): string[] {
  const driver = clusterDriver(place.snapshot.workspace.cluster, name);
  if (!driver) return [];
  const attach = driver.attachRequired
    ? 'attached to the node before they are mounted'
    : 'mounted without being attached';
  const group = fsGroupWords[driver.fsGroupPolicy];
  return [`Volumes are ${attach}${group ? `; ${group}` : ''}.`];
}

/** What `spec.fsGroupPolicy` of a CSIDriver does to the Pod's `securityContext.fsGroup`. */
const fsGroupWords: Readonly<Record<string, string>> = {
  ReadWriteOnceWithFSType:
    '`fsGroup` sets the owner of files where the claim is ReadWriteOnce and has a file system type',
  File: '`fsGroup` always sets the owner of files',
  None: '`fsGroup` changes no owner of files',
};

/** Drivers of one node's disks, whose classes may still be mounted by many nodes where the cluster has only one. */
const localKinds: ReadonlySet<StorageKind> = new Set(['localBlock', 'localDisk', 'localDirectory']);

const localAndShared =
  "A directory on a node's own disk. Any access mode is accepted, but each node has a directory of its own: made for " +
  'clusters of one node.';
