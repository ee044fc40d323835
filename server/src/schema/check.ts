import { limits } from '../base/limits.ts';
import type { Range } from '../base/range.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import { lineEndOf } from '../text/textLines.ts';
import type { NodeSet } from '../yaml/nodeSet.ts';
import { annotatedProblems, annotatedSpec } from './annotatedAutoscaler.ts';
import { tablesFor } from './compile.ts';
import { CheckContext } from './context.ts';
import { expandAliases } from './expand.ts';
import { checkIdentity } from './identity.ts';
import { isOurs, rootType } from './lookup.ts';
import type { SchemaOptions } from './options.ts';
import { withRepeatsRemoved } from './repeats.ts';
import { joinPath } from './report.ts';
import { meantFields } from './unknownField.ts';
import { walkObject } from './walk.ts';
import type { WalkNotes } from './walkNotes.ts';

/**
 * Everything that Kubernetes says of one object by itself: kubectl, the API server's decoder and validation, and the
 * creation of the Pods and claims that the controller makes of it. Where the text cannot be read into the object, what
 * validation would say of the same field, or of what is missing beside it, is left out: it would be follow-up damage.
 */
export function checkSchema(manifest: Manifest, options: SchemaOptions): Problem[] {
  const { document, view } = manifest;
  if (!isOurs(manifest)) return [];
  const expanded = expandAliases(document.tree, view.node);
  if (!expanded) {
    const message = `Aliases make more than ${limits.expandedNodes} values of this object, so it is not checked; write fewer`;
    const range = { start: view.range.start, end: firstLineEnd(document.text, view.range) };
    return [{ rule: 'document-not-read', severity: 'warning', message, range, field: '' }];
  }
  const cx = new CheckContext(expanded, { ...options, isTemplate: document.isTemplate });
  const type = rootType(manifest.apiVersion, manifest.kind);
  if (type) walkObject(cx, cx.root, tablesFor(options.minor).object(type));
  else checkIdentity(cx, manifest);
  options.notes?.finish(cx);
  if (!document.isTemplate)
    cx.validation.push(
      ...annotatedProblems(manifest, (inner) => checkSchema(inner, { minor: options.minor, isPatch: false })),
    );
  const unknown = [
    ...expanded.unknown.map((node) => cx.pathOf(node)),
    ...expanded.incomplete.map((node) => joinPath(cx.pathOf(node), '<<')),
  ];
  const found = cx.decoding.length + unknown.length === 0 ? cx.validation : withoutDamage(cx, unknown);
  return [...cx.decoding, ...withRepeatsRemoved(cx, found)];
}

/**
 * Whether it is certain that `checkSchema` finds nothing in an object, by the notes of one in which it found nothing: other
 * values alone, `differing`, may tell the two apart, and none that says of which kind they are.
 */
export function isSurelyWell(
  manifest: Manifest,
  options: SchemaOptions,
  { notes, differing }: { notes: WalkNotes; differing: NodeSet },
): boolean {
  const { document, view } = manifest;
  const expanded = expandAliases(document.tree, view.node);
  if (!expanded?.isAsWritten || annotatedSpec(manifest) !== undefined) return false;
  const cx = new CheckContext(expanded, { ...options, isTemplate: document.isTemplate });
  return notes.areSameFor(cx, differing);
}

function firstLineEnd(text: string, { start, end }: Range): number {
  return Math.min(lineEndOf(text, start), end);
}

/**
 * The problems that are no follow-up damage of something that could not be read, or stands in the wrong place.
 * `unknown`: the fields whose aliases stand for nothing, which the text's own problems tell.
 */
function withoutDamage(cx: CheckContext, unknown: readonly string[]): Problem[] {
  const unreadable = new Set([...cx.decoding.map(({ field }) => field), ...unknown]);
  const parents = new Set(Array.from(unreadable, parentOf));
  const meant = meantFields(cx);
  const damaged = rulesThatRead(unreadable);
  const texts = meant.filter(({ field }) => volumeNames.test(field)).map(({ text }) => text);
  for (const rule of rulesThatRead(meant.map(({ field }) => field)))
    if (readsFrom[rule] !== volumeNames) damaged.add(rule);
  for (const { field } of meant) unreadable.add(field);
  const lengths = new Set(Array.from(unreadable, ({ length }) => length));
  return cx.validation.filter(({ rule, field, range }) => {
    // A volume of that name may be what was misspelt or misplaced.
    if (readsFrom[rule] === volumeNames) {
      const name = cx.tree.text.slice(range.start, range.end).replace(/^["']|["']$/g, '');
      if (texts.some((text) => text.includes(name))) return false;
    }
    // What a claim asks for is told without the word
    const place = field.replace('.resources[', '.resources.requests[').replace('[storage]', '.storage');
    if (damaged.has(rule) || isWithinOne(field, unreadable, lengths) || isWithinOne(place, unreadable, lengths)) {
      return false;
    }
    if (rule === 'selector-empty') return !parents.has(field);
    // Its misspelt neighbour, or what is in it under another name, may be what is missing.
    return !(rule.endsWith('-missing') && (parents.has(parentOf(field)) || parents.has(field)));
  });
}

const volumeNames = /^spec\.(?:template\.spec\.volumes|volumeClaimTemplates)(?:\[\d+\](?:\.metadata)?(?:\.name)?)?$/;

/** Findings about other parts of the object: they go away where what they compare with could not be read. */
const readsFrom: Readonly<Record<string, RegExp>> = {
  'selector-template-mismatch': /^spec\.(?:selector\b|template(?:\.metadata\b|$))/,
  'volume-mount-undefined': volumeNames,
  'volume-device-undefined': volumeNames,
};

function rulesThatRead(fields: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const field of fields) {
    for (const [rule, reads] of Object.entries(readsFrom)) if (reads.test(field)) found.add(rule);
  }
  return found;
}

/** Whether a field is one of `parts`, which have these `lengths`, or lies in one. */
function isWithinOne(field: string, parts: ReadonlySet<string>, lengths: ReadonlySet<number>): boolean {
  for (const length of lengths) {
    const isEnd = length === field.length || field[length] === '.' || field[length] === '[';
    if (isEnd && parts.has(field.slice(0, length))) return true;
  }
  return false;
}

function parentOf(field: string): string {
  return field.replace(/(?:^|\.)[^.]*$/, '');
}
