import type { PartId, Preview, PreviewedPod, PreviewedSet } from '../../protocol/preview.ts';
import { claimCard, moreCard, podCard, serviceCard } from './cards.ts';
import { escapeMarkup } from './markup.ts';

/** How a picture is laid out. */
export interface PictureOptions {
  /** Pods beside each other. */
  readonly columns: number;
  /** Whether many Pods are drawn one by one; otherwise the first three, a gap and the last. */
  readonly isOpen: boolean;
}

/** The parts of a preview that a picture is drawn from; documentation draws some without a text behind them. */
export type Pictured = Pick<Preview<unknown>, 'set' | 'problems' | 'focus'>;

/** Sets with more Pods than this are drawn shortened. */
export const mostCards = 6;
/** No picture has more cards than this. */
const mostOpenCards = 60;

const cardWidth = 236;
const gap = 24;
const edge = 8;
const railStep = 12;
const claimGap = 18;

/**
 * The Services, Pods and claims of a set as one SVG: a rail from each Service to the Pods that it selects, and under each
 * Pod its claims. Parts carry `data-part`, Pods `data-pod`, claims `data-claim`; colours come from the page's style.
 */
export function picture(shown: Pictured, options: PictureOptions): string {
  const { set } = shown;
  const services = servicesOf(set);
  const left = edge + services.length * railStep + 4;
  const cards = podsOf(set, options.isOpen);
  const columns = Math.max(1, Math.min(options.columns, cards.length));
  const width = left + Math.max(1, columns) * (cardWidth + gap) - gap + edge;
  const parts: string[] = [];
  let y = edge;
  const rails = services.map((service, index) => {
    const card = serviceCard(service, { set, mark: markOf(shown, 'service') });
    parts.push(place(card.markup, left, y));
    const rail = { service: service.name, x: edge + index * railStep, from: y + card.height / 2, index };
    y += card.height + 10;
    return rail;
  });
  y += 8 + services.length * 6;
  const lines: string[] = [];
  const reach = new Map<number, number>();
  for (let first = 0; first < cards.length; first += columns) {
    const row = cards.slice(first, first + columns);
    const heights = row.map((card, column) => {
      const x = left + column * (cardWidth + gap);
      if (typeof card === 'number') parts.push(place(moreCard(card), x, y));
      else return drawPod(card, { x, y, shown, parts });
      return 60;
    });
    for (const rail of rails) {
      const middles = row.flatMap((card, column) =>
        typeof card !== 'number' && card.services.includes(rail.service)
          ? [left + column * (cardWidth + gap) + 40 + rail.index * 16]
          : [],
      );
      if (middles.length === 0) continue;
      const above = y - 8 - rail.index * 6;
      reach.set(rail.index, above);
      lines.push(`M${rail.x} ${above}H${middles.at(-1)}`, ...middles.map((x) => `M${x} ${above}V${y}`));
    }
    y += Math.max(0, ...heights) + gap + services.length * 6;
  }
  for (const rail of rails) {
    const end = reach.get(rail.index);
    if (end !== undefined) lines.push(`M${left} ${rail.from}H${rail.x}V${end}`);
  }
  const height = y - gap + edge;
  const title = escapeMarkup(`${set.name}: its Services, Pods and claims`);
  return (
    `<svg class="picture" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ` +
    `xmlns="http://www.w3.org/2000/svg" aria-label="${title}"><path class="line" d="${lines.join('')}"/>${parts.join('')}</svg>`
  );
}

interface DrawnService {
  readonly name: string;
  readonly details: PreviewedSet['services'][number] | undefined;
}

/** The governing Service first, even where no file has it. */
function servicesOf({ service, services }: PreviewedSet): readonly DrawnService[] {
  const governing = { name: service.name ?? '', details: services.find((each) => each.governing) };
  const others = services.filter((each) => !each.governing).slice(0, 5);
  return [governing, ...others.map((details) => ({ name: details.name, details }))];
}

/** The Pods that are drawn, with the number of those that are left out between them. */
function podsOf({ pods, replicas }: PreviewedSet, isOpen: boolean): readonly (PreviewedPod | number)[] {
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
