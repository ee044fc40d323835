import type { OpenFile } from '../../analysis/snapshot.ts';
import { Cancelled } from '../../base/cancellation.ts';
import { limits } from '../../base/limits.ts';
import { type Fold, folds } from '../../features/folding.ts';
import { selectionRanges } from '../../features/selectionRanges.ts';
import type { GenericYaml } from '../../generic/types.ts';
import type { TextEdit as OffsetEdit, SourceText } from '../../text/sourceText.ts';
import { lineStartOf } from '../../text/textLines.ts';
import { haveSameTexts } from '../../yaml/sameTexts.ts';
import { YamlStream } from '../../yaml/stream.ts';
import { NodeKind } from '../../yaml/tree.ts';
import {
  type CancellationToken,
  type FoldingRange,
  FoldingRangeKind,
  LSPErrorCodes,
  ResponseError,
  type SelectionRange,
  type TextEdit,
} from '../languageServer.ts';
import type { Positions } from '../positions.ts';
import type { Session } from '../session.ts';
import { answer, type Target } from './request.ts';

/** Folding, selection and formatting: what is the same for any YAML file. */
export function registerGeneric(session: Session): void {
  const { connection, client, configuration } = session;
  connection.onFoldingRanges(
    answer(session, 'folding', ({ file, snapshot }, _params, token): FoldingRange[] | null => {
      if (!configuration.isGenericYamlWanted) return null;
      return folds(snapshot, file.uri, token).slice(0, client.mostFolds).map(toFoldingRange);
    }),
  );
  connection.onSelectionRanges(
    answer(session, 'selection ranges', ({ file, snapshot, positions }, params): SelectionRange[] | null => {
      if (!configuration.isGenericYamlWanted) return null;
      return params.positions.map((position) =>
        nest(selectionRanges(snapshot, file.uri, positions.toOffset(position)), positions),
      );
    }),
  );
  connection.onDocumentFormatting(
    answer(session, 'formatting', (target, { options }, token) =>
      edit(session, { target, token }, async (generic, text) => {
        if (text.length > limits.formattedCharacters) throw new ResponseError(LSPErrorCodes.RequestFailed, tooLong);
        const edits = await generic.format(text, options);
        return edits.length === 0 || saysTheSame(target.file, target.file.text.edit(edits)) ? edits : [];
      }),
    ),
  );
  connection.onDocumentOnTypeFormatting(
    answer(session, 'indentation', (target, { position, options }, token) =>
      edit(session, { target, token }, (generic, text) => {
        const offset = target.positions.toOffset(position);
        return isBelowText(target.file, offset) ? [] : generic.indent(text, offset, options);
      }),
    ),
  );
}

function toFoldingRange({ startLine, endLine, isComment }: Fold): FoldingRange {
  return { startLine, endLine, ...(isComment ? { kind: FoldingRangeKind.Comment } : {}) };
}

function nest(ranges: readonly { start: number; end: number }[], positions: Positions): SelectionRange {
  let outer: SelectionRange | undefined;
  for (const range of ranges.toReversed()) {
    outer = { range: positions.toRange(range), ...(outer ? { parent: outer } : {}) };
  }
  return outer ?? { range: positions.toRange({ start: 0, end: 0 }) };
}

const tooLong = `Files of more than ${limits.formattedCharacters / 1000},000 characters take too long to be formatted`;

/** The formatter reads some block texts otherwise than YAML does (`|2`): what would say something else is left alone. */
function saysTheSame({ stream }: OpenFile, formatted: SourceText): boolean {
  return haveSameTexts(stream, YamlStream.parse(formatted));
}

/**
 * Whether the line above a place is a comment, or goes on with a text that began before it: a dash or a colon there says
 * nothing about YAML.
 */
function isBelowText({ stream }: OpenFile, offset: number): boolean {
  const { start, document } = stream.documentAt(offset);
  const { text, tree } = document;
  const line = lineStartOf(text, offset - start);
  if (offset < start || line === 0) return false;
  const above = lineStartOf(text, line - 1);
  if (text.slice(above, line).trimStart().startsWith('#')) return true;
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) === NodeKind.scalar && tree.start(node) < above && above < tree.end(node)) return true;
  }
  return false;
}

/** Languages that have a form of their own, which YAML's formatter would break. */
const otherLanguages: readonly string[] = ['json', 'jsonc', 'helm', 'gotmpl'];

async function edit(
  { configuration, documents }: Session,
  { target: { file, positions }, token }: { target: Target; token: CancellationToken },
  work: (generic: GenericYaml, text: string) => readonly OffsetEdit[] | Promise<readonly OffsetEdit[]>,
): Promise<TextEdit[] | null> {
  if (!configuration.isGenericYamlWanted || otherLanguages.includes(documents.languageOf(file.uri))) return null;
  // A template is not YAML yet: what looks like a mapping in it may be a placeholder.
  for (const { document } of file.stream) if (document.isTemplate || document.unread) return null;
  if (file.uri.endsWith('.json')) return null;
  const { genericYaml } = await import('../../generic/index.ts');
  const edits = await work(genericYaml, file.text.text);
  if (token.isCancellationRequested || documents.get(file.uri) !== file) throw new Cancelled();
  return edits.map(({ newText, ...range }) => ({ range: positions.toRange(range), newText }));
}
