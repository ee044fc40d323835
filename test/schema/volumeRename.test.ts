import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claimTemplate, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { check, repaired } from './support.ts';

const claim = 'accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 10Gi';
const titles = (text: string) => check(text).flatMap(({ fixes }) => (fixes?.() ?? []).map(({ title }) => title));

describe('a name that no volume can have is changed where it is used, too', () => {
  test('of a claim template', () => {
    const text = (name: string) =>
      statefulSet({
        spec: claimTemplate(claim).replace('name: data', `name: ${name}`),
        container: `volumeMounts:\n  - { name: "${name}", mountPath: /a }\n  - { name: other, mountPath: /b }`,
        pod: `initContainers:\n  - name: init\n    image: app:1\n    volumeMounts: [{ name: ${name}, mountPath: /a }]\nvolumes:\n  - name: other`,
      });
    assert.deepEqual(titles(text('Data_1')), ['Write data-1, and where it is mounted']);
    assert.equal(repaired(text('Data_1')), text('data-1'));
  });

  test('of a volume of a Pod', () => {
    const pod = (name: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: app:1\n      volumeMounts:\n        - name: ${name}\n          mountPath: /a\n  volumes:\n    - name: ${name}\n      emptyDir: {}\n`;
    assert.equal(repaired(pod('Tmp')), pod('tmp'));
  });

  test('and nothing else is changed: names that are used by nobody, and those of other things', () => {
    const unused = (name: string) => statefulSet({ pod: `volumes:\n  - name: ${name}\n    emptyDir: {}` });
    assert.deepEqual(titles(unused('Tmp')), ['Write tmp']);
    assert.equal(repaired(unused('Tmp')), unused('tmp'));
    const named = statefulSet({
      container: 'volumeMounts: [{ name: app, mountPath: /a }]',
      pod: 'volumes: [{ name: app }]',
    });
    const container = named.replace('- name: app', '- name: App');
    assert.equal(repaired(container), named);
  });
});
