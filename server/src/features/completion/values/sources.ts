import type { EntryOffer, ValueOffer } from '../offers.ts';
import type { SchemaPlace } from '../schemaPlace.ts';
import { claimSources } from './claims.ts';
import { configSources } from './configs.ts';
import type { KeyContext, KeySources, ValueContext, ValueSources } from './context.ts';
import { labelKeys, labelSources } from './labels.ts';
import { numberSources } from './numbers.ts';
import { objectKeys, objectSources, ownIdentity } from './objects.ts';
import { configMapTexts, peerSources } from './peers.ts';
import { portSources } from './ports.ts';
import { serviceSources } from './services.ts';
import { storageClassSources } from './storageClasses.ts';
import { storageObjectKeys, storageObjectSources } from './storageObjects.ts';
import { variableSources } from './variables.ts';
import { volumeSources } from './volumes.ts';
import { hasWords, knownWords } from './words.ts';

const sources: ValueSources = {
  ...claimSources,
  ...configSources,
  ...labelSources,
  ...numberSources,
  ...variableSources,
  ...objectSources,
  ...peerSources,
  ...portSources,
  ...serviceSources,
  ...storageClassSources,
  ...storageObjectSources,
  ...volumeSources,
};

const keySources: KeySources = { ...labelKeys, ...objectKeys, ...storageObjectKeys };

/** The values that fit a place: from the workspace and the facts where they decide, else the words that the API knows. */
export function* valuesFor(context: ValueContext): Generator<ValueOffer> {
  const identity = ownIdentity(context);
  if (identity) {
    yield* identity;
    return;
  }
  const source = sources[context.id];
  if (source) yield* source(context);
  else if (context.slot.schema) yield* knownWords(context.request, context.slot.schema);
  else yield* configMapTexts(context);
}

/** The keys that fit a map. */
export function keysFor(context: KeyContext): Iterable<EntryOffer> {
  return keySources[context.id]?.(context) ?? [];
}

/** Whether values can be offered for a field, or for the items of its list. */
export function hasValues(place: SchemaPlace): boolean {
  const { id, info } = place;
  if (info.items) return sources[`${id}[]`] !== undefined || info.items.enum !== undefined;
  return sources[id] !== undefined || hasWords(place);
}

/** The ids of the schema that the tables name, for a test that holds them against it. */
export function sourceIds(): readonly string[] {
  return [...Object.keys(sources), ...Object.keys(keySources)].filter((id) => !id.includes(':'));
}
