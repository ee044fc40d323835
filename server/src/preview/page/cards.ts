import type { PreviewedClaim, PreviewedPod, PreviewedSet, SelectingService } from '../../protocol/preview.ts';
import { escapeMarkup, shorten, shortenMiddle, svgText } from './markup.ts';
import type { Mark } from './picture.ts';

/** A drawn box, with its upper left corner at 0, 0. */
interface Card {
  readonly markup: string;
  readonly height: number;
}

const width = 236;
/** Characters that fit into a card's line, in the widest of the usual fonts. */
const fit = { bold: 22, pod: 13, plain: 28, dim: 31, fixed: 29 } as const;
/** The head of a Pod's card: the width that its name and the word beside it share, and that of a character of each. */
export const podHead = { width: width - 14 - 38, name: 9.4, word: 6.8 } as const;

/** A Service; dashed where it is not known, so that what is missing can be seen. */
export function serviceCard(
  service: { readonly name: string; readonly details: SelectingService | undefined },
  { set, mark }: { readonly set: PreviewedSet; readonly mark: Mark },
): Card {
  const { name, details } = service;
  if (name === '') {
    const options = { isMissing: true, title: 'No serviceName: the Pods get no names' };
    return card([dim('no serviceName'), plain('The Pods get no names')], mark, options);
  }
  if (!details) {
    const where = set.service.elsewhere === undefined ? 'not in these files' : `in namespace ${set.service.elsewhere}`;
    const options = { isMissing: true, title: `Service ${name}: ${where}` };
    return card([dim('Service'), bold(name), plain(where)], mark, options);
  }
  const plainKind = details.headless ? 'Headless Service' : 'Service with an address';
  const isNaming = set.service.selectsPods || details.podCount > 0;
  const headlessKind = isNaming ? 'Headless Service, gives names' : 'Headless, but gives no names';
  const governingKind = details.headless ? headlessKind : 'Not headless, gives no names';
  const words = details.governing ? governingKind : plainKind;
  const selector = Object.entries(details.selector).map(([key, value]) => pairWords(key, value));
  const ports = details.ports.map(
    ({ port, name: portName, targetPort }) => `${port ?? '?'} → ${targetPort ?? portName ?? port}`,
  );
  const selects = details.podCount === 0 && set.replicas > 0 ? [plain('selects none of the Pods')] : [];
  const lines = [dim(words), bold(name), ...selects, ...[...selector.slice(0, 2), ...ports.slice(0, 2)].map(fixed)];
  return card(
    lines,
    details.governing ? mark : { ...mark, part: 'set', isFocused: false, severity: undefined, messages: [] },
    { title: `${name}: ${words}`, attributes: `data-service="${escapeMarkup(name)}"` },
  );
}

/** A Pod, with the name that it answers to. */
export function podCard(pod: PreviewedPod, mark: Mark): Card {
  const [name, domain] = splitName(pod.fqdn);
  const names =
    pod.fqdn === null ? [dim('no name of its own')] : [fixed(name), ...(domain === '' ? [] : [faint(domain)])];
  const shown = shortenMiddle(pod.name, fit.pod);
  const room = (podHead.width - shown.length * podHead.name) / podHead.word;
  const head = `<circle class="dot" cx="20" cy="21" r="5"/>${svgText(shown, { x: 32, y: 26, style: 'bold' })}`;
  const ordinal = `ordinal ${pod.ordinal}`;
  const word = ordinal.length <= room ? ordinal : `#${pod.ordinal}`;
  const state = `<text class="state" x="${width - 14}" y="26" text-anchor="end">${word}</text>`;
  return card([{ markup: () => head + state, height: 26 }, ...names], mark, {
    attributes: `data-pod="${escapeMarkup(pod.name)}"`,
    title: pod.fqdn ?? pod.name,
  });
}

/** A claim, with what it asks for and what it will get. */
export function claimCard(claim: PreviewedClaim, mark: Mark): Card {
  const sizeWith = (modes: readonly string[]) =>
    [claim.size ?? 'no size', ...modes, ...(claim.volumeMode === 'Block' ? ['raw'] : [])].join(' · ');
  const size = sizeWith(claim.accessModes);
  const short = sizeWith(claim.accessModes.map((mode) => shortModes[mode] ?? mode));
  const lines = [bold(claim.name), plain(size.length <= fit.plain ? size : short), dim(classWords(claim))];
  return card(lines, mark, {
    attributes: `data-claim="${escapeMarkup(claim.name)}"`,
    title: `${claim.name}: ${size}, ${classWords(claim)}`,
    kind: 'claim',
  });
}

/** The short forms that kubectl shows. */
const shortModes: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** The place of Pods that are left out. */
export function moreCard(left: number): string {
  return (
    `<g class="card more" role="button" tabindex="0" data-action="open" aria-label="Show ${left} more Pods"><rect width="${width}" height="60" rx="8"/>` +
    `${svgText(`… ${left} more`, { x: width / 2, y: 35, style: 'plain middle' })}</g>`
  );
}

interface Line {
  readonly markup: (y: number) => string;
  readonly height: number;
}

interface CardOptions {
  readonly attributes?: string;
  readonly title?: string;
  readonly isMissing?: boolean;
  readonly kind?: string;
}

function card(lines: readonly Line[], mark: Mark, options: CardOptions = {}): Card {
  const { attributes = '', isMissing = false, kind = '' } = options;
  let y = 8;
  const body = lines.map((line) => {
    y += line.height;
    return line.markup(y - 4);
  });
  const height = y + 10;
  const classes = ['card', kind, isMissing ? 'missing' : '', mark.isFocused ? 'focus' : '', mark.severity ?? ''].filter(
    Boolean,
  );
  const title = [options.title, ...mark.messages].filter(Boolean).join('\n');
  const badge = mark.severity
    ? `<g class="badge"><circle cx="${width - 6}" cy="4" r="9"/><text x="${width - 6}" y="8" text-anchor="middle">${mark.messages.length}</text></g>`
    : '';
  const markup =
    `<g class="${classes.join(' ')}" data-part="${escapeMarkup(mark.part)}" ${attributes}>` +
    `${title === '' ? '' : `<title>${escapeMarkup(title)}</title>`}<rect width="${width}" height="${height}" rx="8"/>${body.join('')}${badge}</g>`;
  return { markup, height };
}

/** A label as `key: value`; a long key without its prefix. */
function pairWords(key: string, value: string): string {
  const whole = `${key}: ${value}`;
  return whole.length <= fit.fixed ? whole : `…${key.slice(key.lastIndexOf('/'))}: ${value}`;
}

/** `web-0.web.shop` and `.svc.cluster.local`. */
function splitName(fqdn: string | null): [string, string] {
  const at = fqdn?.indexOf('.svc.') ?? -1;
  return fqdn === null || at < 0 ? [fqdn ?? '', ''] : [fqdn.slice(0, at), fqdn.slice(at)];
}

function classWords({ storageClassName, storageClass }: PreviewedClaim): string {
  if (storageClassName === '') return 'no class: made by hand';
  if (storageClass === null) return 'default class';
  const { name, isDefault, provisioner, kind } = storageClass;
  return [isDefault ? `${name} (default)` : name, kind, provisioner].filter((part) => part !== null).join(' · ');
}

const bold = (words: string): Line => line('bold', shortenMiddle(words, fit.bold), 20);
const plain = (words: string): Line => line('plain', shorten(words, fit.plain), 18);
const dim = (words: string): Line => line('dim', shorten(words, fit.dim), 18);
const fixed = (words: string): Line => line('fixed', shorten(words, fit.fixed), 17);
const faint = (words: string): Line => line('fixed faint', shorten(words, fit.fixed), 16);

function line(style: string, words: string, height: number): Line {
  return { height, markup: (y) => svgText(words, { x: 14, y, style }) };
}
