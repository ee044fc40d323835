import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { groupBy } from '../../base/groupBy.ts';
import { memoize } from '../../base/memoize.ts';
import { normalizeUri } from '../../base/uri.ts';
import { groupOf } from '../../schema/apiVersions.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'object-written-twice',
  summary: 'one file holds the same object twice, and the later one overwrites the earlier',
  severity: 'warning',
  kinds: ['*'],
  *check(context) {
    const { manifest, workspace, place } = context;
    const { kind, name, namespace, apiVersion } = manifest;
    if (name === '') return;
    const named = workspace.named(kind, name, namespace);
    if (named.length < 2) return;
    const repeated = repeatedIn(named);
    const first =
      repeated && !manifest.isTemplate && repeated.get(identity({ uri: context.uri, namespace, apiVersion }));
    if (!first) return;
    const range = workspace.locate(first);
    // One mistake, one warning: the first one is well until it is written again.
    if (!range || range.start === place().start) return;
    yield {
      at: manifest.view.at('metadata', 'name'),
      message: `${kind} "${shortened(name)}" stands in this file already and is overwritten here; keep one`,
      related: [{ message: `${kind} "${name}" for the first time`, range, uri: first.uri }],
    };
  },
});

/**
 * Of objects of one kind and name, by `identity` those that are written several times, as they are written first; undefined
 * where no file holds two of them.
 */
const repeatedIn = memoize((named: readonly ObjectSummary[]): ReadonlyMap<string, ObjectSummary> | undefined => {
  const written = named.filter(({ isTemplate }) => !isTemplate);
  if (new Set(written.map(({ uri }) => normalizeUri(uri))).size === written.length) return undefined;
  const groups = [...groupBy(written, identity)].filter(([, { length }]) => length > 1);
  return new Map(groups.map(([key, [first]]) => [key, first!]));
});

/** One without a namespace may be applied to any, so that it is the same only as another one without. */
function identity({ uri, namespace, apiVersion }: Pick<ObjectSummary, 'uri' | 'namespace' | 'apiVersion'>): string {
  return JSON.stringify([normalizeUri(uri), namespace ?? null, groupOf(apiVersion)]);
}

function shortened(name: string): string {
  return name.length > 32 ? `${name.slice(0, 31)}…` : name;
}
