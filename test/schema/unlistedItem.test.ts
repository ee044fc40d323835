import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ExampleParts, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { applyEdits } from '../support/edits.ts';
import { check } from './support.ts';

/** What is said of the field, and the text after its repair. */
function unlisted(parts: ExampleParts, field: string, lineBreak = '\n'): { message: string; text: string | undefined } {
  const text = statefulSet(parts).replaceAll('\n', lineBreak);
  const problem = check(text).find(({ message }) => message.includes(`no field "${field}"`));
  assert.ok(problem, text);
  const fix = problem.fixes?.().find(({ title }) => title.startsWith('Make it an item of'));
  assert.notEqual(fix?.isSafe, true);
  return { message: problem.message, text: fix && applyEdits(text, fix.edits) };
}

describe('an item without its dash', () => {
  test('is told where its list is empty, and gets the dash', () => {
    const cases: readonly (readonly [wrong: ExampleParts, field: string, list: string, right: ExampleParts])[] = [
      [{ container: 'env:\nname: A\nvalue: b' }, 'value', 'env', { container: 'env:\n  - name: A\n    value: b' }],
      [
        {
          container: 'env:\nname: A\n\nvalueFrom: # of the Pod\n  fieldRef:\n    fieldPath: metadata.name\nstdin: true',
        },
        'valueFrom',
        'env',
        {
          container:
            'env:\n  - name: A\n\n    valueFrom: # of the Pod\n      fieldRef:\n        fieldPath: metadata.name\nstdin: true',
        },
      ],
      [
        { pod: 'tolerations:\noperator: Exists\neffect: NoSchedule\nhostNetwork: false' },
        'effect',
        'tolerations',
        { pod: 'tolerations:\n  - operator: Exists\n    effect: NoSchedule\nhostNetwork: false' },
      ],
      [
        { container: 'ports: # of clients\ncontainerPort: 80\nprotocol: TCP' },
        'containerPort',
        'ports',
        { container: 'ports: # of clients\n  - containerPort: 80\n    protocol: TCP' },
      ],
    ];
    for (const [wrong, field, list, right] of cases) {
      const { message, text } = unlisted(wrong, field);
      assert.match(message, new RegExp(`it belongs in an item of ${list}: write "- " before its first field$`));
      assert.equal(text, statefulSet(right));
      const windows = unlisted(wrong, field, '\r\n');
      assert.equal(windows.text, statefulSet(right).replaceAll('\n', '\r\n'));
    }
  });

  test('keeps what is the object’s own where it stands below', () => {
    const { text } = unlisted({ pod: 'volumes:\nemptyDir: {}\nserviceAccountName: db' }, 'emptyDir');
    assert.equal(text, statefulSet({ pod: 'volumes:\n  - emptyDir: {}\nserviceAccountName: db' }));
  });

  test('is none where the list has items, or something else stands between', () => {
    for (const container of ['env: []\nvalue: b', 'env:\n- name: A\nvalue: b', 'env:\nstdin: true\nvalue: b']) {
      assert.doesNotMatch(unlisted({ container }, 'value').message, /write "- "/, container);
    }
  });
});
