import { isDigit, isLowerLetter } from '../../base/ascii.ts';
import { memoize } from '../../base/memoize.ts';
import { allContainers, podSpecOf } from '../../facts/pods.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { YamlDocument } from '../../yaml/tree.ts';

/** `web-3.web.shop` in a text, with where it stands there; or `web-{0...3}.web`, as MinIO and shells count. */
export interface Address {
  readonly text: string;
  /** The Pod as written: `web-3`, `web-{0...3}`. */
  readonly pod: string;
  readonly set: string;
  /** The last one of several. */
  readonly ordinal: number;
  /** The first of several; the same where it is one Pod. */
  readonly firstOrdinal: number;
  readonly service: string;
  readonly namespace: string | undefined;
  /** Written up to `.svc` or beyond, so that the third part is surely a namespace. */
  readonly isFull: boolean;
  /** The parts after the Service and the third one: `.example.com` has some. */
  readonly goesOn: boolean;
  /** Looks like part of a path, an image or a longer word, or ends as files do. */
  readonly mayBeOther: boolean;
  readonly start: number;
  readonly end: number;
}

// Each part is at most a DNS label long, so that no input makes this slow.
const addressPattern =
  /(?<![a-z0-9.-])([a-z](?:[a-z0-9-]{0,60}[a-z0-9])?)-(0|[1-9]\d{0,4}|\{\d{1,5}\.{2,3}\d{1,5}\})\.([a-z][a-z0-9-]{0,62})(?:\.([a-z0-9][a-z0-9-]{0,62}))?(\.svc)?(?![a-z0-9-])/g;

/**
 * Whether a text may hold an address at all; a false answer is certain. A long document is asked after each key, so only
 * the few characters around its dots are looked at.
 */
export function mayHoldAddress(text: string): boolean {
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    if (isLowerLetter(text.charCodeAt(dot + 1)) && isBehindOrdinal(text, dot)) return true;
  }
  return false;
}

/** Whether a dash and an ordinal of at most five digits stand right before a place, or what may be several in braces. */
function isBehindOrdinal(text: string, at: number): boolean {
  if (text.charAt(at - 1) === '}') return isDigit(text.charCodeAt(at - 2));
  let start = at;
  while (at - start < 5 && isDigit(text.charCodeAt(start - 1))) start--;
  return start < at && text.charAt(start - 1) === '-';
}

/** The same of a whole document, which may hold thousands of objects: its text is looked through once. */
export const documentMayHoldAddress = memoize((document: YamlDocument): boolean => mayHoldAddress(document.text));

/**
 * Every text that looks like the address of a Pod of a set, and not like the name of a file in a path. A third part that
 * is `knownNamespace` is that, though it be how files end, too: `web-0.web.db`.
 */
export function* addressesIn(source: string, knownNamespace?: string): Generator<Address> {
  for (const match of source.matchAll(addressPattern)) {
    const [text, set, written, service, third, svc] = match;
    const ordinals = (written!.match(/\d+/g) ?? []).map(Number);
    const end = match.index + text.length;
    const isKnown = svc !== undefined || (third !== undefined && third === knownNamespace);
    if (svc === undefined && isInPath(source, match.index)) continue;
    if (!isKnown && third !== undefined && fileEndings.has(third)) continue;
    yield {
      text,
      pod: `${set}-${written}`,
      set: set!,
      ordinal: Math.max(...ordinals),
      firstOrdinal: Math.min(...ordinals),
      service: service!,
      namespace: third === 'svc' ? undefined : third,
      isFull: svc !== undefined,
      goesOn: /^\.[a-z0-9]/.test(source.slice(end, end + 2)),
      mayBeOther: (!isKnown && fileEndings.has(third ?? service!)) || isInOtherText(source, match.index, end),
      start: match.index,
      end,
    };
  }
}

/** Behind a slash that does not begin a host: `s3://backup/web-9.web.tar`, `/data/web-0.web`. */
function isInPath(source: string, start: number): boolean {
  return source.charAt(start - 1) === '/' && source.charAt(start - 2) !== '/';
}

/** Within a path (`/backup/web-0.old`), behind a tag (`app:web-1.x`), or part of a word that no host name is. */
export function isInOtherText(source: string, start: number, end: number): boolean {
  const before = source.slice(Math.max(0, start - 3), start);
  const isBehindScheme = before.endsWith('//');
  return (!isBehindScheme && /[/\\:_~$}]$/.test(before)) || /^[_({$]/.test(source.slice(end, end + 1));
}

/** How names of files end; `web-0.log` is no address. */
export const fileEndings: ReadonlySet<string> = new Set(
  (
    'aof bak bin cert cfg cnf conf config cpio crt csr csv dat data db dump env err gz html img index ini jar java jks ' +
    'js json key keytab list lock log md out p12 pem pid properties py rdb sh snap sock sql sqlite tar tgz tmp toml ts txt ' +
    'wal xml xz yaml yml zip zst'
  ).split(' '),
);

/** The kinds whose texts are read. */
export const kindsWithAddresses: readonly string[] = [
  'StatefulSet',
  'Deployment',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'Pod',
  'ConfigMap',
  'Secret',
  'Service',
];

/**
 * The values in which people write addresses: commands, arguments, environment, probes and hooks of containers; all
 * values of a ConfigMap, readable ones of a Secret; what an ExternalName stands for.
 */
export function* textsOf(manifest: Manifest): Generator<FieldView> {
  const { kind, view } = manifest;
  if (kind === 'ConfigMap') yield* valuesOf(view.field('data'));
  else if (kind === 'Secret') yield* valuesOf(view.field('stringData'));
  else if (kind === 'Service') yield view.at('spec', 'externalName');
  else yield* textsOfPod(podSpecOf(manifest));
}

/** A text of `textsOf` where it is written. */
export interface WrittenText {
  readonly view: FieldView;
  /** As written, quotes and all. */
  readonly source: string;
  /** From the document's start. */
  readonly start: number;
}

/** The same texts but for those with placeholders; what an alias stands for is read where it is written. */
export function* writtenTexts(manifest: Manifest): Generator<WrittenText> {
  for (const view of textsOf(manifest)) {
    const source = view.written === view.node ? view.source() : undefined;
    if (source !== undefined && !source.includes('{{')) yield { view, source, start: view.sourceStart };
  }
}

function* textsOfPod(podSpec: FieldView): Generator<FieldView> {
  for (const container of allContainers(podSpec)) {
    yield* container.field('command').items();
    yield* container.field('args').items();
    for (const variable of container.field('env').items()) yield variable.field('value');
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'])
      yield* textsOfHandler(container.field(probe));
    for (const hook of ['postStart', 'preStop']) yield* textsOfHandler(container.at('lifecycle', hook));
  }
}

function* textsOfHandler(handler: FieldView): Generator<FieldView> {
  yield* handler.at('exec', 'command').items();
  for (const way of ['httpGet', 'tcpSocket']) yield handler.at(way, 'host');
}

function* valuesOf(map: FieldView): Generator<FieldView> {
  for (const { value } of map.entries()) yield value;
}
