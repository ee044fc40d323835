import type { YamlStream } from './stream.ts';
import { NodeKind, NodeStyle } from './tree.ts';

/**
 * Whether two texts hold the same scalars in the same order, and the same behind the end marks of documents, where nobody
 * reads on; documents that say nothing do not count.
 */
export function haveSameTexts(one: YamlStream, other: YamlStream): boolean {
  const texts = textsOf(one);
  const others = textsOf(other);
  return texts.length === others.length && texts.every((text, at) => text === others[at]);
}

function textsOf({ documents }: YamlStream): readonly string[] {
  const texts: string[] = [];
  for (const { text, tree } of documents) {
    for (let node = 0; node < tree.size; node++) {
      if (tree.kind(node) !== NodeKind.scalar || tree.style(node) === NodeStyle.empty) continue;
      texts.push(tree.scalarText(node));
    }
    const unread = behindEnd.exec(text)?.[0].replaceAll(/\s/g, '') ?? '';
    if (unread !== '' && unread !== '...') texts.push(unread);
  }
  return texts;
}

/** From the end mark of a document on. */
const behindEnd = /^\.\.\.(?=\s|$)[\s\S]*/m;
