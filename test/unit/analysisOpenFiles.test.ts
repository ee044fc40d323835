import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OpenFiles } from '../../server/src/analysis/openFiles.ts';
import { defaultSettings } from '../../server/src/analysis/settings.ts';
import type { OpenFile } from '../../server/src/analysis/snapshot.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { YamlStream } from '../../server/src/yaml/stream.ts';
import { fc } from '../support/fastCheck.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';
import { openWorkspace, problemsOf, uriOf } from '../support/workspace.ts';

const text = new SourceText('');
const stream = YamlStream.parse(text);

test('each version of the open files stays what it was, whatever is opened and closed later', () => {
  const step = fc.record({ uri: fc.constantFrom('a', 'b', 'c', 'd'), isOpen: fc.boolean(), from: fc.nat(30) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const versions = [{ files: OpenFiles.none, expected: new Map<string, OpenFile>() }];
      for (const [at, { uri, isOpen, from }] of steps.entries()) {
        // Mostly of the newest, now and then of an older one.
        const old = versions[from % 4 === 0 ? from % versions.length : versions.length - 1]!;
        const file = isOpen ? { uri, version: at, text, stream } : undefined;
        const expected = new Map(old.expected);
        if (file) expected.set(uri, file);
        else expected.delete(uri);
        versions.push({ files: old.files.with(uri, file), expected });
      }
      for (const { files, expected } of versions) {
        for (const uri of ['a', 'b', 'c', 'd']) assert.equal(files.get(uri), expected.get(uri));
        assert.deepEqual(new Set(files.all()), new Set(expected.values()));
      }
    }),
  );
});

test('a snapshot keeps the files that were open, and their texts', () => {
  const host = openWorkspace({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
  const before = host.snapshot();
  host.edit(uriOf('a.yaml'), 2, [{ start: 3, end: 4, newText: '2' }]);
  host.close(uriOf('b.yaml'), undefined);
  host.open(uriOf('c.yaml'), 1, 'c: 1\n');
  assert.equal(before.file(uriOf('a.yaml'))?.text.text, 'a: 1\n');
  assert.equal(before.file(uriOf('b.yaml'))?.text.text, 'b: 1\n');
  assert.equal(before.file(uriOf('c.yaml')), undefined);
  assert.equal(before.openFiles().length, 2);
  assert.deepEqual(Array.from(host.snapshot().openFiles(), (file) => file.text.text).toSorted(), ['a: 2\n', 'c: 1\n']);
});

/**
 * A host with that many StatefulSets and the Service of the first one, each in an open file of its own, all of them
 * checked. The Services of the others are in a file that nobody opens: a set without one looks at all Services.
 */
function checkedWorkspace(count: number): ReturnType<typeof openWorkspace> {
  const texts: Record<string, string> = { 'service.yaml': headlessService.replaceAll('web', 'web-0') };
  for (let at = 0; at < count; at++) texts[`${at}.yaml`] = statefulSet.replaceAll('web', `web-${at}`);
  const host = openWorkspace(texts);
  const others = Array.from({ length: count - 1 }, (_, at) => headlessService.replaceAll('web', `web-${at + 1}`));
  host.setFile(uriOf('others.yaml'), others.join('---\n'));
  host.setIndexComplete(true);
  for (const name of Object.keys(texts)) problemsOf(host, name);
  host.takeAffected();
  return host;
}

for (const count of [3, 300]) {
  test(`of ${count} open files, only those are looked at again that a change touches`, () => {
    const host = checkedWorkspace(count);
    const namesOf = () => Array.from(host.takeAffected(), ({ uri }) => uri).toSorted();
    host.edit(uriOf('1.yaml'), 2, [{ start: 0, end: 0, newText: '# a comment\n' }]);
    assert.deepEqual(namesOf(), [uriOf('1.yaml')]);
    assert.deepEqual(namesOf(), []);
    host.close(uriOf('service.yaml'), undefined);
    assert.deepEqual(namesOf(), [uriOf('0.yaml')]);
    problemsOf(host, '0.yaml');
    host.close(uriOf('0.yaml'), undefined);
    host.setFile(uriOf('service.yaml'), headlessService.replaceAll('web', 'web-0'));
    assert.deepEqual(namesOf(), [], 'nobody looks at files that are closed');
    host.configure({ ...defaultSettings });
    assert.equal(host.takeAffected().length, count - 1);
    host.setIndexComplete(false);
    assert.equal(host.takeAffected().length, count - 1);
    assert.deepEqual(namesOf(), []);
  });
}
