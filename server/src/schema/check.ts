import { limits } from '../base/limits.ts';
import type { Range } from '../base/range.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import { tablesFor } from './compile.ts';
import { CheckContext } from './context.ts';
import { expandAliases } from './expand.ts';
import { checkIdentity } from './identity.ts';
import { isOurs, rootType } from './lookup.ts';
import type { Minor } from './minor.ts';
import { meantFields } from './unknownField.ts';
import { walkObject } from './walk.ts';

/** What a check depends on beside the object. */
export interface SchemaOptions {
  readonly minor: Minor;
  /** A partial manifest that something else completes: fields and types are checked, missing things are not. */
  readonly isPatch: boolean;
}

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
  return cx.decoding.length === 0 ? cx.validation : [...cx.decoding, ...withoutDamage(cx)];
}

function firstLineEnd(text: string, { start, end }: Range): number {
  const newline = text.indexOf('\n', start);
  return newline < 0 ? end : Math.min(newline, end);
}

/** The problems that are no follow-up damage of something that could not be read, or stands in the wrong place. */
function withoutDamage(cx: CheckContext): Problem[] {
  const unreadable = new Set(cx.decoding.map(({ field }) => field));
  const parents = new Set(Array.from(unreadable, parentOf));
  for (const field of meantFields(cx)) unreadable.add(field);
  const lengths = new Set(Array.from(unreadable, ({ length }) => length));
  const damaged = new Set<string>();
  for (const [rule, reads] of Object.entries(readsFrom)) {
    for (const field of unreadable) if (reads.test(field)) damaged.add(rule);
  }
  return cx.validation.filter(({ rule, field }) => {
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

/** Findings about other parts of the object: they go away where what they compare with could not be read. */
const readsFrom: Readonly<Record<string, RegExp>> = {
  'selector-template-mismatch': /^spec\.(?:selector\b|template(?:\.metadata\b|$))/,
  'volume-mount-undefined': volumeNames(),
  'volume-device-undefined': volumeNames(),
};

function volumeNames(): RegExp {
  return /^spec\.(?:template\.spec\.volumes|volumeClaimTemplates)(?:\[\d+\](?:\.metadata)?(?:\.name)?)?$/;
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
