import type { OpenFile } from '../../analysis/snapshot.ts';
import { Cancelled } from '../../base/cancellation.ts';
import { limits } from '../../base/limits.ts';
import { type Fold, folds } from '../../features/folding.ts';
import { indentNewLine } from '../../features/indentation.ts';
import { selectionRanges } from '../../features/selectionRanges.ts';
import type { FormatOptions } from '../../generic/types.ts';
import type { TextEdit as OffsetEdit, SourceText } from '../../text/sourceText.ts';
import { haveSameTexts } from '../../yaml/sameTexts.ts';
import { YamlStream } from '../../yaml/stream.ts';
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
    answer(session, 'formatting', (target, { options }, token) => format(session, { target, token }, options)),
  );
  connection.onDocumentOnTypeFormatting(
    answer(session, 'indentation', ({ file, positions }, { position, ch, options }): TextEdit[] | null => {
      if (!isFormatted(session, file)) return null;
      const edits = ch === '\n' ? indentNewLine(file, positions.toOffset(position), options) : [];
      return toEdits(edits, positions);
    }),
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

/** Languages that have a form of their own, which YAML's formatter would break. */
const otherLanguages: readonly string[] = ['json', 'jsonc', 'helm', 'gotmpl'];

/** Whether the file is formatted: it is YAML, and no template, in which what looks like a mapping may be a placeholder. */
function isFormatted({ configuration, documents }: Session, { uri, stream }: OpenFile): boolean {
  if (!configuration.isGenericYamlWanted || otherLanguages.includes(documents.languageOf(uri))) return false;
  for (const { document } of stream) if (document.isTemplate || document.unread) return false;
  return !uri.endsWith('.json');
}

async function format(
  session: Session,
  { target: { file, positions }, token }: { target: Target; token: CancellationToken },
  options: FormatOptions,
): Promise<TextEdit[] | null> {
  if (!isFormatted(session, file)) return null;
  const { genericYaml } = await import('../../generic/index.ts');
  const { text } = file;
  if (text.length > limits.formattedCharacters) throw new ResponseError(LSPErrorCodes.RequestFailed, tooLong);
  const edits = await genericYaml.format(text.text, options);
  if (token.isCancellationRequested || session.documents.get(file.uri) !== file) throw new Cancelled();
  return toEdits(edits.length === 0 || saysTheSame(file, text.edit(edits)) ? edits : [], positions);
}

function toEdits(edits: readonly OffsetEdit[], positions: Positions): TextEdit[] {
  return edits.map(({ newText, ...range }) => ({ range: positions.toRange(range), newText }));
}
