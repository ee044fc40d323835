import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Settings } from '../../server/src/analysis/settings.ts';
import { readSettingsFile } from '../../server/src/analysis/settingsFile.ts';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { complete } from '../../server/src/features/completion/completion.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import type { CompletionItem } from '../../server/src/features/types.ts';
import { minors } from '../../server/src/schema/minor.ts';
import { ruleIds } from '../../server/src/service.ts';
import { platforms } from '../../server/src/storage/platforms.ts';
import { openWorkspace, uriOf } from '../support/workspace.ts';

const file = '.statefulset.yaml';

/** What is offered at `|` of a settings file. */
function offers(marked: string): readonly CompletionItem[] {
  const snapshot = openWorkspace({ [file]: marked.replace('|', '') }).snapshot();
  return complete(snapshot, uriOf(file), marked.indexOf('|'), neverCancelled).items;
}

/** The text after an offer was taken, without tab stops. */
function accepted(marked: string, label: string): string {
  const item = offers(marked).find((one) => one.label === label);
  assert.ok(item, `${label} is not offered`);
  const text = marked.replace('|', '');
  return text.slice(0, item.replace.start) + item.insertText.replace('$0', '') + text.slice(item.replace.end);
}

function hoverOf(text: string, at: string): string | undefined {
  const snapshot = openWorkspace({ [file]: text }).snapshot();
  return hover(snapshot, uriOf(file), text.indexOf(at) + 1, neverCancelled)?.markdown;
}

const labels = (marked: string) => offers(marked).map(({ label }) => label);

describe('completion in a settings file', () => {
  /** A value that counts for each setting, in the order in which they are offered. */
  const values: Readonly<Record<keyof Settings, string>> = {
    kubernetesVersion: '"1.33"',
    platform: 'eks',
    rules: '{}',
    exclude: '[x]',
    storageClasses: '[x]',
    clusterDomain: 'x.local',
  };
  const names = Object.keys(values);
  test('names of settings, without those that are there', () => {
    assert.deepEqual(labels('|\n'), names);
    assert.deepEqual(labels('platform: eks\n|\n'), ['kubernetesVersion', ...names.slice(2)]);
  });
  test('every name is a setting that is read', () => {
    const text = Object.entries(values)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join('');
    assert.deepEqual(readSettingsFile(text, ruleIds).problems, []);
  });
  test('every offered value is one that counts', () => {
    const rows: readonly (readonly [marked: string, count: number])[] = [
      ['platform: |\n', platforms().length],
      ['kubernetesVersion: |\n', minors.length],
      ['rules:\n  unknown-field: |\n', 5],
    ];
    for (const [marked, count] of rows) {
      assert.equal(labels(marked).length, count, marked);
      for (const label of labels(marked)) {
        assert.deepEqual(readSettingsFile(accepted(marked, label), ruleIds).problems, [], label);
      }
    }
  });
  test('ids of all rules, once each', () => {
    assert.deepEqual([...labels('rules:\n  |\n')].sort(), [...ruleIds].sort());
    assert.ok(!labels('rules:\n  unknown-field: off\n  |\n').includes('unknown-field'));
    assert.match(accepted('rules:\n  unk|\n', 'unknown-field'), /^rules:\n {2}unknown-field: \n$/);
  });
  test('no fields of Kubernetes objects, and nothing deeper', () => {
    for (const marked of [
      'rules: |\n',
      'exclude:\n  - |\n',
      'rules:\n  unknown-field:\n    |\n',
      'clusterDomain: |\n',
    ]) {
      assert.deepEqual(
        labels(marked).filter((label) => !['error', 'warning', 'information', 'hint', 'off'].includes(label)),
        [],
        marked,
      );
    }
  });
});

describe('hover in a settings file', () => {
  const text = 'kubernetesVersion: "1.33"\nplatform: eks\nrules:\n  unknown-field: off\n  foo: warn\nexclude: [x/**]\n';
  test('tells settings, values and rules', () => {
    for (const [at, words] of [
      ['kubernetesVersion', /minor version of the cluster/],
      ['1.33', /Kubernetes 1\.33/],
      ['eks', /Amazon EKS/],
      ['unknown-field', /docs\/rules\/unknown-field\.md/],
      ['off', /not looked for/],
    ] as const) {
      assert.match(hoverOf(text, at) ?? '', words);
    }
  });
  test('says nothing of what is no setting', () => {
    for (const at of ['foo', 'warn', 'x/']) assert.equal(hoverOf(text, at), undefined, at);
    assert.equal(hoverOf('', ''), undefined);
  });
});
