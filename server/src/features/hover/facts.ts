import { capitalized } from '../../base/capitalized.ts';
import { defaultOf } from '../../effective/defaultOf.ts';
import type { ValueInfo } from '../../schema/lookup.ts';
import type { FieldWords } from '../texts.ts';
import type { Condition } from './conditions.ts';
import type { OwnNames } from './ownNames.ts';
import type { HoverPlace } from './place.ts';

const mutability: Readonly<Record<string, string>> = {
  yes: 'Can be changed at any time',
  no: 'Cannot be changed after creation',
  'with-restart': 'Can be changed; the Pods follow as `updateStrategy` says',
};

/** What a change of the template does to the Pods of a set, by what holds of it; the first that holds is said. */
const byStrategy: readonly (readonly [Condition, string])[] = [
  ['replacesAll', 'Can be changed; the Pods are replaced'],
  ['replacesSome', 'Can be changed; the Pods from the partition up are replaced'],
  ['replacesNone', 'Can be changed; the partition keeps the Pods as they are'],
  ['onDelete', 'Can be changed; a Pod takes it over when you delete it'],
  ['recreate', 'Can be changed; all Pods are deleted and made again'],
];

interface Known {
  readonly words: FieldWords | undefined;
  readonly names: OwnNames;
}

/** Default, what may change after creation, and the minors that know the field: short phrases. */
export function fieldFacts(place: HoverPlace, { words, names }: Known): string[] {
  const { value } = place;
  const found: string[] = [];
  const standard = words?.default ?? storedDefault(place) ?? schemaDefault(place);
  if (standard !== undefined) found.push(`Default: ${standard}`);
  const mutable = mutableHere(place, words);
  const change =
    mutable === 'with-restart' ? byStrategy.find(([condition]) => names.conditions.has(condition)) : undefined;
  if (mutable) found.push(change?.[1] ?? mutability[mutable] ?? capitalized(mutable));
  if (value && 'since' in value && value.since) found.push(`Since Kubernetes ${value.since}`);
  if (value && 'last' in value && value.last) found.push(`Last in Kubernetes ${value.last}`);
  return found;
}

/** What the API server writes where the field is left out. */
function storedDefault({ owner, view, snapshot }: HoverPlace): string | undefined {
  if (!owner || typeof view.step !== 'string') return undefined;
  const text = defaultOf(owner.name, view.step, snapshot.settings.kubernetesVersion);
  return text === undefined || text === '{}' ? undefined : inCode(text);
}

/** Only the value itself is code; words may follow it (`Always` for the tag latest). */
function inCode(text: string): string {
  const isValue = /^([\w.-]+|[{[].*[}\]])$/.test(text);
  if (isValue) return `\`${text}\``;
  const [, value, rest] = /^(\{[^}]*\}|[A-Z][A-Za-z]*|\d+%?|true|false)([ ;,].*)$/.exec(text) ?? [];
  return value === undefined ? text : `\`${value}\`${rest}`;
}

/** What may change: words speak of the type's own object; inside a StatefulSet the place decides. */
function mutableHere({ manifest, view }: HoverPlace, words: FieldWords | undefined): string | undefined {
  if (manifest.kind !== 'StatefulSet') return words?.mutable;
  if (view.path.startsWith('spec.volumeClaimTemplates')) return 'no';
  return view.path.startsWith('spec.template') ? 'with-restart' : words?.mutable;
}

/** What a value may be, in a word or two: `string`, `list of Container`, `map of strings`. */
export function typeLabel(value: ValueInfo | undefined): string {
  if (!value) return '';
  if (value.items) return `list of ${typeLabel(value.items)}`;
  if (value.values) return `map of ${typeLabel(value.values)}`;
  if (value.ref) return value.ref.slice(value.ref.lastIndexOf('.') + 1);
  return value.type ?? '';
}

/**
 * What the published schema says. Of a field that must be written that is the zero that Go fills in, which the server may
 * well refuse.
 */
function schemaDefault({ value, owner, view }: HoverPlace): string | undefined {
  if (!value || !('default' in value) || value.default === undefined) return undefined;
  if (owner?.required.includes(String(view.step))) return undefined;
  const text = typeof value.default === 'string' ? value.default : JSON.stringify(value.default);
  return text === '' || text === '{}' ? undefined : `\`${text}\``;
}
