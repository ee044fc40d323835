import type { PartId, Preview } from '../../protocol/preview.ts';
import { type BodyOptions, previewBody } from './body.ts';
import type { PageContent } from './content.ts';
import { escapeMarkup } from './markup.ts';
import { script } from './script.ts';
import { style } from './style.ts';

/** A set of a page, with the name of its file where the page holds those of several. */
export interface PageEntry {
  readonly content: PageContent;
  readonly file?: string;
}

/** What a page needs beside its sets. */
export interface PageOptions extends BodyOptions {
  /** Of letters and digits; every script and style of the page carries it. Absent: a fixed one. */
  readonly nonce?: string;
  /** URI of the document, which the page keeps in its state, so that an editor can bring it back after a restart. */
  readonly source?: string;
  /** Which entry shows first; absent: the first one. */
  readonly chosen?: number;
}

/** The whole page as one HTML text: nothing is loaded from anywhere, and only the script with the nonce runs. */
export function previewPage(entries: readonly PageEntry[], options: PageOptions = {}): string {
  const { nonce = 'statefulset', source = '', chosen = 0 } = options;
  const safe = nonce.replace(/[^A-Za-z0-9+/=_-]/g, '');
  const policy = `default-src 'none'; img-src data:; style-src 'nonce-${safe}'; script-src 'nonce-${safe}'; base-uri 'none'; form-action 'none'`;
  const previews = entries.map(({ content }) => content.preview);
  const articles = entries.map(
    ({ content }, index) =>
      `<article data-set="${index}"${index === chosen ? '' : ' hidden'}>${previewBody(content, options)}</article>`,
  );
  // Of a page that an editor shows, only the content inside `main` changes.
  const main =
    options.show === undefined
      ? articles.join('')
      : entries.map(({ content }) => previewBody(content, options)).join('');
  const state = `data-source="${escapeMarkup(source)}" data-focus="${escapeMarkup(focusOf(previews[chosen]))}"`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeMarkup(titleOf(previews))}</title>
<style nonce="${safe}">${style}</style></head>
<body class="noscript" ${state}>${chooser(entries, chosen)}<p class="obstacle" role="status" hidden></p>
<main>${main}</main><p class="sr" id="live" aria-live="polite"></p><script nonce="${safe}">${script}</script></body></html>
`;
}

function focusOf(preview: Preview<unknown> | undefined): PartId | '' {
  return preview?.focus ?? '';
}

function titleOf(previews: readonly Preview<unknown>[]): string {
  const names = previews.map(({ set }) => set.name || 'StatefulSet');
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

/** One page of several sets shows one at a time; without a script all of them, one below the other. */
function chooser(entries: readonly PageEntry[], chosen: number): string {
  if (entries.length < 2) return '';
  const options = entries.map(({ content, file }, index) => {
    const name = content.preview.set.name || '(no name)';
    const label = file === undefined ? name : `${name} in ${file}`;
    return `<option value="${index}"${index === chosen ? ' selected' : ''}>${escapeMarkup(label)}</option>`;
  });
  return `<p class="chooser"><label>StatefulSet <select data-choose="page">${options.join('')}</select></label></p>`;
}
