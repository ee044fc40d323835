import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryObjects } from 'node:v8';
import { YamlTree } from '../../server/src/yaml/tree.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';
import { hostWith, problemsOf, uri } from './support/analysis.ts';

const texts: Readonly<Record<string, string>> = {
  'a set and its Service': `${statefulSet}---\n${headlessService}`,
  'a set without its Service, with aliases': `${statefulSet}extra:\n${'- {a: b, c: &x d, e: *x}\n'.repeat(50)}`,
};

/** How many objects of a class there are once what nobody holds is gone. */
function countOf(type: new (...parameters: never[]) => unknown): number {
  return queryObjects(type, { format: 'count' }) as unknown as number;
}

for (const [name, text] of Object.entries(texts)) {
  test(`${name}: what a text was before it was edited is not kept`, (context) => {
    const host = hostWith(text);
    let version = 1;
    const edit = (times: number): number => {
      for (let at = 0; at < times; at++) {
        const start = Math.floor((text.length * at) / times);
        host.edit(uri, ++version, [{ start, end: start, newText: 'x' }]);
        problemsOf(host);
        host.edit(uri, ++version, [{ start, end: start + 1, newText: '' }]);
        problemsOf(host);
      }
      return countOf(YamlTree);
    };
    const [few, many] = [edit(5), edit(30)];
    context.diagnostic(`${few} trees after 5 edits, ${many} after 35`);
    assert.ok(many <= few + 4, `${few} trees after 5 edits, ${many} after 35`);
  });
}
