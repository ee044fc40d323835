// What thousands of summaries have in common is in memory once.
import type { PlainFields } from '../manifest/plainFields.ts';
import { isSame } from './sameness.ts';

/** The same string for the same text: of kinds, versions and namespaces there are few, and each is written often. */
export function once<T extends string | undefined>(text: T): T {
  if (text === undefined) return text;
  const known = knownStrings.get(text);
  if (known !== undefined) return known as T;
  if (knownStrings.size >= mostKnownStrings) knownStrings.clear();
  knownStrings.set(text, text);
  return text;
}

const knownStrings = new Map<string, string>();

/** So many are kept: more are no names of kinds. */
const mostKnownStrings = 1000;

type Strings = Readonly<Record<string, string>>;

/** The labels that are written in a place; `known` itself where they are the same, as a workload writes them three times. */
export function onceForLabels(place: PlainFields, known: Strings | undefined): Strings {
  const labels = place.strings(known);
  return known !== undefined && isSame(labels, known) ? known : labels;
}

/** The same list for the same access mode: most claims have one. */
export function onceForModes(modes: readonly string[]): readonly string[] {
  return (modes.length === 1 && loneModes.get(modes[0]!)) || modes;
}

const loneModes: ReadonlyMap<string, readonly string[]> = new Map(
  ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'].map((mode) => [mode, [mode]]),
);
