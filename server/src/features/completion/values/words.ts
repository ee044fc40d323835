import { capitalized } from '../../../base/capitalized.ts';
import { ValueKind } from '../../../schema/compile.ts';
import { isAtLeast, type Minor } from '../../../schema/minor.ts';
import { valueWords, wordsOf } from '../docs.ts';
import { type ValueOffer, valueOffer } from '../offers.ts';
import type { Request } from '../request.ts';
import type { SchemaPlace } from '../schemaPlace.ts';

/** The words that a place may hold: those that the API demands, or the ones that are usual. The default comes first, or what is better. */
export function* knownWords(request: Request, place: SchemaPlace): Generator<ValueOffer> {
  if (place.value.kind === ValueKind.boolean) {
    yield* booleans(place);
    return;
  }
  const words = wordsFor(request, place);
  const standard = defaultOf(place);
  const better = betterWords.get(place.id);
  if (better !== undefined && words.includes(better)) yield wordOffer(place, better);
  if (standard !== undefined && words.includes(standard)) yield wordOffer(place, standard, 'default');
  for (const word of words) if (word !== standard && word !== better && word !== '') yield wordOffer(place, word);
  if (emptyWords.has(place.id)) yield wordOffer(place, '', 'default');
}

/** Fields in which an empty text is a word, too: what holds without them. */
const emptyWords: ReadonlySet<string> = new Set([
  'core.v1.EmptyDirVolumeSource.medium',
  'core.v1.HostPathVolumeSource.type',
]);

/** Words that most people want who write the field at all, rather than the default. */
const betterWords: ReadonlyMap<string, string> = new Map([
  ['storage.v1.StorageClass.volumeBindingMode', 'WaitForFirstConsumer'],
]);

/** Whether there are such words. */
export function hasWords(place: SchemaPlace): boolean {
  if (place.value.kind === ValueKind.boolean || place.info.enum || place.value.words) return true;
  return isText(place) && wordsOf(place.id)?.values !== undefined;
}

/** What the API takes in this minor; else what its documentation lists; else the values that our words explain. */
function wordsFor({ minor }: Request, place: SchemaPlace): readonly string[] {
  if (place.value.words) return place.value.words;
  const listed = place.info.enum ?? (isText(place) ? Object.keys(wordsOf(place.id)?.values ?? {}) : []);
  const newer = newerWords[place.id];
  return newer ? listed.filter((word) => !newer[word] || isAtLeast(minor, newer[word])) : listed;
}

/** Words that came later than their field. */
const newerWords: Readonly<Record<string, Readonly<Record<string, Minor>>>> = {
  'core.v1.ContainerRestartRule.action': { RestartAllContainers: '1.35' },
};

function* booleans(place: SchemaPlace): Generator<ValueOffer> {
  const standard = booleanDefaults.get(wordsOf(place.id)?.default ?? '');
  for (const value of ['true', 'false']) yield valueOffer(value, value === standard ? { detail: 'default' } : {});
}

const booleanDefaults: ReadonlyMap<string, string> = new Map([
  ['yes', 'true'],
  ['no', 'false'],
  ['`true`', 'true'],
  ['`false`', 'false'],
]);

function wordOffer(place: SchemaPlace, word: string, detail?: string): ValueOffer {
  return valueOffer(word, {
    ...(detail === undefined ? {} : { detail }),
    documentation: () => capitalized(valueWords(place.id, word) ?? ''),
  });
}

/** The value that counts where the field is left out, if it is one word. */
function defaultOf(place: SchemaPlace): string | undefined {
  const { info } = place;
  if ('default' in info && typeof info.default === 'string') return info.default;
  return /^`([^`]+)`/.exec(wordsOf(place.id)?.default ?? '')?.[1];
}

function isText(place: SchemaPlace): boolean {
  return place.value.kind === ValueKind.string;
}
