import assert from 'node:assert/strict';
import { type EffectiveObject, effectiveObject } from '../../server/src/effective/effectiveObject.ts';
import type { StoreOptions } from '../../server/src/effective/gates.ts';
import { effectiveText } from '../../server/src/effective/text/effectiveText.ts';
import { type Manifest, manifestsOf } from '../../server/src/manifest/manifest.ts';
import type { Minor } from '../../server/src/schema/minor.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';

/** The first object of a text. */
export function manifestOf(yaml: string): Manifest {
  const manifest = manifestsOf(parseDocument(yaml))[0];
  assert.ok(manifest, 'the text holds an object');
  return manifest;
}

/** What is stored of the first object of a text, which must be readable. */
export function stored(yaml: string, minor: Minor = '1.37', gates: StoreOptions['gates'] = {}): EffectiveObject {
  const effective = effectiveObject(manifestOf(yaml), { minor, gates });
  assert.ok(effective?.isReadable, JSON.stringify(effective));
  return effective;
}

/** What is added to the first object of a text. */
export function added(yaml: string, minor: Minor = '1.37', gates: StoreOptions['gates'] = {}): object {
  return stored(yaml, minor, gates).added;
}

/** The text of an object of a document as it will be stored, held against itself: reading it again adds nothing. */
export function textOf(yaml: string, minor: Minor = '1.37', index = 0): string {
  const document = parseDocument(yaml);
  const manifest = manifestsOf(document)[index];
  assert.ok(manifest, 'the text holds an object');
  const before = effectiveObject(manifest, { minor });
  const text = effectiveText(document, manifest, minor);
  assert.ok(before?.isReadable && text !== undefined);
  const after = stored(text, minor);
  assert.deepEqual(after.added, {}, text);
  assert.deepEqual([...after.dropped], [], text);
  assert.deepEqual(after.object, before.object, text);
  return text;
}
