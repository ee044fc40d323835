import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

/** `line:column rule field "underlined"` of what is found in a kustomization. */
function found(text: string, name = 'kustomization.yaml'): string[] {
  return problemsOf(openWorkspace({ [name]: text }), name).map(({ problem, documentStart }) => {
    const start = documentStart + problem.range.start;
    const before = text.slice(0, start).split('\n');
    const underlined = text.slice(start, documentStart + problem.range.end);
    return `${before.length}:${before.at(-1)!.length + 1} ${problem.rule} ${problem.field} "${underlined}"`;
  });
}

const patch = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: "5"

  template:
    spec:
      containers:
        - name: app
          imagePullPolicy: always
        - name: sidecar
          $patch: delete
`;

/** The patch as a block in a list of the kustomization. */
function block(field: string, begin: string, indentation: string, text = patch): string {
  const lines = text.split('\n').map((line) => (line === '' ? '' : indentation + line));
  return `resources: [base.yaml]\n${field}:\n${begin}\n${lines.join('\n')}`;
}

describe('a patch that stands in a kustomization', () => {
  const inPatches = block('patches', '  - patch: |-', '      ');

  test('is checked as a part of an object, at its own lines', () => {
    assert.deepEqual(found(inPatches), [
      '9:19 wrong-type spec.replicas ""5""',
      '15:34 value-not-supported spec.template.spec.containers[0].imagePullPolicy "always"',
    ]);
    assert.deepEqual(found(block('patchesStrategicMerge', '- | # more Pods', '  ')), [
      '9:15 wrong-type spec.replicas ""5""',
      '15:30 value-not-supported spec.template.spec.containers[0].imagePullPolicy "always"',
    ]);
  });

  test('wherever the kustomization begins, and however its lines end', () => {
    const document = `# first\n---\n${inPatches.replace('|-', '|+')}`;
    assert.deepEqual(
      found(document).map((one) => one.split(' ', 2)[0]),
      ['11:19', '17:34'],
    );
    assert.deepEqual(found(inPatches.replaceAll('\n', '\r\n')), found(inPatches));
  });

  test('is read by the names that Kustomize looks for only', () => {
    assert.equal(found(inPatches, 'kustomization.yml').length, 2);
    assert.equal(found(inPatches, 'Kustomization').length, 2);
    assert.deepEqual(found(inPatches, 'patches.yaml'), []);
  });

  test('has faults of its text, the first of them', () => {
    const broken = patch.replace('name: web', 'name: [web').replace('kind: S', 'kind:  S');
    assert.deepEqual(found(block('patches', '  - patch: |', '      ', broken)), ['7:15 yaml-syntax  "["']);
  });

  test('is left alone where it is no object, nor a block of lines as they stand', () => {
    const operations = '- op: replace\n  path: /spec/replicas\n  value: "5"\n';
    assert.deepEqual(found(block('patches', '  - patch: |-', '      ', operations)), []);
    assert.deepEqual(found(block('patches', '  - patch: >-', '      ')), []);
    assert.deepEqual(found(block('patches', '  - patch: |2', '      ')), []);
    assert.deepEqual(found(block('patches', '  - patch: |-', '      ', patch.replace('apps/v1', 'x.org/v1'))), []);
    assert.deepEqual(found('patches:\n  - path: a.yaml\n  - patch:\n  - patch: |-\n  - {}\n  - web\n'), []);
    assert.deepEqual(found('patches: x\npatchesStrategicMerge:\n  - a.yaml\n'), []);
  });
});

test('what only a patch has is not told of a template, which may become one', () => {
  const template = patch.replace('name: web', `name: \${NAME}`).replace('"5"', '5').replace('always', 'Always');
  assert.deepEqual(found(template, 'patch.yaml'), []);

  test('is told of once, however many aliases stand for it', () => {
    const patches = `patches:\n  - patch: &p |\n${block('x', '', '      ').split('\n').slice(3).join('\n')}${'  - patch: *p\n'.repeat(3)}`;
    assert.deepEqual(found(patches), found(patches.replaceAll('  - patch: *p\n', '')));
    assert.equal(found(patches).length, 2);
  });
});
