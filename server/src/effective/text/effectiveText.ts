import type { Manifest } from '../../manifest/manifest.ts';
import type { Minor } from '../../schema/minor.ts';
import { isBlankAt, isBreak, nextLineOf } from '../../text/textLines.ts';
import { NodeStyle, type YamlDocument } from '../../yaml/tree.ts';
import { effectiveObject } from '../effectiveObject.ts';
import { ManifestWriter } from './manifestWriter.ts';

/**
 * A manifest as it will be stored, in the author's own text, order and style: what the server adds stands at the end of
 * each mapping with a comment, rewritten values say what was written, and what is dropped is commented out. Aliases and
 * merge keys are written out. An item of a `List` becomes a document of its own. Undefined where the manifest cannot be
 * read or its kind is not known.
 */
export function effectiveText(document: YamlDocument, manifest: Manifest, minor: Minor): string | undefined {
  const effective = effectiveObject(manifest, { minor });
  if (!effective?.isReadable) return undefined;
  const { tree } = document;
  const { node } = manifest.view;
  const writer = new ManifestWriter(tree, effective);
  const edits = writer.write(node);
  if (node === tree.root) return withLineEnd(edits.result(0, document.text.length).replace(/^\ufeff/, ''));
  const start = tree.start(node);
  const isFlow = tree.style(node) === NodeStyle.flow;
  const end = isFlow ? tree.end(node) : edits.endOfLine(writer.endOf(node));
  return withLineEnd(outdent(edits.result(start, end), edits.columnOf(start)));
}

/** The text without as many blanks at the beginning of each line but the first. */
function outdent(text: string, width: number): string {
  let result = text.slice(0, nextLineOf(text, 0));
  for (let at = result.length; at < text.length; at = nextLineOf(text, at)) {
    const next = nextLineOf(text, at);
    let start = at;
    while (start < at + width && isBlankAt(text, start)) start++;
    result += text.slice(start, next);
  }
  return result;
}

function withLineEnd(text: string): string {
  return isBreak(text.charCodeAt(text.length - 1)) ? text : `${text}\n`;
}
