import type { SourceText } from '../text/sourceText.ts';
import type { LikeDocuments } from '../yaml/likeDocuments.ts';
import { YamlStream } from '../yaml/stream.ts';

/** Texts are remembered until they come to so many characters; then those that were not met since are forgotten. */
const rememberedCharacters = 8_000_000;

/**
 * What was read last, by its text: a folder for each environment is a copy of another one, but for some files. Of a text
 * that comes again its documents are the same ones, so that all is known that was worked out of them.
 */
export class SameTexts {
  private young = new Map<string, YamlStream>();
  private old = new Map<string, YamlStream>();
  private characters = 0;
  private readonly like: LikeDocuments;

  /** `like`: documents that were read before. */
  constructor(like: LikeDocuments) {
    this.like = like;
  }

  /** The documents of a text. */
  read(source: SourceText): YamlStream {
    const { text } = source;
    const known = this.young.get(text);
    if (known) return known;
    const stream = this.old.get(text) ?? YamlStream.parse(source, this.like);
    this.keep(text, stream);
    return stream;
  }

  private keep(text: string, stream: YamlStream): void {
    if (this.characters > rememberedCharacters) {
      this.old = this.young;
      this.young = new Map();
      this.characters = 0;
    }
    this.characters += text.length;
    this.young.set(text, stream);
  }
}
