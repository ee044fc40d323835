import { nearest } from '../../base/nearest.ts';
import { concept, topics } from '../../features/texts.ts';
import { ruleIds } from '../../service.ts';
import { fieldNamed, nearestField, nearFieldName } from './field.ts';

/** What a question was probably meant to be, as it is to be typed; undefined where nothing is near. */
export function meant(question: string): string | undefined {
  const asked = question.toLowerCase();
  const ids = topics();
  const aliases = ids.flatMap((id) => concept(id)!.aliases.map((name): Named => ({ name, id })));
  const ofTopics = byWord(ids.map((id) => ({ name: id, id })));
  const ofAll = byWord([...ids, ...ruleIds].map((id) => ({ name: id, id })).concat(aliases));
  const near = nearest(asked, ofAll.keys());
  return (
    ofTopics.get(asked) ??
    fieldNamed(question) ??
    ofAll.get(asked) ??
    nearest(asked, [...ids, ...aliases.map(({ name }) => name), ...ruleIds]) ??
    (near === undefined ? undefined : ofAll.get(near)) ??
    nearestField(question) ??
    nearFieldName(question) ??
    byLastStep(question)
  );
}

/** A path with a wrong way or kind still ends in the field that is meant. */
function byLastStep(question: string): string | undefined {
  const last = question.split('.').findLast((step) => step !== '');
  return last === undefined || last === question ? undefined : (fieldNamed(last) ?? nearFieldName(last));
}

interface Named {
  readonly name: string;
  /** Of the topic or rule that is called so. */
  readonly id: string;
}

/** By each word of the names the first that has it; little words are in everything and mean nothing. */
function byWord(names: readonly Named[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, id } of names) {
    for (const word of name.toLowerCase().split(/[\s-]+/)) if (word.length > 3 && !found.has(word)) found.set(word, id);
  }
  return found;
}
