import { bug } from '../base/bug.ts';
import { applicationImages } from './images/applications.ts';
import { databaseImages } from './images/databases.ts';
import { systemImages } from './images/systems.ts';
import { isInRange, matchesGlob, parseImage, type TagRange } from './imageTags.ts';
import type { Sourced } from './model.ts';
import { listOf } from './table.ts';

/** What is known about a container image that keeps data, or is known to keep none. */
export interface ImageFacts extends Sourced {
  /** Names without registry, some with `*`. */
  readonly patterns: readonly string[];
  readonly product: string;
  readonly tags: TagRange;
  /**
   * Directories that have to be kept, all of them. Empty unless `keeps` is `directories`: a flag or a configuration
   * file decides (`configured`: demand nothing), or there is no data (`nothing`).
   */
  readonly dataDirs: readonly string[];
  readonly keeps: 'directories' | 'configured' | 'nothing';
  /** Directories that the image declares as volumes, which hide a mount above them; undefined where that is not known. */
  readonly declaredVolumes: readonly string[] | undefined;
  /** Settings that move the data elsewhere. */
  readonly movedBy: readonly DataSetting[];
  /** Mounts that keep the data as well as `dataDirs` do. */
  readonly alsoGoodDirs: readonly string[];
  /** Mounts that people write for this product, but that hold nothing here. */
  readonly emptyDirs: readonly string[];
  /** Directories of the program, which a mount there hides. */
  readonly programDirs: readonly string[];
  /** Whether the data directory is one whole, so that a mount below it holds a part of the data at most. */
  readonly isOneWhole: boolean;
  /** Whether it is often run as a cache or without keeping anything, so that a missing volume proves nothing. */
  readonly isOftenACache: boolean;
  /** Programs that a command may start instead of the image's own script, with the same directories. */
  readonly programs: readonly string[];
  /** Whether data may lie beside `lost+found` in the root of a fresh disk. */
  readonly inDiskRoot: 'refused' | 'harmless' | 'unknown';
  readonly user: ImageUser | undefined;
  /**
   * Tags whose own script, started as root, changes to the user, and ends where it may not (SETUID, SETGID). Undefined
   * where that is not known, or where the program then goes on as root.
   */
  readonly changesUser: TagRange | undefined;
  /** The group that volumes need, where the image's source says one. */
  readonly fsGroup?: number;
  readonly ports: readonly ImagePort[];
  readonly peerPorts: readonly ImagePort[];
  /** Whether its peers find each other by host names, and by which setting. */
  readonly peersByDns: Circumstance & { readonly by?: string };
  /** Whether its peers have to be found before they are ready. */
  readonly needsNotReadyAddresses: Circumstance;
  /** Whether its number of members should be odd. */
  readonly wantsOddMembers: Circumstance;
  /** Variables without one of which (or its `_FILE`) the first start on an empty directory ends, the usual one first. */
  readonly firstStart: { readonly tags: TagRange; readonly variables: readonly string[] };
  /**
   * Seconds until it answers after a first start on an empty volume, as a rule of thumb for an ordinary machine.
   */
  readonly startSeconds?: number;
  /** Seconds that an orderly end can take. */
  readonly shutdownSeconds?: number;
  readonly note?: string;
}

/** A setting that says where data goes. */
export interface DataSetting {
  readonly by: 'env' | 'flag' | 'config';
  readonly name: string;
  /** The directory while it is not set; parts in `<>` vary. */
  readonly defaultDir?: string;
}

/** Who the main process is. */
export interface ImageUser {
  /** Whether the container starts as root and drops to the ids below by itself. */
  readonly startsAsRoot: boolean;
  /** Undefined where only root is known. */
  readonly uid?: number;
  readonly gid?: number;
}

/** Ports that an image listens on. */
export interface ImagePort {
  readonly first: number;
  /** Equal to `first` for a single port. */
  readonly last: number;
  readonly use?: string;
}

/** Something that is so always, never, or under a circumstance (`with Galera`). */
export interface Circumstance {
  readonly answer: 'always' | 'never' | 'sometimes' | 'unknown';
  readonly when?: string;
}

/**
 * What is known about an image, undefined where nothing is: an unknown name, a tag outside of the known ones, or a bare
 * digest where tags differ. A tag that several rows could mean (`influxdb:1`) has the newest.
 */
export function imageFacts(reference: string): ImageFacts | undefined {
  const { foundByReference: found } = loaded();
  if (found.has(reference)) return found.get(reference);
  const facts = readFacts(reference);
  if (found.size >= mostFound) found.clear();
  // A text of its own: a slice would keep the whole document alive.
  if (reference.length <= longestKept) found.set(` ${reference}`.slice(1), facts);
  return facts;
}

function readFacts(reference: string): ImageFacts | undefined {
  const image = parseImage(reference);
  if (!image) return undefined;
  const rows = rowsOf(image.name);
  const { tag } = image;
  if (tag === undefined) return rows.length === 1 ? rows[0] : undefined;
  return rows.findLast((row) => isInRange(tag, row.tags));
}

/** The directories at which a volume keeps an image's data; none where its data goes to a temporary one unless told. */
export function directoriesToMount(facts: ImageFacts | undefined): readonly string[] {
  return facts?.dataDirs.filter((directory) => !directory.startsWith('/tmp')) ?? [];
}

/** Every image row. */
export function knownImages(): readonly ImageFacts[] {
  return loaded().all.map(factsOf);
}

/** A record of the tables. Its fields are read on first need: those of all records take longer than a first check. */
interface Entry {
  readonly head: string;
  /** The lines after the head. */
  readonly fields: string;
  facts: ImageFacts | undefined;
}

interface Loaded {
  readonly all: readonly Entry[];
  readonly byName: ReadonlyMap<string, readonly Entry[]>;
  readonly globs: readonly { readonly pattern: string; readonly entry: Entry }[];
  /** What names that were asked for have led to. */
  readonly found: Map<string, readonly ImageFacts[]>;
  /** The same with their tags. */
  readonly foundByReference: Map<string, ImageFacts | undefined>;
}

let cache: Loaded | undefined;

function loaded(): Loaded {
  cache ??= load();
  return cache;
}

function rowsOf(name: string): readonly ImageFacts[] {
  const { byName, globs, found } = loaded();
  const known = found.get(name);
  if (known) return known;
  const exact = byName.get(name);
  const entries = exact ?? globs.filter(({ pattern }) => matchesGlob(name, pattern)).map(({ entry }) => entry);
  const rows = entries.map(factsOf);
  if (found.size >= mostFound) found.clear();
  found.set(name, rows);
  return rows;
}

/** Names of images that are remembered: more than a workspace has. */
const mostFound = 1000;
const longestKept = 300;

function factsOf(entry: Entry): ImageFacts {
  entry.facts ??= toFacts({ head: entry.head, fields: fieldsOf(entry.fields) });
  return entry.facts;
}

function load(): Loaded {
  const all = [databaseImages, systemImages, applicationImages].flatMap(entriesOf);
  const byName = new Map<string, Entry[]>();
  const globs: { pattern: string; entry: Entry }[] = [];
  for (const entry of all) {
    for (const pattern of patternsOf(entry.head)) {
      if (pattern.includes('*')) globs.push({ pattern, entry });
      else {
        const others = byName.get(pattern);
        if (others) others.push(entry);
        else byName.set(pattern, [entry]);
      }
    }
  }
  return { all, byName, globs, found: new Map(), foundByReference: new Map() };
}

interface ImageRecord {
  readonly head: string;
  readonly fields: ReadonlyMap<string, string>;
}

const fieldNames: ReadonlySet<string> = new Set(
  'tags data volumes moved also wrong hides whole cache programs root user changes fsGroup ports peers dns early odd first boot stop note from from?'.split(
    ' ',
  ),
);

function entriesOf(table: string): Entry[] {
  const [before, ...records] = table.split('\n= ');
  if (before !== '') bug(`image table: "${before}" is before the first record`);
  return records.map((text) => {
    const end = text.indexOf('\n');
    return { head: text.slice(0, end), fields: text.slice(end + 1), facts: undefined };
  });
}

function patternsOf(head: string): readonly string[] {
  const bar = head.indexOf(' | ');
  return listOf(bar < 0 ? head : head.slice(0, bar));
}

function fieldsOf(lines: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    for (const part of line.split(' | ')) {
      const space = part.indexOf(' ');
      const name = part.slice(0, Math.max(0, space));
      if (!fieldNames.has(name) || fields.has(name)) bug(`image table: "${part}"`);
      fields.set(name, part.slice(space + 1));
    }
  }
  return fields;
}

function toFacts({ head, fields }: ImageRecord): ImageFacts {
  const field = (name: string): string => fields.get(name) ?? '';
  const product = head.split(' | ')[1] ?? '';
  const data = field('data');
  const root = field('root');
  const by = field('dns').split(': ')[1];
  const note = fields.get('note');
  return {
    patterns: patternsOf(head),
    product,
    tags: tagRangeOf(field('tags')),
    dataDirs: data.startsWith('/') ? pathsOf(data) : [],
    keeps: data.startsWith('/') ? 'directories' : data === 'none' ? 'nothing' : 'configured',
    declaredVolumes: volumesOf(field('volumes'), data),
    movedBy: listOf(field('moved')).map(settingOf),
    alsoGoodDirs: pathsOf(field('also')),
    emptyDirs: pathsOf(field('wrong')),
    programDirs: pathsOf(field('hides')),
    isOneWhole: fields.has('whole'),
    isOftenACache: fields.has('cache'),
    programs: listOf(field('programs')),
    inDiskRoot: root === 'refused' || root === 'harmless' ? root : 'unknown',
    user: userOf(field('user')),
    changesUser: fields.has('changes') ? tagRangeOf(field('changes') === 'all' ? '' : field('changes')) : undefined,
    ...(fields.has('fsGroup') ? { fsGroup: Number(field('fsGroup')) } : {}),
    ports: listOf(field('ports')).map(portOf),
    peerPorts: listOf(field('peers')).map(portOf),
    peersByDns: { ...circumstanceOf(field('dns').split(': ')[0] ?? ''), ...(by ? { by } : {}) },
    needsNotReadyAddresses: circumstanceOf(field('early')),
    wantsOddMembers: circumstanceOf(field('odd')),
    firstStart: firstStartOf(field('first')),
    ...(fields.has('boot') ? { startSeconds: Number(field('boot')) } : {}),
    ...(fields.has('stop') ? { shutdownSeconds: Number(field('stop')) } : {}),
    ...(note ? { note } : {}),
    confidence: fields.has('from') ? 'verified' : 'unverified',
    source: fields.get('from') ?? field('from?'),
  };
}

function tagRangeOf(text: string): TagRange {
  const [since, until] = text.split('..');
  return { ...(since ? { since } : {}), ...(until ? { until } : {}) };
}

function firstStartOf(text: string): ImageFacts['firstStart'] {
  const [range = '', names = text] = text.includes('..') ? text.split(': ') : [];
  return { tags: tagRangeOf(range), variables: listOf(names) };
}

function pathsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

function volumesOf(text: string, data: string): readonly string[] | undefined {
  if (text === 'none' || (text === '' && data === 'none')) return [];
  return text === '?' || text === '' ? undefined : pathsOf(text);
}

function settingOf(text: string): DataSetting {
  const colon = text.indexOf(':');
  const [name = '', defaultDir] = text.slice(colon + 1).split('=');
  const by = text.slice(0, colon);
  if (by !== 'env' && by !== 'flag' && by !== 'config') bug(`image table: setting "${text}"`);
  return { by: by as DataSetting['by'], name, ...(defaultDir ? { defaultDir } : {}) };
}

function userOf(text: string): ImageUser | undefined {
  if (text === '' || text === '?') return undefined;
  const startsAsRoot = text.startsWith('root');
  const ids = text.replace('root>', '');
  if (ids === 'root') return { startsAsRoot };
  const [uid = '', gid] = ids.split(':');
  return { startsAsRoot, uid: Number(uid), ...(gid === undefined ? {} : { gid: Number(gid) }) };
}

function portOf(text: string): ImagePort {
  const [range = '', use] = text.replace(')', '').split(' (');
  const [first = '', last] = range.split('-');
  return { first: Number(first), last: Number(last ?? first), ...(use ? { use } : {}) };
}

function circumstanceOf(text: string): Circumstance {
  if (text === '') return { answer: 'unknown' };
  if (text === 'always') return { answer: 'always' };
  return text === 'no' ? { answer: 'never' } : { answer: 'sometimes', when: text };
}
