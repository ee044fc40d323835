import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { baseName } from '../../base/uri.ts';
import { code } from '../markdown.ts';
import type { HoverPlace } from './place.ts';
import { renderHover } from './render.ts';

/** More keys than this are not listed. */
const mostKeys = 12;

/** `key` of a ConfigMap or Secret: whether the object of the workspace has it, and which keys there are. Never values. */
export function configKeyHover(place: HoverPlace): string | undefined {
  const key = place.view.step === 'key' ? place.view.string() : undefined;
  const object = key === undefined || key.includes('{{') ? undefined : holderOf(place);
  const keys = object?.details.keys;
  if (key === undefined || !object || !keys) return undefined;
  const where = `${object.kind} ${code(object.name)} of ${code(baseName(object.uri))}`;
  const listed = keys.slice(0, mostKeys).map(code).join(', ') + (keys.length > mostKeys ? ', …' : '');
  return renderHover({
    title: key,
    note: 'key',
    answer: `${where} ${keys.includes(key) ? 'has' : 'does not have'} this key`,
    here: keys.length > 0 ? [`Its keys: ${listed}`] : ['It has no keys in the workspace'],
  });
}

/** The one object that is meant; undefined where there are several of that name, or where it is a template. */
function holderOf({ owner, view, manifest, snapshot }: HoverPlace): ObjectSummary | undefined {
  const item = view.parent;
  const isItem = owner?.name === 'core.v1.KeyToPath';
  // Above an item are the list and the source that it is of.
  const source = isItem ? item?.parent?.parent : item;
  const kind = kindsByOwner[owner?.name ?? ''] ?? (source && (/secret$/i.test(source.path) ? 'Secret' : 'ConfigMap'));
  if (!source || !kind || (!isItem && !kindsByOwner[owner?.name ?? ''])) return undefined;
  const name = source.field('secretName').string() ?? source.field('name').string();
  if (!name) return undefined;
  const [object, another] = snapshot.workspace.named(kind, name, manifest.namespace);
  return another || object?.isTemplate ? undefined : object;
}

const kindsByOwner: Readonly<Record<string, string>> = {
  'core.v1.ConfigMapKeySelector': 'ConfigMap',
  'core.v1.SecretKeySelector': 'Secret',
};
