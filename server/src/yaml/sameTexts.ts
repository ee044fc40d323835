import type { YamlStream } from './stream.ts';
import { NodeKind, NodeStyle } from './tree.ts';

/** Whether two texts hold the same scalars in the same order; documents that say nothing do not count. */
export function haveSameTexts(one: YamlStream, other: YamlStream): boolean {
  const texts = textsOf(one);
  const others = textsOf(other);
  return texts.length === others.length && texts.every((text, at) => text === others[at]);
}

function textsOf({ documents }: YamlStream): readonly string[] {
  const texts: string[] = [];
  for (const { tree } of documents) {
    for (let node = 0; node < tree.size; node++) {
      if (tree.kind(node) !== NodeKind.scalar || tree.style(node) === NodeStyle.empty) continue;
      texts.push(tree.scalarText(node));
    }
  }
  return texts;
}
