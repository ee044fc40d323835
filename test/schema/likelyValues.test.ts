import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ExampleParts, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { applyEdits } from '../support/edits.ts';
import { check } from './support.ts';

/** Asserts that the first repair of the first error leads from one text to the other, in which nothing is refused. */
function textLeadsTo(wrong: string, right: string, isSafe = false): void {
  const fixes =
    check(wrong)
      .find(({ severity }) => severity === 'error')
      ?.fixes?.() ?? [];
  assert.ok(fixes[0], wrong);
  assert.equal(applyEdits(wrong, fixes[0].edits), right);
  assert.equal(fixes[0].isSafe, isSafe);
  assert.notEqual(fixes[0].isPreferred, false);
  assert.deepEqual(
    check(right).filter(({ severity }) => severity === 'error'),
    [],
  );
}

function leadsTo(wrong: ExampleParts, right: ExampleParts, isSafe = false): void {
  textLeadsTo(statefulSet(wrong), statefulSet(right), isSafe);
}

/** What can be done about the first error, between which the author has to choose. */
function choicesFor(parts: ExampleParts): string[] {
  const text = statefulSet(parts);
  const fixes =
    check(text)
      .find(({ severity }) => severity === 'error')
      ?.fixes?.() ?? [];
  assert.ok(fixes.every(({ isPreferred, isSafe }) => isPreferred === false && !isSafe));
  return fixes.map(({ edits }) => applyEdits(text, edits));
}

describe('values that follow from the rest of the object', () => {
  test('kind and apiVersion', () => {
    const text = statefulSet();
    textLeadsTo(text.replace('kind: StatefulSet', 'kind:'), text);
    textLeadsTo(text.replace('kind: StatefulSet', 'kind: null'), text);
    textLeadsTo(text.replace('apiVersion: apps/v1', 'apiVersion: null'), text, true);
    const other = text.replace('kind: StatefulSet\n', '').replace('  serviceName: web\n', '');
    assert.deepEqual(check(other)[0]?.fixes?.() ?? [], []);
  });

  test('a selector with nothing in it', () => {
    const labels = 'selector:\n  matchLabels:\n    app: web';
    for (const empty of ['selector:', 'selector: null', 'selector: {}'])
      leadsTo({ selector: empty }, { selector: labels });
    leadsTo({ selector: 'selector: {} # these' }, { selector: `${labels} # these` });
    leadsTo({ selector: 'selector:\n  matchLabels:\n    app:' }, { selector: labels });
  });

  test('labels of a template that has none', () => {
    const text = statefulSet();
    const written = '    metadata:\n      labels:\n        app: web\n';
    textLeadsTo(text.replace(written, '    metadata: null\n'), text);
    textLeadsTo(text.replace(written, '    metadata:\n      labels: null\n'), text);
  });

  test('the port of a probe, and one in quotes', () => {
    const probe = (port: string, more = '') => ({
      container: `ports: [{containerPort: 80}${more}]\nlivenessProbe:\n  tcpSocket: {${port}}`,
    });
    leadsTo(probe('host: a'), probe('host: a, port: 80'));
    leadsTo(probe('port: "80"'), probe('port: 80'), true);
    const several = statefulSet(probe('host: a', ', {containerPort: 81}'));
    assert.deepEqual(check(several)[0]?.fixes?.() ?? [], []);
  });

  test('the volume that a mount without a name is of', () => {
    const pod = 'volumes: [{name: a, emptyDir: {}}, {name: b, emptyDir: {}}]';
    const mounts = (...names: string[]) => ({
      pod,
      container: `volumeMounts:\n${names.map((name, at) => `- mountPath: /${at}${name && `\n  name: ${name}`}`).join('\n')}`,
    });
    leadsTo(mounts('a', ''), mounts('a', 'b'));
    assert.deepEqual(check(statefulSet(mounts('')))[0]?.fixes?.() ?? [], []);
  });

  test('operators, policies and accounts', () => {
    const terms = (expression: string) => ({
      pod: `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [${expression}]}]}}}`,
    });
    leadsTo(terms('{key: a, values: [b]}'), terms('{key: a, values: [b], operator: In}'));
    leadsTo(terms('{key: a}'), terms('{key: a, operator: Exists}'));
    leadsTo(
      { container: 'resizePolicy: [{resourceName: cpu}]' },
      { container: 'resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]' },
    );
    leadsTo({ pod: 'preemptionPolicy: ""' }, {});
    const token = 'volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: t}}]}}]';
    const text = statefulSet({ pod: token });
    textLeadsTo(text, `${text.trimEnd()}\n      serviceAccountName: default\n`);
  });
});

describe('choices that only the author can make', () => {
  test('both ways are offered', () => {
    const toleration = (text: string) => ({ pod: `tolerations: [{key: a, operator: Exists, ${text}}]` });
    assert.deepEqual(choicesFor(toleration('effect: NoSchedule, tolerationSeconds: 3')), [
      statefulSet(toleration('effect: NoExecute, tolerationSeconds: 3')),
      statefulSet(toleration('effect: NoSchedule')),
    ]);
    const spread = (text: string) => ({
      pod: `topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, ${text}, labelSelector: {}}]`,
    });
    assert.deepEqual(choicesFor(spread('whenUnsatisfiable: ScheduleAnyway, minDomains: 2')), [
      statefulSet(spread('whenUnsatisfiable: DoNotSchedule, minDomains: 2')),
      statefulSet(spread('whenUnsatisfiable: ScheduleAnyway')),
    ]);
  });
});
