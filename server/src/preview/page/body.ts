import type { PartId, Preview, PreviewedPod } from '../../protocol/preview.ts';
import type { PageContent, PageScenario } from './content.ts';
import { count, escapeMarkup } from './markup.ts';
import { drawnPods, layouts, mostCards, picture } from './picture.ts';
import { timelineTable } from './timelineTable.ts';

/** How much of a set with many Pods is in the page. */
export interface BodyOptions {
  /**
   * `few` or `all` Pods, for a page that somebody serves who is asked for the rest. Absent: the page stands alone, with all
   * Pods of the picture behind a click.
   */
  readonly show?: 'few' | 'all';
}

/** The page's content for one set: what changes while the text is edited. */
export function previewBody({ preview, scenarios, knobs }: PageContent, options: BodyOptions = {}): string {
  const { hidden } = preview.verdict;
  const top = `${setChooser(preview, options)}<header>${heading(preview)}${hidden === undefined ? facts(preview) : ''}</header>`;
  if (hidden !== undefined) {
    const why = `<div class="refused"><p><b>This set cannot be shown.</b> ${escapeMarkup(hidden)}.</p></div>`;
    return `<section aria-label="Identity">${top}${why}${problems(preview)}</section>`;
  }
  const order = scenarios.map((scenario) =>
    scenarioSection(scenario, { preview, options, isFirst: isFirst(scenario, scenarios) }),
  );
  return (
    `<section class="identity" aria-label="Identity">${top}${verdict(preview)}${sheet(preview, options)}${fewer(options)}${totals(preview)}` +
    `${podTable(preview, options)}${problems(preview)}</section>` +
    `<section class="order" aria-label="Order"><h2>What happens, step by step</h2>${scenarioButtons(scenarios)}` +
    `${knobForms(preview, knobs)}${stepButtons}${order.join('')}</section>`
  );
}

/** Of the scenarios that are in the page, the one that shows. */
function isFirst(scenario: PageScenario, scenarios: readonly PageScenario[]): boolean {
  return scenario === scenarios.find(({ timeline }) => timeline !== undefined);
}

/** Other sets of the document; only somebody who serves the page can show them. */
function setChooser({ sets, chosen }: Preview<unknown>, { show }: BodyOptions): string {
  if (show === undefined || sets.length < 2) return '';
  const options = sets.map(
    ({ name }, index) =>
      `<option value="${index}"${index === chosen ? ' selected' : ''}>${escapeMarkup(name || '(no name)')}</option>`,
  );
  return `<p class="chooser"><label>StatefulSet <select data-choose="set">${options.join('')}</select></label></p>`;
}

function heading({ set }: Preview<unknown>): string {
  return `<h1 data-part="set">${escapeMarkup(set.name || '(no name)')}</h1>`;
}

function facts({ set, kubernetesVersion }: Preview<unknown>): string {
  const { type, partition, maxUnavailable } = set.updateStrategy;
  const strategy = [
    type,
    ...(partition ? [`partition ${partition}`] : []),
    ...(maxUnavailable !== undefined && maxUnavailable !== 1 ? [`maxUnavailable ${maxUnavailable}`] : []),
  ];
  const parts: readonly (readonly [PartId, string])[] = [
    ['set', 'StatefulSet'],
    ['set', `namespace ${set.namespace}`],
    ['replicas', count(set.replicas, 'replica')],
    ['update', set.podManagementPolicy],
    ['update', strategy.join(', ')],
  ];
  const shown = parts.map(([part, words]) => `<span data-part="${part}">${escapeMarkup(words)}</span>`);
  return `<p class="facts">${[...shown, `<span>Kubernetes ${escapeMarkup(kubernetesVersion)}</span>`].join(' · ')}</p>`;
}

function verdict({ verdict: { set, pods } }: Preview<unknown>): string {
  if (set.length === 0 && pods.length === 0) return '';
  const words =
    set.length > 0
      ? '<b>Kubernetes refuses this set</b> because of the errors below; the picture shows what was meant.'
      : '<b>Kubernetes refuses the Pods of this set</b> because of the errors below; the picture shows what was meant.';
  return `<div class="refused"><p>${words}</p></div>`;
}

function sheet(preview: Preview<unknown>, { show }: BodyOptions): string {
  // In an editor the page marks the part under the cursor itself, so that moving the cursor redraws nothing.
  const shown = show === undefined ? preview : { ...preview, focus: undefined };
  const draw = (isOpen: boolean) =>
    layouts
      .map((layout) =>
        picture(
          { set: shown.set, problems: shown.problems, ...(shown.focus && { focus: shown.focus }) },
          { ...layout, isOpen },
        ),
      )
      .join('');
  if (preview.set.replicas <= mostCards) return `<div class="sheet">${draw(false)}</div>`;
  if (show !== undefined) return `<div class="sheet">${draw(show === 'all')}</div>`;
  return `<div class="sheet"><div class="few">${draw(false)}</div><div class="all">${draw(true)}</div></div>`;
}

/** The way back for those who have asked for all Pods. */
function fewer({ show }: BodyOptions): string {
  return show === 'all' ? '<p><button type="button" data-action="open">Show fewer Pods</button></p>' : '';
}

/** The picture in words, for screen readers. */
function podTable({ set }: Preview<unknown>, { show }: BodyOptions): string {
  const pods = drawnPods(set, show === 'all');
  const rows = pods.map((pod) => {
    if (typeof pod === 'number') return `<tr><th scope="row">${pod} more Pods</th><td></td><td></td><td></td></tr>`;
    const claims = pod.claims.map(({ name, size }) => `${name}, ${size ?? 'no size'}`).join('; ');
    const cells = [pod.fqdn ?? 'none', pod.services.join(', ') || 'none', claims || 'none'];
    return `<tr><th scope="row">${escapeMarkup(pod.name)}</th>${cells.map((cell) => `<td>${escapeMarkup(cell)}</td>`).join('')}</tr>`;
  });
  const head = ['Pod', 'DNS name', 'Services', 'Claims'].map((name) => `<th scope="col">${name}</th>`).join('');
  return `<div class="sr"><table><caption>Pods of ${escapeMarkup(set.name || 'the set')}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function totals({ set }: Preview<unknown>): string {
  const { pods, claims, storage, storageBytes } = set.totals;
  const parts = [count(pods, 'Pod'), claims === 0 ? 'no claims' : count(claims, 'claim')];
  if (storageBytes !== '0') parts.push(`${storage} in all`);
  return `<p class="totals" data-part="retention">${escapeMarkup(`${parts.join(', ')}.${claimsFate(set)}`)}</p>${volumes(set.pods[0])}`;
}

function claimsFate({ retention, totals: { claims } }: Preview<unknown>['set']): string {
  if (claims === 0) return '';
  const { whenScaled, whenDeleted } = retention;
  const fate = (policy: string) => (policy === 'Delete' ? 'are deleted' : 'stay');
  if (whenScaled === whenDeleted) return ` Claims ${fate(whenScaled)} when the set gets smaller or is deleted.`;
  return ` Claims ${fate(whenScaled)} when the set gets smaller, and ${fate(whenDeleted)} when it is deleted.`;
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
      : (Object.keys(volume).find((key) => key !== 'name') ?? 'emptyDir');
    return `${name} (${source})`;
  });
  return shown.length === 0
    ? ''
    : `<p class="dim" data-part="pods">Every Pod also has: ${escapeMarkup(shown.join(', '))}.</p>`;
}

function problems({ problems: found }: Preview<unknown>): string {
  if (found.length === 0) return '';
  const items = found.map(
    ({ severity, message }, index) =>
      `<li class="${severity}"><span data-problem="${index}"><b>${severity}</b> ${escapeMarkup(message)}</span></li>`,
  );
  return `<ul class="problems" aria-label="Problems">${items.join('')}</ul>`;
}

function scenarioButtons(scenarios: readonly PageScenario[]): string {
  const buttons = scenarios.map((scenario) => {
    const { id, label } = scenario;
    return `<button type="button" data-scenario="${id}" aria-pressed="${isFirst(scenario, scenarios)}">${escapeMarkup(label)}</button>`;
  });
  return `<nav class="scenarios" aria-label="Scenarios">${buttons.join('')}</nav>`;
}

/** Shown only where somebody answers: the numbers and images that a reader may choose. */
function knobForms({ set }: Preview<unknown>, { to, image }: PageContent['knobs']): string {
  const shownImage = escapeMarkup(image ?? '');
  const now = escapeMarkup(set.pods[0]?.images[0] ?? '');
  return (
    `<form class="knob" data-for="scale"><label>Scale to <input name="to" type="number" min="0" max="100" value="${to ?? ''}" placeholder="${set.replicas + 2}"></label><button>Apply</button></form>` +
    `<form class="knob" data-for="update"><label>New image <input name="image" size="32" value="${shownImage}" placeholder="${now}"></label><button>Apply</button></form>`
  );
}

const stepButtons =
  `<div class="steps-bar" role="group" aria-label="Steps"><button type="button" data-action="first" aria-label="First step">|◀</button>` +
  `<button type="button" data-action="back" aria-label="One step back">◀</button><button type="button" class="play" data-action="play">Play</button>` +
  `<button type="button" data-action="on" aria-label="One step on">▶</button><button type="button" data-action="last" aria-label="Last step">▶|</button>` +
  `<span class="where"></span><button type="button" class="quiet" data-action="copy">Copy picture as SVG</button></div>`;

function scenarioSection(
  { id, timeline }: PageScenario,
  { preview, options, isFirst: isShown }: { preview: Preview<unknown>; options: BodyOptions; isFirst: boolean },
): string {
  if (!timeline) return '';
  const table = timelineTable(timeline, { verdict: preview.verdict, ...options });
  return `<div class="scenario" data-scenario="${id}"${isShown ? '' : ' hidden'}>${table}</div>`;
}
