import type { Timeline, TimelineRow } from '../../protocol/preview.ts';
import { escapeMarkup, shorten, svgText } from './markup.ts';
import { type Pictured, type PictureOptions, picture } from './picture.ts';
import { colours, pictureStyle } from './style.ts';

// Pictures that stand alone, as in documentation: an SVG with its own colours, readable on light and on dark ground.

const padding = 16;
const captionHeight = 30;
const figureStyle = `${colours.replaceAll(':root', 'svg')}${pictureStyle}
svg{font-family:var(--font)}svg .ground{fill:var(--bg);stroke:var(--line)}svg .caption{font-size:15px;font-weight:600}
svg .number{fill:var(--dim);font-size:12px}svg .act{fill:var(--fg);font-weight:700}svg .pod{font-weight:600}
svg .chip{rx:5px}svg .word{font-size:12px}
svg .old rect{fill:var(--oldbg);stroke:var(--old)}svg .old text{fill:var(--old)}svg .new rect{fill:var(--newbg);stroke:var(--new)}svg .new text{fill:var(--new)}
svg .stopping rect{fill:var(--gobg);stroke:var(--go)}svg .stopping text{fill:var(--go)}
svg .broken rect{fill:var(--badbg);stroke:var(--bad)}svg .broken text{fill:var(--bad);font-weight:600}
svg .starting rect{stroke:var(--dim);stroke-dasharray:4 3}svg .waiting rect{fill:none;stroke:var(--dim);stroke-dasharray:1 4}svg .waiting text{fill:var(--dim)}`;

/** The Services, Pods and claims of a set as an SVG file. */
export function pictureFigure(shown: Pictured, options: Pick<PictureOptions, 'columns' | 'services'>): string {
  const inner = picture(shown, { ...options, name: '', isOpen: false });
  const [, width = '0', height = '0'] = /viewBox="0 0 (\d+) (\d+)"/.exec(inner) ?? [];
  const nested = inner
    .replace('<svg class="picture "', `<svg x="${padding}" y="${padding}"`)
    .replace(' role="img"', '');
  const size = { width: Number(width) + 2 * padding, height: Number(height) + 2 * padding };
  return figure(`${shown.set.name}: its Services, Pods and claims`, size, nested);
}

const nameWidth = 76;
const chip = { width: 82, height: 30, gap: 6 };

/** A rollout as an SVG file: a row for each Pod, highest ordinal on top, a column for each step. */
export function timelineFigure({ frames, rows, title }: Timeline): string {
  const step = chip.width + chip.gap;
  const line = chip.height + chip.gap;
  const top = padding + captionHeight;
  const width = 2 * padding + nameWidth + frames.length * step - chip.gap;
  const height = top + 22 + rows.length * line - chip.gap + padding;
  const left = padding + nameWidth;
  const numbers = frames.map(({ kind }, index) =>
    svgText(String(index), { x: left + index * step + chip.width / 2, y: top + 10, style: `number middle ${kind}` }),
  );
  const chips = rows.map((row, index) => {
    const y = top + 22 + index * line;
    return (
      svgText(shorten(row.pod, 10), { x: padding, y: y + 20, style: 'pod' }) + chipsOf(row, frames.length, { left, y })
    );
  });
  const caption = svgText(title, { x: padding, y: padding + 14, style: 'caption' });
  return figure(title, { width, height }, caption + numbers.join('') + chips.join(''));
}

function chipsOf({ cells }: TimelineRow, steps: number, { left, y }: { left: number; y: number }): string {
  return Array.from({ length: steps }, (_, step) => {
    const { state = 'none', word = '', revision = 0 } = cells.findLast(({ from }) => from <= step) ?? {};
    if (state === 'none') return '';
    const x = left + step * (chip.width + chip.gap);
    const style = state === 'ready' ? (revision % 2 === 0 ? 'new' : 'old') : state;
    const box = `<rect class="chip" x="${x}" y="${y}" width="${chip.width}" height="${chip.height}" rx="5"/>`;
    return `<g class="${style}">${box}${svgText(word, { x: x + chip.width / 2, y: y + 19, style: 'word middle' })}</g>`;
  }).join('');
}

function figure(title: string, { width, height }: { width: number; height: number }, content: string): string {
  const ground = `<rect class="ground" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8"/>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ` +
    `aria-label="${escapeMarkup(title)}"><style>${figureStyle.replaceAll('\n', '').replaceAll('>rect', '&gt;rect')}</style>${ground}${content}</svg>\n`
  );
}
