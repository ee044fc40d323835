import type { Preview, PreviewedPod, Timeline } from '../../protocol/preview.ts';
import { count, escapeMarkup } from './markup.ts';
import { mostCards, picture } from './picture.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { timelineTable } from './timelineTable.ts';

/** A preview with all timelines that its page offers, and what each is called on its button. */
export interface PageContent {
  readonly preview: Preview<unknown>;
  readonly scenarios: readonly { readonly id: string; readonly label: string; readonly timeline: Timeline }[];
}

/** What a page needs to run where scripts are restricted. */
export interface PageOptions {
  /** Of letters and digits; every script and style of the page carries it. Absent: one is made up from the content. */
  readonly nonce?: string;
}

/** The whole page as one HTML text: nothing is loaded from anywhere, and only the script with the nonce runs. */
export function previewPage(contents: readonly PageContent[], { nonce = 'statefulset' }: PageOptions = {}): string {
  const safe = nonce.replace(/[^A-Za-z0-9+/=_-]/g, '');
  const policy = `default-src 'none'; img-src data:; style-src 'nonce-${safe}'; script-src 'nonce-${safe}'`;
  const title = contents.map(({ preview }) => preview.set.name || 'StatefulSet').join(', ');
  const isBroken = contents.some(({ preview }) => preview.isTextBroken);
  const bodies = contents.map(previewBody);
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeMarkup(title)}</title>
<style nonce="${safe}">${style}</style></head>
<body class="noscript${isBroken ? ' broken' : ''}"><main>${bodies.join('<hr>')}</main><script nonce="${safe}">${script}</script></body></html>
`;
}

/** The page's content for one set: what changes while the text is edited. */
export function previewBody({ preview, scenarios }: PageContent): string {
  const { set } = preview;
  const { type, partition } = set.updateStrategy;
  const facts = [
    'StatefulSet',
    `namespace ${set.namespace}`,
    count(set.replicas, 'replica'),
    set.podManagementPolicy,
    partition ? `${type}, partition ${partition}` : type,
    `Kubernetes ${preview.kubernetesVersion}`,
  ];
  return (
    `<section class="identity" aria-label="Identity"><header><h1>${escapeMarkup(set.name || '(no name)')}</h1>` +
    `<p>${escapeMarkup(facts.join(' · '))}</p></header>` +
    `<p class="stale">The text cannot be read at the moment; this is what was read of it</p>` +
    `${sheet(preview)}${totals(preview)}${problems(preview)}</section>` +
    `<section aria-label="Order"><h2>Order</h2>${controls(scenarios, preview)}${scenarios.map(scenarioSection).join('')}</section>`
  );
}

function sheet(preview: Preview<unknown>): string {
  const widths = [
    ['one', 1],
    ['two', 2],
    ['three', 3],
  ] as const;
  const draw = (isOpen: boolean) =>
    widths
      .map(([name, columns]) =>
        picture(preview, { columns, isOpen }).replace('class="picture"', `class="picture ${name}"`),
      )
      .join('');
  if (preview.set.replicas <= mostCards) return `<div class="sheet">${draw(false)}</div>`;
  return `<div class="sheet"><div class="few">${draw(false)}</div><div class="all">${draw(true)}</div></div>`;
}

function totals({ set }: Preview<unknown>): string {
  const { pods, claims, storage, storageBytes } = set.totals;
  const parts = [count(pods, 'Pod'), claims === 0 ? 'no claims' : count(claims, 'claim')];
  if (storageBytes !== '0') parts.push(`${storage} in all`);
  const fate = (policy: string) => (policy === 'Delete' ? 'are deleted' : 'stay');
  const { whenScaled, whenDeleted } = set.retention;
  const claimsFate =
    claims === 0
      ? ''
      : ` Claims ${fate(whenScaled)} when the set gets smaller, and ${fate(whenDeleted)} when it is deleted.`;
  return `<p class="totals" data-part="retention">${escapeMarkup(`${parts.join(', ')}.${claimsFate}`)}</p>${volumes(set.pods[0])}`;
}

/** Volumes that are the same for every Pod: those that no claim template makes. */
function volumes(pod: PreviewedPod | undefined): string {
  const own = new Set(pod?.claims.map(({ template }) => template));
  const others = (pod?.volumes ?? []).filter((volume) => !own.has(String((volume as { name?: unknown }).name)));
  const shown = others.map((volume) => {
    const { name, persistentVolumeClaim: claim } = volume as {
      name?: unknown;
      persistentVolumeClaim?: { claimName?: unknown };
    };
    const source = claim
      ? `claim ${claim.claimName}, shared`
      : (Object.keys(volume).find((key) => key !== 'name') ?? '');
    return `${name} (${source})`;
  });
  return shown.length === 0 ? '' : `<p class="dim">Every Pod also has: ${escapeMarkup(shown.join(', '))}</p>`;
}

function problems({ problems: found }: Preview<unknown>): string {
  if (found.length === 0) return '';
  const items = found.map(
    ({ severity, message }, index) =>
      `<li class="${severity}"><button data-problem="${index}"><b>${severity}</b> ${escapeMarkup(message)}</button></li>`,
  );
  return `<ul class="problems" aria-label="Problems">${items.join('')}</ul>`;
}

function controls(scenarios: PageContent['scenarios'], { set }: Preview<unknown>): string {
  const chosen = scenarios.map(
    ({ id, label }) =>
      `<button data-scenario="${id}" aria-pressed="${id === 'deploy'}">${escapeMarkup(label)}</button>`,
  );
  const image = set.pods[0]?.images[0] ?? '';
  return (
    `<nav aria-label="Scenarios">${chosen.join('')}` +
    `<form><label>Scale to <input name="to" type="number" min="0" max="100"></label>` +
    `<label>Image <input name="image" placeholder="${escapeMarkup(image)}"></label><button>Set</button></form></nav>` +
    `<nav aria-label="Steps"><button data-action="back" aria-label="One step back">←</button><button data-action="play">Play</button>` +
    `<button data-action="on" aria-label="One step on">→</button><button data-action="copy">Copy as SVG</button></nav>`
  );
}

function scenarioSection({ id, timeline }: PageContent['scenarios'][number], index: number): string {
  return `<div class="scenario" data-scenario="${id}"${index === 0 ? '' : ' hidden'}>${timelineTable(timeline)}</div>`;
}
