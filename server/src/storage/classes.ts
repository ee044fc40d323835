import { bug } from '../base/bug.ts';
import { installedClasses } from './classes/installed.ts';
import { managedClasses } from './classes/managed.ts';
import { minorNumber } from './inTree.ts';
import type { ClassField, ClassPresence, Confidence, StorageClassFacts, StorageKind } from './model.ts';
import { parseModes } from './modes.ts';
import { platformById, storageAddOns } from './platforms.ts';
import { confidenceOfMark, listOf, type Row, sectionsOf, sourceOf } from './table.ts';

/** Every class of the catalogue, each once for every platform that has it. */
export function catalogueClasses(minor?: string): readonly StorageClassFacts[] {
  const { all } = loaded();
  return minor === undefined ? all : all.filter((facts) => isOfVersion(facts, minor));
}

/**
 * The classes that a platform's own clusters have, in the order of the catalogue; classes of examples come with them.
 * With a Kubernetes minor (`1.34`) only those of that version. Empty for an unknown platform.
 */
export function classesOfPlatform(platformId: string, minor?: string): readonly StorageClassFacts[] {
  const classes = loaded().byPlatform.get(platformId) ?? [];
  return minor === undefined ? classes : classes.filter((facts) => isOfVersion(facts, minor));
}

/** The classes of storage that can be installed on a platform; of all such storage where no platform is given. */
export function classesOfAddOns(platformId?: string): readonly StorageClassFacts[] {
  return storageAddOns()
    .filter(({ runsOn }) => platformId === undefined || runsOn.length === 0 || runsOn.includes(platformId))
    .flatMap(({ id }) => loaded().byPlatform.get(id) ?? []);
}

/** The classes of that name on any platform. */
export function classesByName(name: string): readonly StorageClassFacts[] {
  return loaded().byName.get(name) ?? [];
}

interface Loaded {
  readonly all: readonly StorageClassFacts[];
  readonly byPlatform: ReadonlyMap<string, readonly StorageClassFacts[]>;
  readonly byName: ReadonlyMap<string, readonly StorageClassFacts[]>;
}

let cache: Loaded | undefined;

function loaded(): Loaded {
  cache ??= load();
  return cache;
}

const columns = 14;

function load(): Loaded {
  const all: StorageClassFacts[] = [];
  for (const { head, rows } of [managedClasses, installedClasses].flatMap((table) => sectionsOf(table, columns))) {
    for (const platform of listOf(head[0] ?? '')) {
      if (!platformById(platform)) bug(`storage table: classes of the unknown platform "${platform}"`);
      for (const row of rows) all.push(toClass(row, platform));
    }
  }
  return { all, byPlatform: grouped(all, ({ platform }) => platform ?? ''), byName: grouped(all, ({ name }) => name) };
}

function grouped(
  all: readonly StorageClassFacts[],
  keyOf: (facts: StorageClassFacts) => string,
): ReadonlyMap<string, readonly StorageClassFacts[]> {
  const groups = new Map<string, StorageClassFacts[]>();
  for (const facts of all) {
    const group = groups.get(keyOf(facts));
    if (group) group.push(facts);
    else groups.set(keyOf(facts), [facts]);
  }
  return groups;
}

function isOfVersion({ since, until }: StorageClassFacts, minor: string): boolean {
  const at = minorNumber(minor);
  return !(since && at < minorNumber(since)) && !(until && at > minorNumber(until));
}

function toClass(row: Row, platform: string): StorageClassFacts {
  const [name = '', versions = '', provisioner, isDefault = '', binding = '', expansion = '', reclaim = ''] = row;
  const [kind = '', presence = '', mark = '', source = '', parameters = '', note, modes] = row.slice(7);
  const fields: Partial<Record<ClassField, Confidence>> = {};
  const read = (field: ClassField, cell: string): string => {
    const weaker = cell.endsWith('?') ? 'unverified' : cell.endsWith('~') ? 'listed' : undefined;
    if (weaker) fields[field] = weaker;
    return weaker ? cell.slice(0, -1) : cell;
  };
  const defaultText = read('isDefault', isDefault);
  const bindingText = read('bindingMode', binding);
  const expansionText = read('allowVolumeExpansion', expansion);
  const reclaimText = read('reclaimPolicy', reclaim);
  const [since, until] = versions.split('..');
  const place = `classes/, row ${name} of ${platform}`;
  return {
    name,
    ...(provisioner ? { provisioner } : {}),
    isDefault: defaultText === 'yes' || defaultText === 'no' ? defaultText : 'unknown',
    ...(bindingText ? { bindingMode: bindingText === 'Imm' ? 'Immediate' : 'WaitForFirstConsumer' } : {}),
    ...(expansionText ? { allowVolumeExpansion: expansionText === 'true' } : {}),
    ...(reclaimText ? { reclaimPolicy: reclaimText === 'Retain' ? 'Retain' : 'Delete' } : {}),
    kind: kind as StorageKind,
    parameters: parametersOf(parameters),
    hasAllParameters: parameters !== '',
    platform,
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
    presence: presence as ClassPresence,
    ...(modes ? { modes: parseModes(modes) } : {}),
    fieldConfidence: fields,
    ...(note ? { note } : {}),
    confidence: confidenceOfMark(mark, place),
    source: sourceOf(source, place),
  };
}

function parametersOf(text: string): Readonly<Record<string, string>> {
  const entries = text === '' ? [] : text.split(';').map((entry) => entry.trim().split('='));
  return Object.fromEntries(entries);
}
