import type { Settings } from '../../server/src/analysis/settings.ts';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { complete } from '../../server/src/features/completion/completion.ts';
import type { CompletionItem } from '../../server/src/features/types.ts';
import { withoutStops } from '../../server/src/lsp/snippets.ts';
import { CURSOR, openAtCursor } from './cursor.ts';
import { applyEdits } from './edits.ts';

/** The items that are offered at the cursor of a fixture, in the order in which they are shown. */
export function itemsAt(fixture: string, settings: Partial<Settings> = {}): readonly CompletionItem[] {
  const { host, uri, offset } = openAtCursor(fixture, settings);
  const { items } = complete(host.snapshot(), uri, offset, neverCancelled);
  return items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

/** Their labels. */
export function labelsAt(fixture: string, settings: Partial<Settings> = {}): readonly string[] {
  return itemsAt(fixture, settings).map(({ label }) => label);
}

/** Label and detail, as `label | detail`. */
export function detailsAt(fixture: string, settings: Partial<Settings> = {}): readonly string[] {
  return itemsAt(fixture, settings).map(({ label, detail }) => (detail === undefined ? label : `${label} | ${detail}`));
}

/** The item of that label; throws when there is none. */
export function itemAt(fixture: string, label: string, settings: Partial<Settings> = {}): CompletionItem {
  const items = itemsAt(fixture, settings);
  const item = items.find((one) => one.label === label);
  if (!item) throw new Error(`no item "${label}" among ${items.map((one) => one.label).join(', ')}`);
  return item;
}

/** The file after the item of that label was accepted, with the cursor's mark at the last stop. */
export function accepted(fixture: string, label: string, settings: Partial<Settings> = {}): string {
  return applyItem(openAtCursor(fixture, settings).text, itemAt(fixture, label, settings));
}

/** A text after an item was accepted in it; placeholders stay as their defaults, `$0` becomes the cursor's mark. */
export function applyItem(text: string, item: CompletionItem): string {
  const insert = item.isSnippet ? withoutStops(item.insertText.replace(/\$0|\$\{0\}/, () => CURSOR)) : item.insertText;
  return applyEdits(text, [...(item.additionalEdits ?? []), { range: item.replace, newText: insert }]);
}
