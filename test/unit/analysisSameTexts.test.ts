import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { SameTexts } from '../../server/src/analysis/sameTexts.ts';
import { fileRange } from '../../server/src/analysis/snapshot.ts';
import { createService } from '../../server/src/service.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { LikeDocuments } from '../../server/src/yaml/likeDocuments.ts';
import { statefulSet } from '../support/manifests.ts';

const twice = `${statefulSet}---\n${statefulSet.replace('replicas: 3', 'replicas: three')}`;
const kustomization = 'kind: Kustomization\npatches: [{ path: b/set.yaml }]\n';

/** What is found in some files, those before them known. */
function foundIn(host: AnalysisHost, texts: Readonly<Record<string, string>>): unknown[] {
  const files = Object.entries(texts).map(([name, text]) => host.readFile(`file:///${name}`, text));
  host.setIndexComplete(true);
  const snapshot = host.snapshot();
  return files.map((file) =>
    snapshot.problemsOnce(file).map((found) => {
      const { rule, message, severity, related } = found.problem;
      return { rule, message, severity, related, range: fileRange(found) };
    }),
  );
}

test('in copies of a file the same is found as in each alone, but for what depends on where it lies', () => {
  const texts = { 'a/set.yaml': twice, 'b/set.yaml': twice, 'c/set.yaml': twice, 'kustomization.yaml': kustomization };
  const [a, b, c] = foundIn(createService(), texts);
  // Texts that differ in their last line end alone are read each by itself.
  const others = { ...texts, 'b/set.yaml': `${twice}\n`, 'c/set.yaml': `${twice}\n\n` };
  assert.deepEqual([a, b, c], foundIn(createService(), others).slice(0, 3));
  assert.ok(JSON.stringify(a).includes('object-written-twice') && JSON.stringify(a).includes('three'));
  assert.notDeepEqual(a, b, 'one of them is a patch');
  assert.match(JSON.stringify(c), /file:\/\/\/c\/set\.yaml/);
  assert.doesNotMatch(JSON.stringify(c), /file:\/\/\/a\/set\.yaml/);
});

test('a text that comes again is not read again, unless too much was read since', () => {
  const texts = new SameTexts(new LikeDocuments());
  const read = (text: string) => texts.read(new SourceText(text));
  const first = read(statefulSet);
  assert.equal(read(statefulSet), first);
  assert.notEqual(read(`${statefulSet}\n`), first);
  const long = (at: number) => `# ${at}${'x'.repeat(5_000_000)}\n`;
  for (let at = 0; at < 3; at++) read(long(at));
  assert.equal(read(statefulSet), first, 'it is not yet forgotten');
  for (let at = 3; at < 10; at++) read(long(at));
  assert.notEqual(read(statefulSet), first);
});
