import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { defineRule } from '../../server/src/rules/rule.ts';

const uri = 'file:///work/main.yaml';
const item = 'kind: List\nitems:\n- kind: StatefulSet\n  spec:\n    replicas: 3\n    template:\n';
const rest = '      metadata: {labels';

/** Says whether a set has labels for its Pods. */
const labelled = defineRule({
  id: 'labelled',
  summary: 'has labels',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest }) {
    const labels = manifest.view.at('spec', 'template', 'metadata', 'labels');
    if (!labels.hasValue && labels.written < 0) yield { at: manifest.view, message: 'none' };
  },
});

function told(host: AnalysisHost): { labels: unknown; messages: readonly string[] } {
  const snapshot = host.snapshot();
  const messages = snapshot
    .problems(uri)
    .filter(({ problem }) => problem.rule === 'labelled')
    .map(({ problem }) => problem.message);
  const [set] = snapshot.workspace.objects('StatefulSet');
  return { labels: set?.details.podLabels, messages };
}

test('what an edit takes out of the item of a list is no longer in it', () => {
  const typed = new AnalysisHost([labelled]);
  typed.open(uri, 1, item + rest);
  typed.setIndexComplete(true);
  told(typed);
  const digit = item.indexOf('3');
  typed.edit(uri, 2, [{ start: digit, end: digit + 1, newText: '4' }]);
  assert.deepEqual(told(typed).messages, []);
  // From here on the rest of the text stands beside the items.
  typed.edit(uri, 3, [{ start: item.length, end: item.length, newText: 'x' }]);
  const fresh = new AnalysisHost([labelled]);
  fresh.open(uri, 1, `${item.replace('3', '4')}x${rest}`);
  fresh.setIndexComplete(true);
  assert.deepEqual(told(fresh).messages, ['none']);
  assert.deepEqual(told(typed), told(fresh));
});
