import type { PodCondition, Timeline, TimelineFrame, TimelineRow, Verdict } from '../../protocol/preview.ts';
import { escapeMarkup } from './markup.ts';

/** How a timeline is shown. */
export interface TableOptions {
  readonly verdict?: Pick<Verdict, 'set' | 'pods'>;
  /** `all` rows, or `few`; absent: as many as a page that stands alone can hold. */
  readonly show?: 'few' | 'all';
}

/** Sets with more Pods than this are shortened to the first and last ones, with a row for those between. */
const mostRows = { few: 12, alone: 30 } as const;
const keptAtEachEnd = 4;

/** A scenario as a table: the sentences of each step, and below them a row for each Pod with a column for each step. */
export function timelineTable(timeline: Timeline, options: TableOptions = {}): string {
  const { frames, rows, refusals, title } = timeline;
  if (refusals.length > 0) return refused(refusals, options.verdict);
  const numbers = frames.map(({ kind }, step) => `<th scope="col" data-step="${step}" class="${kind}">${step}</th>`);
  const body = shownRows(rows, options).map((row) =>
    Array.isArray(row) ? foldedRow(row, frames.length) : rowOf(row as TimelineRow, frames.length),
  );
  const scroll = `<div class="scroll" tabindex="0" role="group" aria-label="Table of all steps">`;
  return (
    `<ol class="told" start="0">${frames.map(sentencesOf).join('')}</ol><h3>${escapeMarkup(title)}</h3>${scroll}<table class="steps" aria-label="${escapeMarkup(title)}">` +
    `<thead><tr><th scope="col">Pod</th>${numbers.join('')}</tr></thead>` +
    `<tbody>${body.join('')}</tbody></table></div>`
  );
}

function refused(refusals: readonly string[], verdict: TableOptions['verdict']): string {
  const items = refusals.map((refusal) => `<li>${escapeMarkup(refusal)}</li>`);
  const whom =
    verdict && verdict.set.length > 0
      ? 'Kubernetes refuses the set, so nothing happens:'
      : verdict && verdict.pods.length > 0
        ? 'Kubernetes takes the set, but refuses the Pods or claims that are made of it:'
        : 'This cannot be played:';
  return `<div class="refused"><p>${whom}</p><ul>${items.join('')}</ul></div>`;
}

function shownRows(
  rows: readonly TimelineRow[],
  { show }: TableOptions,
): readonly (TimelineRow | readonly TimelineRow[])[] {
  if (show === 'all' || rows.length <= (show === 'few' ? mostRows.few : mostRows.alone)) return rows;
  const folded = rows.slice(keptAtEachEnd, -keptAtEachEnd);
  return [...rows.slice(0, keptAtEachEnd), folded, ...rows.slice(-keptAtEachEnd)];
}

interface Cell {
  readonly state: PodCondition;
  readonly word: string;
  readonly revision: number;
}

const nothing: Cell = { state: 'none', word: '', revision: 0 };

/** What a Pod is in each step. */
function cellsOf({ cells }: TimelineRow, steps: number): readonly Cell[] {
  let at = -1;
  return Array.from({ length: steps }, (_, step) => {
    if (cells[at + 1]?.from === step) at += 1;
    return cells[at] ?? nothing;
  });
}

function rowOf(row: TimelineRow, steps: number): string {
  const columns = cellsOf(row, steps).map(cellMarkup);
  const pod = escapeMarkup(row.pod);
  return `<tr data-row="${pod}" data-claims="${escapeMarkup(JSON.stringify(row.claims))}"><th scope="row">${pod}</th>${columns.join('')}</tr>`;
}

function cellMarkup({ state, word, revision }: Cell, step: number): string {
  // Revisions of odd and even numbers look different, so that what is old and what is new is seen at a glance.
  const age = state === 'ready' ? ` data-age="${revision % 2}"` : '';
  return `<td data-step="${step}" data-state="${state}"${age}><span>${escapeMarkup(word)}</span></td>`;
}

/** One row for many Pods: what they are when all are the same, else how many of them are ready. */
function foldedRow(rows: readonly TimelineRow[], steps: number): string {
  const all = rows.map((row) => cellsOf(row, steps));
  const columns = Array.from({ length: steps }, (_, step) => {
    const cells = all.map((each) => each[step] ?? nothing);
    const first = cells[0] ?? nothing;
    const isSame = cells.every(({ state, word }) => state === first.state && word === first.word);
    if (isSame) return cellMarkup(first, step);
    const counts = countWords(cells);
    const ready = cells.filter(({ state }) => state === 'ready').length;
    return `<td data-step="${step}" data-state="mixed" title="${escapeMarkup(counts)}"><span>${ready} of ${cells.length} ready</span></td>`;
  });
  return `<tr class="fold"><th scope="row"><button type="button" data-action="open">… ${rows.length} more</button></th>${columns.join('')}</tr>`;
}

/** `3 ready 8.4, 1 stopping`. */
function countWords(cells: readonly Cell[]): string {
  const counts = new Map<string, number>();
  for (const { state, word } of cells) {
    const name = state === 'none' ? 'not there' : state === 'ready' ? `ready (${word})` : word;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, number]) => `${number} ${name}`).join(', ');
}

function sentencesOf({ sentences, waits, atSeconds }: TimelineFrame, step: number): string {
  const clock = atSeconds > 0 ? ` <span class="clock">after ${atSeconds} s</span>` : '';
  const told = sentences.map((sentence) => `<span>${escapeMarkup(sentence)}.</span>`).join(' ');
  const waiting = waits.map((wait) => `<p class="wait">${escapeMarkup(wait)}.</p>`).join('');
  return `<li data-step="${step}"><p><b>Step ${step}.</b>${clock} ${told}</p>${waiting}</li>`;
}
