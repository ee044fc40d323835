import type { FieldView } from '../../manifest/fieldView.ts';
import { lineStartOf } from '../../text/textLines.ts';
import { NodeStyle } from '../../yaml/tree.ts';
import type { Step } from './cursor/frames.ts';
import { referenceAround } from './reference.ts';
import { mappingAt, objectPlace, type Request } from './request.ts';
import type { Slot } from './slots.ts';

/**
 * The place of a word in a block of text (`|`, `>`), as scripts and configuration files are written; undefined outside
 * of one, and where nothing is typed that a name could follow: what comes unasked is accepted by the next Enter.
 */
export function blockTextSlot(request: Request): Slot | undefined {
  const { text, offset } = request;
  const lineStart = lineStartOf(text, offset);
  let start = offset;
  while (start > lineStart && isInWord(text[start - 1]!)) start--;
  if (start === offset && !isOpening(text.slice(lineStart, offset))) return undefined;
  const path = pathToBlock(request);
  if (!path) return undefined;
  let end = offset;
  while (end < text.length && isInWord(text[end]!)) end++;
  const word = referenceAround(request, { start, end }, lineStart) ?? { start, end };
  const object = objectPlace(request, path);
  return {
    role: 'value',
    spot: {
      replace: word,
      typed: text.slice(word.start, offset),
      quote: '',
      isFlow: false,
      isInText: true,
      before: '',
      behind: '',
      lineIndent: '',
    },
    path,
    object,
    schema: object?.schema,
    column: 0,
    open: '',
    close: '',
    has: 'nothing',
    keys: [],
    isNewItem: false,
  };
}

/** Whether a name may follow at once: `host=`, `user@`, `http://`, a quote, the next of a list. */
function isOpening(before: string): boolean {
  return before.endsWith('//') || '=@,"\''.includes(before.at(-1) ?? ' ');
}

function isInWord(character: string): boolean {
  return /[a-zA-Z0-9._-]/.test(character);
}

/** Steps from the document's root to the block of text around the cursor, which is not its header. */
function pathToBlock(request: Request): readonly Step[] | undefined {
  const path: Step[] = [];
  let view = mappingAt(request, []);
  while (view && !view.isScalar()) {
    const next: FieldView | undefined = childAt(view, request.offset);
    if (next) path.push(next.step);
    view = next;
  }
  if (!view) return undefined;
  const { tree, node } = view;
  const style = tree.style(node);
  if (style !== NodeStyle.literal && style !== NodeStyle.folded) return undefined;
  return lineStartOf(request.text, request.offset) > tree.start(node) ? path : undefined;
}

function childAt(view: FieldView, offset: number): FieldView | undefined {
  const children = view.isSequence() ? view.items() : view.entries().map(({ value }) => value);
  return children.find(({ range }) => range.start <= offset && offset <= range.end);
}
