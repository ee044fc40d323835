import { memoize } from '../base/memoize.ts';
import type { Range } from '../base/range.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { kindsWithAddresses, writtenTexts } from '../rules/peer-name-unresolved/addresses.ts';
import { NodeStyle } from '../yaml/tree.ts';
import type { HostPlace, NameSite } from './nameSites.ts';

/** The Services that are named as hosts in values: `web.shop.svc`, `http://web:80`, `DB_HOST: web`, `--peer=web:2380`. */
export function hostSites(manifest: Manifest): NameSite[] {
  if (!kindsWithAddresses.includes(manifest.kind)) return [];
  const sites = new Map<number, NameSite>();
  for (const { view, source, start } of writtenTexts(manifest)) {
    for (const host of hostsIn(source, view)) {
      const site = siteOf(host, start, manifest);
      if (site && !sites.has(site.range.start)) sites.set(site.range.start, site);
    }
  }
  return [...sites.values()];
}

/** A host in a text: where it stands there, and the port that alone says that it is one. */
interface Host extends Range {
  readonly text: string;
  readonly port?: number;
}

function* hostsIn(source: string, view: FieldView): Generator<Host> {
  for (const match of source.matchAll(fullName)) {
    yield { text: match[0], start: match.index, end: match.index + match[0].length };
  }
  yield* hostsOfAddresses(source);
  yield* hostsOfOptions(source);
  yield* hostsOfWhole(source, view);
}

// Each part is at most a DNS label long, so that no input makes this slow.
const fullName = /(?<![a-z0-9._-])[a-z][a-z0-9-]{0,62}\.[a-z0-9][a-z0-9-]{0,62}\.svc(?![a-z0-9_-])/g;

/** What stands between `//` and the path of each URL, without user and port; several of them behind commas. */
function* hostsOfAddresses(source: string): Generator<Host> {
  for (let at = source.indexOf('://'); at >= 0; at = source.indexOf('://', at + 3)) {
    const from = at + 3;
    const rest = source.slice(from, from + longestAuthority);
    const found = rest.search(behindAuthority);
    const authority = found < 0 ? rest : rest.slice(0, found);
    const user = authority.lastIndexOf('@') + 1;
    yield* hostsOfList(authority.slice(user), from + user, false);
  }
}

/** Longer ones are no addresses, and would make many of them slow. */
const longestAuthority = 2000;
const behindAuthority = /[/?#\s"'`;)\]}<>\\|$]/;

/** What stands behind options within commands: `--db-host=web`, `psql -h web`. */
function* hostsOfOptions(source: string): Generator<Host> {
  for (const match of source.matchAll(option)) {
    if (isHostName(match[1]!)) yield* hostBehind(match);
  }
  for (const match of source.matchAll(shortOption)) {
    const before = source.slice(Math.max(0, match.index - longestCommand), match.index);
    const command = before.split(commandEnd).at(-1)!;
    if (command.split(/[\s"'`]/).some((word) => clients.has(word))) yield* hostBehind(match);
  }
}

function* hostBehind(match: RegExpExecArray): Generator<Host> {
  const text = match.at(-1)!;
  const end = match.index + match[0].length;
  if (text.includes(':')) yield* hostsOfList(text, end - text.length, false);
  else yield { text, start: end - text.length, end };
}

// Of all of these each part is bounded, too.
const option = /(?<![\w-])(--[a-z][a-z0-9-]{0,40})[ =]["']?([a-z][a-z0-9.-]{0,252}(?::\d{1,5})?)(?![\w.:$@/{(-])/g;
const shortOption = /(?<=\s)-h ?["']?([a-z][a-z0-9.-]{0,252})(?![\w.:$@/{(-])/g;
const longestCommand = 150;
const commandEnd = /[|;&<>()\n]/;

/** Programs to which `-h` says a host. */
const clients: ReadonlySet<string> = new Set(
  [
    'psql pg_isready pg_dump pg_dumpall pg_restore pg_basebackup',
    'mysql mysqladmin mysqldump mariadb mariadb-admin mariadb-dump redis-cli valkey-cli',
  ].flatMap((names) => names.split(' ')),
);

/** The hosts of a whole value: it holds nothing else, and its name says that it is one, or the port behind it. */
function* hostsOfWhole(source: string, view: FieldView): Generator<Host> {
  const whole = wholeOf(source, view);
  if (whole) yield* hostsOfList(whole.text, whole.start, !isHostName(whole.name));
}

/** Whether a value is nothing but hosts, as its name says: addresses of Pods are some, whatever they look like. */
export function isNamedHost(source: string, view: FieldView): boolean {
  const name = wholeOf(source, view)?.name;
  return name !== undefined && (isHostName(name) || peerWords.has(lastWord(name)));
}

/** A value without its quotes and the flag in front of it, and what it is called. */
function wholeOf(source: string, view: FieldView) {
  const style = view.tree.style(view.node);
  if (style !== NodeStyle.plain && style !== NodeStyle.singleQuoted && style !== NodeStyle.doubleQuoted) {
    return undefined;
  }
  const quote = style === NodeStyle.plain ? 0 : 1;
  const text = source.slice(quote, source.length - quote);
  if (text.length > longestAuthority || text.includes('://')) return undefined;
  const equals = text.startsWith('-') ? text.indexOf('=') + 1 : 0;
  const name = equals > 0 ? text.slice(0, equals - 1) : nameOf(view);
  return { text: text.slice(equals), start: quote + equals, name };
}

/** The name of a value: of the variable, the key of a ConfigMap, or the flag in front of it. */
function nameOf(view: FieldView): string {
  const { parent, step } = view;
  if (!parent) return '';
  if (step === 'value') return parent.field('name').string() ?? '';
  if (typeof step === 'string') return step;
  const items = itemsOf(parent);
  const before = items[step - 1]?.string() ?? '';
  if (before === '-h') return clients.has(items[0]?.string() ?? '') ? '--host' : '';
  return before.startsWith('--') && !before.includes('=') ? before : '';
}

/** The items of a list, which each of them asks for. */
const itemsOf = memoize((list: FieldView) => list.items());

const hostWords: ReadonlySet<string> = new Set(
  'host hosts hostname hostnames addr addrs address addresses endpoint endpoints servers svc pghost dbhost'.split(' '),
);

/** Words of values that list members of a cluster. */
const peerWords: ReadonlySet<string> = new Set(
  'peer peers member members seed seeds node nodes replica replicas'.split(' '),
);

/** Before `service`: of others a service is no object of Kubernetes, as for OpenTelemetry and Datadog. */
const serviceWords: ReadonlySet<string> = new Set(['headless', 'governing', 'kubernetes', 'k8s']);

/** Whether a variable or flag says of itself that it holds a host: `DB_HOST`, `dbHost`, `--etcd-address`. */
function isHostName(name: string): boolean {
  const words = wordsIn(name);
  const last = words.at(-1) === 'name' ? -2 : -1;
  const word = words.at(last) ?? '';
  if (word === 'service') return serviceWords.has(words.at(last - 1) ?? '');
  return hostWords.has(word) && (last === -1 || word === 'host' || word === 'svc');
}

function lastWord(name: string): string {
  return wordsIn(name).at(-1) ?? '';
}

function wordsIn(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[-_.]/);
}

/** The hosts between commas, all of which have to look like some; `needsPort`: only those with a port behind them. */
function hostsOfList(text: string, start: number, needsPort: boolean): Host[] {
  const hosts: Host[] = [];
  let at = start;
  for (const item of text.split(',')) {
    const colon = item.indexOf(':');
    const name = colon < 0 ? item : item.slice(0, colon);
    const port = colon < 0 ? undefined : portOf(item.slice(colon + 1));
    const isPlain = /^[a-z0-9][a-z0-9.-]*$/.test(name) && (colon < 0 || port !== undefined);
    if (!isPlain || (needsPort && port === undefined)) return [];
    hosts.push({ text: name, start: at, end: at + name.length, ...(needsPort ? { port: port! } : {}) });
    at += item.length + 1;
  }
  return hosts;
}

function portOf(text: string): number | undefined {
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
}

function siteOf({ text, start, port }: Host, textStart: number, manifest: Manifest): NameSite | undefined {
  const [name = '', namespace, svc] = text.split('.');
  if (!isLabel(name) || (namespace !== undefined && namespace === '') || (svc !== undefined && svc !== 'svc')) {
    return undefined;
  }
  const host: HostPlace = {
    isFull: svc !== undefined,
    hasNamespace: namespace !== undefined,
    ...(port === undefined ? {} : { port }),
  };
  const range = { start: textStart + start, end: textStart + start + name.length };
  const of = { type: 'object', kind: 'Service', name, namespace: namespace ?? manifest.namespace, host } as const;
  return { name: of, isDefinition: false, range };
}

function isLabel(text: string): boolean {
  return text.length <= 63 && /^[a-z]/.test(text) && !text.endsWith('-');
}
