import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings, readSettings } from '../../server/src/analysis/settings.ts';
import { readSettingsFile } from '../../server/src/analysis/settingsFile.ts';
import { readFacts } from '../../server/src/cluster/readObjects.ts';
import { ruleIds } from '../../server/src/service.ts';
import { LspClient } from '../support/lspClient.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';
import { patienceMs } from '../support/patience.ts';
import { kustomizationWith, manifestWith, othersWith, slots, templateWith } from './hostileManifest.ts';

// Names that every object of JavaScript has are names like others: they find no table's entry, and change nothing.

const inherited = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', 'prototype'];
/** A name of the same making that no object has. */
const plain = 'someOtherName';

/** What every object has, to be compared. */
function prototypes(): string {
  const all = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype];
  return JSON.stringify(all.map((each) => Reflect.ownKeys(each).map(String)));
}

for (const name of inherited) {
  test(`${name} is a name like others in manifests`, { timeout: patienceMs }, async () => {
    const before = prototypes();
    const texts = (word: string) => ({
      'file:///work/set.yaml': manifestWith(word),
      'file:///work/others.yaml': othersWith(word),
      'file:///work/templates/a.yaml': templateWith(word),
      'file:///work/kustomization.yaml': kustomizationWith(word),
      'file:///work/.statefulset.yaml': `${word}: 1\nplatform: ${word}\nrules: { ${word}: off }\n`,
    });
    const codes = async (word: string) => {
      const files = new MemoryFiles(texts(word));
      const client = await LspClient.inProcess({ folders: ['file:///work'], runtime: { files } }).start();
      await client.indexed();
      const found: string[] = [];
      for (const [uri, text] of Object.entries(texts(word))) {
        await client.open(uri, text);
        const diagnostics = await client.diagnostics(uri);
        // Which characters a label or a name may have differs; whether a table knows it must not.
        const told = diagnostics.filter(({ code }) => !/invalid|ignored/.test(String(code)));
        found.push(...told.map(({ code, range: { start } }) => `${uri}:${start.line} ${code}`));
        const lines = text.split('\n');
        for (const offset of slots(text).filter((_, at) => at % 5 === 0)) {
          const line = text.slice(0, offset).split('\n').length - 1;
          const position = { line, character: Math.min(lines[line]!.length, 12) };
          for (const method of ['hover', 'completion', 'definition'])
            await client.request(`textDocument/${method}`, { textDocument: { uri }, position });
        }
      }
      const logged = client.received.filter(({ method }) => method === 'window/logMessage');
      const failures = logged.map(({ params }) => (params as { message: string }).message);
      assert.deepEqual(
        failures.filter((message) => /failed|Unexpected|Error/.test(message)),
        [],
      );
      await client.stop();
      return [...new Set(found)].sort();
    };
    assert.deepEqual(await codes(name), await codes(plain));
    assert.equal(prototypes(), before);
  });

  test(`${name} is a name like others in settings and in what a cluster answers`, () => {
    const before = prototypes();
    const json = JSON.parse(
      `{ "${name}": 1, "platform": "${name}", "rules": { "${name}": "off" }, "storageClasses": ["${name}"] }`,
    );
    const { settings, problems } = readSettings(json, defaultSettings, { ruleIds, kind: 'editor' });
    assert.deepEqual([settings.platform, Object.keys(settings.rules)], [undefined, []]);
    assert.equal(problems.length, 3);
    const file = readSettingsFile(`${name}: { exclude: ["**"] }\nrules: { ${name}: off }\n`, ruleIds);
    assert.deepEqual([file.problems.length, file.settings], [2, defaultSettings]);
    const item = JSON.parse(
      `{ "metadata": { "name": "fast", "${name}": { "annotations": {} } }, "provisioner": "x", "driverName": "x", "parameters": { "${name}": "a" }, "${name}": { "reclaimPolicy": "Retain" } }`,
    );
    const lists = { storageClasses: [item], csiDrivers: [item], volumeAttributesClasses: [item] };
    const { facts } = readFacts({ readAt: 0, ...lists }, name);
    assert.equal(facts.storageClasses?.[0]?.reclaimPolicy, undefined);
    assert.deepEqual(Object.keys(facts.storageClasses![0]!.parameters!), [name]);
    assert.equal(prototypes(), before);
  });
}
