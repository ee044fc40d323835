import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { memoize } from '../../base/memoize.ts';
import { normalizeUri } from '../../base/uri.ts';
import { groupOf } from '../../schema/apiVersions.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'object-written-twice',
  summary: 'one file holds the same object twice, and the later one overwrites the earlier',
  severity: 'warning',
  kinds: ['*'],
  *check({ manifest, workspace, uri, place }) {
    const { kind, name, namespace, apiVersion } = manifest;
    if (name === '') return;
    const named = workspace.named(kind, name, namespace);
    if (named.length < 2) return;
    const writings = writingsOf(named).get(identity({ uri, namespace, apiVersion }));
    if (!writings?.isRepeated || manifest.isTemplate) return;
    const { first } = writings;
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

interface Writings {
  readonly first: ObjectSummary;
  isRepeated: boolean;
}

/** What makes objects of one kind and name the same one, by `identity`. */
const writingsOf = memoize((named: readonly ObjectSummary[]): ReadonlyMap<string, Writings> => {
  const known = new Map<string, Writings>();
  for (const object of named) {
    if (object.isTemplate) continue;
    const key = identity(object);
    const writings = known.get(key);
    if (writings) writings.isRepeated = true;
    else known.set(key, { first: object, isRepeated: false });
  }
  return known;
});

/** One without a namespace may be applied to any, so that it is the same only as another one without. */
function identity({ uri, namespace, apiVersion }: Pick<ObjectSummary, 'uri' | 'namespace' | 'apiVersion'>): string {
  return JSON.stringify([normalizeUri(uri), namespace ?? null, groupOf(apiVersion)]);
}

function shortened(name: string): string {
  return name.length > 32 ? `${name.slice(0, 31)}…` : name;
}
