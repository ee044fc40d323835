import type { Steps } from '../base/steps.ts';
import { canBeModel, likeDocument } from './likeDocument.ts';
import { parseInSteps } from './parse.ts';
import type { YamlDocument } from './tree.ts';

/** Longer documents hardly ever come in numbers. */
const mostCharacters = 200_000;
/** Of so many characters in all documents are kept to compare with; then all are forgotten. */
const mostKept = 4_000_000;
/** Of one number of lines so many are compared with, those that others were like before the rest. */
const mostModels = 32;

/**
 * Documents as they were read, for those that come after and are like them but for some values, as a chart, a script or a
 * copy makes them: these are not read again.
 */
export class LikeDocuments {
  /** By number of lines. */
  readonly #models = new Map<number, YamlDocument[]>();
  #kept = 0;

  /** The document of a text, as `parseInSteps` gives it; of a text that was read before it may be the same one. */
  *read(text: string): Steps<YamlDocument> {
    if (text.length > mostCharacters) return yield* parseInSteps(text);
    const lines = linesOf(text);
    const models = this.#models.get(lines) ?? [];
    for (const [at, model] of models.entries()) {
      const document = model.text === text ? model : canBeModel(model) ? likeDocument(model, text) : undefined;
      if (document === undefined) continue;
      if (at > 0) models.unshift(...models.splice(at, 1));
      return document;
    }
    const document = yield* parseInSteps(text);
    this.#add(document, lines);
    return document;
  }

  #add(document: YamlDocument, lines: number): void {
    if (this.#kept + document.text.length > mostKept) {
      this.#models.clear();
      this.#kept = 0;
    }
    this.#kept += document.text.length;
    const models = this.#models.get(lines);
    if (models === undefined) this.#models.set(lines, [document]);
    else {
      if (models.length === mostModels) models.pop();
      models.unshift(document);
    }
  }
}

function linesOf(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
