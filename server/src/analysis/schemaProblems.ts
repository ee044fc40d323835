import { Memory } from '../base/memory.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import { checkSchema } from '../schema/check.ts';
import type { SchemaOptions } from '../schema/options.ts';
import type { Siblings } from './siblings.ts';

/** What the schema finds; known where another file has the same text, and for less where one was like it. */
export function schemaProblems(
  manifest: Manifest,
  options: SchemaOptions,
  siblings: Siblings | undefined,
): readonly Problem[] {
  if (options.parts) return checkSchema(manifest, options);
  const known = schemaMemory.get(manifest);
  if (known?.minor === options.minor && known.isPatch === options.isPatch) return known.problems;
  const { document, view } = manifest;
  const isAlone = !options.isPatch && view.node === document.tree.root;
  const member = isAlone ? siblings?.memberOf(document) : undefined;
  const problems = member?.family.schemaProblems(manifest, options, member.differing) ?? checkSchema(manifest, options);
  schemaMemory.set(manifest, { ...options, problems });
  return problems;
}

const schemaMemory = new Memory<Manifest, SchemaOptions & { readonly problems: readonly Problem[] }>();
