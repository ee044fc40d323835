import { shownMessage } from '../../base/visible.ts';
import type { CompletionKind, CompletionItem as Offer } from '../../features/types.ts';
import type { ClientFeatures } from '../clientFeatures.ts';
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from '../languageServer.ts';
import { lazy } from '../lazy.ts';
import { plainText } from '../plainText.ts';
import type { Positions } from '../positions.ts';
import type { Session } from '../session.ts';
import { withoutStops } from '../snippets.ts';
import { toTextEdits } from '../toLsp.ts';
import { answer } from './request.ts';

/** What comes back with an item when the client asks for its documentation. */
interface ItemData {
  readonly list: number;
  readonly at: number;
}

/** Completion brings along words for every field, which diagnostics do without. */
export const completion = lazy(async () => (await import('../../features/completion/completion.ts')).complete);

/** `textDocument/completion` and `completionItem/resolve`. */
export function registerCompletion(session: Session): void {
  const { connection, client, dispatcher } = session;
  // The list that the client shows: documentation is made when an item of it is looked at.
  let last: { id: number; items: readonly Offer[] } = { id: 0, items: [] };
  connection.onCompletion(
    answer(session, 'completion', ({ file, snapshot, positions }, { position }, token) =>
      completion.use((complete): CompletionList => {
        const { items, isIncomplete } = complete(snapshot, file.uri, positions.toOffset(position), token);
        last = { id: last.id + 1, items };
        const list = last.id;
        return { isIncomplete, items: items.map((offer, at) => toItem(offer, { list, at }, { client, positions })) };
      }),
    ),
  );
  connection.onCompletionResolve((item, token) =>
    dispatcher.run({ name: 'completion item', token, fallback: item, work: () => resolve(item, last, client) }),
  );
}

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  reference: CompletionItemKind.Reference,
  class: CompletionItemKind.Class,
  snippet: CompletionItemKind.Snippet,
  unit: CompletionItemKind.Unit,
  text: CompletionItemKind.Text,
};

function toItem(
  offer: Offer,
  data: ItemData,
  { client, positions }: { client: ClientFeatures; positions: Positions },
): CompletionItem {
  const isSnippet = offer.isSnippet && client.hasSnippets;
  const text = offer.isSnippet && !isSnippet ? withoutStops(offer.insertText) : offer.insertText;
  const mode = insertTextMode(client, isSnippet);
  const newText = mode.isIndentedByClient ? withoutIndent(text, offer.lineIndent) : text;
  const command = offer.asksAgain ? client.options.suggestCommand : undefined;
  return {
    label: shownMessage(offer.label),
    kind: kinds[offer.kind],
    sortText: offer.sortText,
    filterText: offer.filterText,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: positions.toRange(offer.replace), newText },
    ...detailOf(offer, client),
    ...(offer.isPreselected ? { preselect: true } : {}),
    ...(mode.said === undefined ? {} : { insertTextMode: mode.said }),
    ...(offer.isDeprecated ? deprecation(client) : {}),
    ...(offer.additionalEdits ? { additionalTextEdits: toTextEdits(offer.additionalEdits, positions) } : {}),
    ...(command === undefined ? {} : { command: { title: 'Show values', command } }),
    ...(offer.documentation ? { data } : {}),
  };
}

function detailOf(offer: Offer, client: ClientFeatures): Pick<CompletionItem, 'detail' | 'labelDetails'> {
  if (offer.detail === undefined) return {};
  const detail = shownMessage(offer.detail);
  return client.hasCompletionLabelDetails ? { detail, labelDetails: { description: detail } } : { detail };
}

/**
 * Whether the client indents inserted lines itself. One that does not say how it treats them does so with snippets, as
 * the engines that expand them do, and inserts other texts as they are.
 */
function insertTextMode(
  { insertTextModes }: ClientFeatures,
  isSnippet: boolean,
): { said?: InsertTextMode; isIndentedByClient: boolean } {
  if (insertTextModes.includes(InsertTextMode.asIs)) return { said: InsertTextMode.asIs, isIndentedByClient: false };
  if (insertTextModes.includes(InsertTextMode.adjustIndentation)) {
    return { said: InsertTextMode.adjustIndentation, isIndentedByClient: true };
  }
  return { isIndentedByClient: isSnippet };
}

function withoutIndent(text: string, indent: string): string {
  return indent === '' ? text : text.replaceAll(`\n${indent}`, '\n');
}

function deprecation({ hasCompletionTags }: ClientFeatures): Pick<CompletionItem, 'tags' | 'deprecated'> {
  return hasCompletionTags ? { tags: [CompletionItemTag.Deprecated] } : { deprecated: true };
}

function resolve(
  item: CompletionItem,
  last: { readonly id: number; readonly items: readonly Offer[] },
  client: ClientFeatures,
): CompletionItem {
  const data = item.data as Partial<ItemData> | undefined;
  // An item of a list that is not shown any more stays as it is.
  const offer = data?.list === last.id && data.at !== undefined ? last.items[data.at] : undefined;
  const markdown = offer && shownMessage(offer.label) === item.label ? offer.documentation?.() : undefined;
  if (markdown === undefined) return item;
  const documentation = client.hasMarkdownDocumentation
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainText(markdown) };
  return { ...item, documentation };
}
