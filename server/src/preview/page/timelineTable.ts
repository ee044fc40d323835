import type { Timeline, TimelineFrame, TimelineRow } from '../../protocol/preview.ts';
import { escapeMarkup } from './markup.ts';

/** A scenario as a table: the sentences of each step, and below them a row for each Pod with a column for each step. */
export function timelineTable({ frames, rows, refusals, title }: Timeline): string {
  if (refusals.length > 0) {
    const items = refusals.map((refusal) => `<li>${escapeMarkup(refusal)}</li>`);
    return `<div class="refused"><p>This cannot be played:</p><ul>${items.join('')}</ul></div>`;
  }
  const numbers = frames.map(({ kind }, step) => `<th scope="col" data-step="${step}" class="${kind}">${step}</th>`);
  const body = rows.map((row) => rowOf(row, frames.length));
  return (
    `<ol class="told" start="0" aria-live="polite">${frames.map(sentencesOf).join('')}</ol><div class="scroll" tabindex="0" role="group" aria-label="Steps; left and right arrow keys choose one"><table class="steps">` +
    `<caption>${escapeMarkup(title)}</caption><thead><tr><th scope="col">Pod</th>${numbers.join('')}</tr></thead>` +
    `<tbody>${body.join('')}</tbody></table></div>`
  );
}

function rowOf({ pod, cells, claims }: TimelineRow, steps: number): string {
  let at = -1;
  const columns = Array.from({ length: steps }, (_, step) => {
    if (cells[at + 1]?.from === step) at += 1;
    const { state = 'none', word = '', revision = 0 } = cells[at] ?? {};
    // Revisions of odd and even numbers look different, so that what is old and what is new is seen at a glance.
    const age = state === 'ready' ? ` data-age="${revision % 2}"` : '';
    return `<td data-step="${step}" data-state="${state}"${age}><span>${escapeMarkup(word)}</span></td>`;
  });
  const states = escapeMarkup(JSON.stringify(claims));
  return `<tr data-row="${escapeMarkup(pod)}" data-claims="${states}"><th scope="row">${escapeMarkup(pod)}</th>${columns.join('')}</tr>`;
}

function sentencesOf({ sentences, waits, atSeconds }: TimelineFrame, step: number): string {
  const clock = atSeconds > 0 ? ` <span class="clock">after ${atSeconds} s</span>` : '';
  const told = sentences.map((sentence) => `<span>${escapeMarkup(sentence)}.</span>`).join(' ');
  const waiting = waits.map((wait) => `<p class="wait">${escapeMarkup(wait)}.</p>`).join('');
  return `<li data-step="${step}"><p><b>Step ${step}</b>${clock} ${told}</p>${waiting}</li>`;
}
