import type { PartId, Preview, PreviewedPod, PreviewedSet } from '../../protocol/preview.ts';
import { mostOtherServices } from '../identity.ts';
import { claimCard, moreCard, podCard, serviceCard } from './cards.ts';
import { escapeMarkup } from './markup.ts';

/** How a picture is laid out. */
export interface PictureOptions {
  /** Class of the SVG. */
  readonly name: string;
  /** Pods beside each other. */
  readonly columns: number;
  /** Where the Services stand: above the Pods, or left of them. */
  readonly services: 'above' | 'left';
  /** Whether many Pods are drawn one by one; otherwise the first three, a gap and the last. */
  readonly isOpen: boolean;
}

/** A page holds one picture for each range of widths; its style says which one shows. */
export const layouts = [
  { name: 'one', columns: 1, services: 'above' },
  { name: 'two', columns: 2, services: 'above' },
  { name: 'three', columns: 2, services: 'left' },
  { name: 'four', columns: 3, services: 'left' },
] as const;

/** The parts of a preview that a picture is drawn from; documentation draws some without a text behind them. */
export type Pictured = Pick<Preview<unknown>, 'set' | 'problems' | 'focus'>;

/** Sets with more Pods than this are drawn shortened. */
export const mostCards = 6;
/** No picture has more cards than this. */
const mostOpenCards = 60;

const cardWidth = 236;
const gap = 24;
const edge = 10;
const railStep = 12;
const busStep = 6;
const claimGap = 18;

/** A Service's line: from its card to a trunk, and from there to a bus above each row of Pods. */
interface Rail {
  readonly service: string;
  readonly index: number;
  /** Where it leaves the card. */
  readonly from: { readonly x: number; readonly y: number };
  /** Of the trunk. */
  readonly x: number;
  readonly path: string[];
  /** The heights that the trunk reaches. */
  readonly ends: number[];
}

/**
 * The Services, Pods and claims of a set as one SVG: a line from each Service to the Pods that it selects, and under each
 * Pod its claims. Parts carry `data-part`, Pods `data-pod`, claims `data-claim`; colours come from the page's style.
 */
export function picture(shown: Pictured, options: PictureOptions): string {
  const { set } = shown;
  const parts: string[] = [];
  const { rails, height: servicesHeight, podsAt } = drawServices(shown, options, parts);
  const cards = drawnPods(set, options.isOpen);
  const columns = Math.max(1, Math.min(options.columns, cards.length));
  let y = podsAt.y;
  for (let first = 0; first < cards.length; first += columns) {
    const row = cards.slice(first, first + columns);
    const places = row.map((card, column) => ({ card, x: podsAt.x + column * (cardWidth + gap) }));
    const heights = places.map(({ card, x }) => {
      if (typeof card !== 'number') return drawPod(card, { x, y, shown, parts });
      parts.push(place(moreCard(card), x, y));
      return 60;
    });
    for (const rail of rails) extend(rail, places, y);
    y += Math.max(0, ...heights) + gap + rails.length * busStep;
  }
  const lines = rails.map(({ path, from, x, ends, index }) => {
    if (ends.length === 0) return '';
    const all = [from.y, ...ends];
    const trunk = `M${from.x} ${from.y}H${x}M${x} ${Math.min(...all)}V${Math.max(...all)}`;
    return `<path class="line${index > 0 ? ' other' : ''}" d="${trunk}${path.join('')}"/>`;
  });
  const width = podsAt.x + columns * (cardWidth + gap) - gap + edge;
  const height = Math.max(servicesHeight, cards.length === 0 ? 0 : y - gap - rails.length * busStep + edge);
  const title = escapeMarkup(`${set.name || 'The set'}: its Services, Pods and claims`);
  return (
    `<svg class="picture ${options.name}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ` +
    `xmlns="http://www.w3.org/2000/svg" aria-label="${title}">${lines.join('')}${parts.join('')}</svg>`
  );
}

/** Draws the Services; says where the Pods begin, and how high the picture is at least. */
function drawServices(shown: Pictured, { services: side }: PictureOptions, parts: string[]) {
  const services = servicesOf(shown.set);
  const isLeft = side === 'left';
  const x = isLeft ? edge : edge + services.length * railStep + 4;
  const busRoom = 6 + services.length * busStep;
  // A card at the left is as high as the Pods, so that its line goes straight up to the bus.
  let y = isLeft ? edge + busRoom : edge;
  const rails = services.map((service, index): Rail => {
    const card = serviceCard(service, { set: shown.set, mark: markOf(shown, 'service') });
    parts.push(place(card.markup, x, y));
    const from = { x: isLeft ? x + cardWidth : x, y: y + Math.round(card.height / 2) };
    const trunk = isLeft ? x + cardWidth + gap / 2 + index * railStep : edge + index * railStep;
    y += card.height + 14;
    return { service: service.name, index, from, x: trunk, path: [], ends: [] };
  });
  const height = y - 14 + edge;
  const podsAt = isLeft
    ? { x: x + cardWidth + gap + (services.length - 1) * railStep + 6, y: edge + busRoom }
    : { x, y: y + busRoom };
  return { rails, height, podsAt };
}

/** Leads a Service's line to those Pods of a row that it selects. */
function extend(rail: Rail, row: readonly { card: PreviewedPod | number; x: number }[], y: number): void {
  const middles = row.flatMap(({ card, x }) =>
    typeof card !== 'number' && card.services.includes(rail.service) ? [x + 40 + rail.index * 16] : [],
  );
  if (middles.length === 0) return;
  const bus = y - 8 - rail.index * busStep;
  rail.ends.push(bus);
  rail.path.push(`M${rail.x} ${bus}H${middles.at(-1)}`, ...middles.map((x) => `M${x} ${bus}V${y}`));
}

interface DrawnService {
  readonly name: string;
  readonly details: PreviewedSet['services'][number] | undefined;
}

/** The governing Service first, even where no file has it. */
function servicesOf({ service, services }: PreviewedSet): readonly DrawnService[] {
  const governing = { name: service.name ?? '', details: services.find((each) => each.governing) };
  const others = services.filter((each) => !each.governing).slice(0, mostOtherServices);
  return [governing, ...others.map((details) => ({ name: details.name, details }))];
}

/** The Pods that are drawn, with the number of those that are left out between them. */
export function drawnPods({ pods, replicas }: PreviewedSet, isOpen: boolean): readonly (PreviewedPod | number)[] {
  const most = isOpen ? mostOpenCards : mostCards;
  if (replicas <= most) return pods;
  const kept = isOpen ? most - 2 : 3;
  const last = pods.length === replicas ? pods.slice(-1) : [];
  return [...pods.slice(0, kept), replicas - kept - last.length, ...last];
}

function drawPod(
  pod: PreviewedPod,
  { x, y, shown, parts }: { x: number; y: number; shown: Pictured; parts: string[] },
): number {
  const card = podCard(pod, markOf(shown, 'pods'));
  parts.push(place(card.markup, x, y));
  let below = y + card.height;
  for (const claim of pod.claims) {
    parts.push(`<path class="line" d="M${x + 20} ${below}v${claimGap}"/>`);
    const drawn = claimCard(claim, markOf(shown, `claim:${claim.template}`));
    parts.push(place(drawn.markup, x, below + claimGap));
    below += claimGap + drawn.height;
  }
  return below - y;
}

/** What the text says of a part: the worst problem on it, and whether the cursor is there. */
export interface Mark {
  readonly part: PartId;
  readonly isFocused: boolean;
  readonly severity: string | undefined;
  readonly messages: readonly string[];
}

function markOf({ problems, focus }: Pictured, part: PartId): Mark {
  const own = problems.filter((problem) => problem.part === part);
  const order = ['error', 'warning', 'information', 'hint'];
  const severity = order.find((each) => own.some((problem) => problem.severity === each));
  return { part, isFocused: focus === part, severity, messages: own.map(({ message }) => message) };
}

function place(markup: string, x: number, y: number): string {
  return `<g transform="translate(${x} ${y})">${markup}</g>`;
}
