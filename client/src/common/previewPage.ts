import { type PageChoice, type PageMessage, scenarioIds } from '../../../server/src/protocol/preview.ts';

// What a preview's page says, read with care: a page is data from outside. Knows no `vscode`, so that tests can run it.

/** What VS Code keeps of a preview over a restart. */
export interface SavedPreview {
  /** URI of the document. */
  readonly source: string;
  readonly choice: PageChoice;
}

/** A message of the page; undefined when it is none that is known. */
export function readPageMessage(given: unknown): PageMessage | undefined {
  const { type, part, service, index, text, choice, isHere } = fieldsOf(given);
  switch (type) {
    case 'ready':
      return { type };
    case 'focus':
      return typeof isHere === 'boolean' ? { type, isHere } : undefined;
    case 'reveal':
      if (typeof part !== 'string') return undefined;
      return { type, part, ...(typeof service === 'string' ? { service } : {}) };
    case 'problem':
    case 'set':
      return isCount(index) ? { type, index } : undefined;
    case 'choice':
      return { type, choice: readChoice(choice) };
    case 'copy':
      return typeof text === 'string' ? { type, text } : undefined;
    default:
      return undefined;
  }
}

/** What VS Code kept of a page; undefined when it is nothing that a page of ours has written. */
export function readSavedPreview(given: unknown): SavedPreview | undefined {
  const { source, choice } = fieldsOf(given);
  return typeof source === 'string' && source !== '' ? { source, choice: readChoice(choice) } : undefined;
}

/** What a reader chose; anything that is no choice is left out. */
function readChoice(given: unknown): PageChoice {
  const { scenario, to, image, show } = fieldsOf(given);
  const known = scenarioIds.find((id) => id === scenario);
  return {
    ...(known === undefined ? {} : { scenario: known }),
    ...(isCount(to) ? { to } : {}),
    ...(typeof image === 'string' && image !== '' ? { image } : {}),
    ...(show === 'few' || show === 'all' ? { show } : {}),
  };
}

/** A random text of letters and digits, which names the scripts and styles that may run. */
export function makeNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => byte.toString(36).padStart(2, '0')).join('');
}

/** A page with one sentence, for when there is no picture. */
export function emptyPage(sentence: string): string {
  const text = sentence.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;' })[sign] ?? '&gt;');
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>Preview</title></head><body><p>${text}</p></body></html>`;
}

function isCount(given: unknown): given is number {
  return typeof given === 'number' && Number.isSafeInteger(given) && given >= 0;
}

function fieldsOf(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
}
