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
    const file = normalizeUri(uri);
    // One without a namespace may be applied to any, so that it is the same only as another one without.
    const same = named
      .filter((other) => normalizeUri(other.uri) === file && other.namespace === namespace)
      .filter((other) => groupOf(other.apiVersion) === groupOf(apiVersion) && !other.isTemplate);
    if (same.length < 2 || manifest.isTemplate) return;
    const [first] = same;
    const range = workspace.locate(first!);
    // One mistake, one warning: the first one is well until it is written again.
    if (!range || range.start === place().start) return;
    yield {
      at: manifest.view.at('metadata', 'name'),
      message: `${kind} "${shortened(name)}" stands in this file already and is overwritten here; keep one`,
      related: [{ message: `${kind} "${name}" for the first time`, range, uri: first!.uri }],
    };
  },
});

function shortened(name: string): string {
  return name.length > 32 ? `${name.slice(0, 31)}…` : name;
}
