import type { Snapshot } from '../../analysis/snapshot.ts';
import type { Range } from '../../base/range.ts';
import { FieldView } from '../../manifest/fieldView.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { type FieldInfo, rootType, type TypeInfo, typeOf, type ValueInfo, valueBelow } from '../../schema/lookup.ts';
import { mappingEntries } from '../../yaml/scalars.ts';
import { NO_NODE } from '../../yaml/tree.ts';

/** A field or list item under the cursor, with what the schema says of it. */
export interface HoverPlace {
  readonly snapshot: Snapshot;
  /** Of the file. */
  readonly uri: string;
  readonly manifest: Manifest;
  readonly view: FieldView;
  /** Of the cursor, from the document's start. */
  readonly offset: number;
  /** Whether the cursor is on the field's key; otherwise it is on its value. */
  readonly isKey: boolean;
  /** The key or value under the cursor, from the document's start. */
  readonly range: Range;
  /** The type that owns the field; undefined for items of lists and entries of maps. */
  readonly owner: TypeInfo | undefined;
  /** Of an item of a list or an entry of a map: the type that owns the field with the list or map. */
  readonly listOwner: TypeInfo | undefined;
  /** What the schema says of the value; undefined where the schema does not reach. */
  readonly value: ValueInfo | FieldInfo | undefined;
}

/** The innermost field at an offset of the manifest's document; undefined between fields and where no schema reaches. */
export function hoverPlace(
  { snapshot, uri, manifest }: Pick<HoverPlace, 'snapshot' | 'uri' | 'manifest'>,
  offset: number,
): HoverPlace | undefined {
  const type = rootType(manifest.apiVersion, manifest.kind);
  if (!type) return undefined;
  let view = manifest.view;
  let owner: TypeInfo | undefined;
  let listOwner: TypeInfo | undefined;
  let value: ValueInfo | undefined = { ref: type.name };
  for (;;) {
    const step = stepInto(view, offset);
    if (!step) break;
    const before: ValueInfo | undefined = value;
    listOwner = before?.items || before?.values ? owner : undefined;
    owner = before && typeOf(before);
    value = before && valueBelow(before, step.view.step);
    view = step.view;
    if (step.isKey)
      return { snapshot, uri, manifest, view, offset, isKey: true, range: view.keyRange, owner, listOwner, value };
  }
  if (view === manifest.view || !view.isScalar()) return undefined;
  // Where nothing is written yet the range is that of the key: it goes on to the cursor.
  const range = { start: view.range.start, end: Math.max(view.range.end, offset) };
  return { snapshot, uri, manifest, view, offset, isKey: false, range, owner, listOwner, value };
}

/** The child of a view whose key or value holds the offset; undefined where none does. */
export function stepInto(view: FieldView, offset: number): { view: FieldView; isKey: boolean } | undefined {
  const { tree } = view;
  const holds = (node: number) => tree.start(node) <= offset && offset <= tree.end(node);
  if (view.isSequence()) {
    const item = view.items().find(({ written }) => holds(written));
    return item && { view: item, isKey: false };
  }
  if (!view.isMapping()) return undefined;
  for (const [key, value, name] of mappingEntries(tree, view.node)) {
    const child = () => new FieldView(tree, value, { key, parent: view, step: name });
    if (key !== NO_NODE && holds(key)) return { view: child(), isKey: true };
    if (holds(value)) return { view: child(), isKey: false };
  }
  return undefined;
}
