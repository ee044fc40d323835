import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Fix } from '../../server/src/manifest/problem.ts';
import { claimTemplate, type ExampleParts, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { applyEdits } from '../support/edits.ts';
import { check } from './support.ts';

const claim = 'accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 10Gi';
const mount = 'volumeMounts: [{name: data, mountPath: /data}]';

function fixesOf(text: string, rule: string): readonly Fix[] {
  return check(text)
    .filter((problem) => problem.rule === rule)
    .flatMap((problem) => problem.fixes?.() ?? []);
}

/** Asserts that the first repair under each of these rules, alone, leads to a text in which nothing is refused. */
function allLeadTo(wrong: string, right: string, rules: readonly string[]): void {
  for (const rule of rules) {
    const fix = fixesOf(wrong, rule)[0];
    assert.ok(fix, `${rule}: ${wrong}`);
    assert.equal(fix.isSafe, false);
    assert.equal(applyEdits(wrong, fix.edits), right);
  }
  assert.deepEqual(check(right), []);
}

const both = ['required-field-missing', 'volume-mount-undefined'];

describe('names that are missing', () => {
  test('a claim template without a name gets the one that is mounted and nowhere defined', () => {
    const named = statefulSet({ container: mount, spec: claimTemplate(claim) });
    allLeadTo(named.replace('      name: data', '      name:'), named, both);
    allLeadTo(
      named.replace('      name: data', '      name: # which'),
      named.replace('name: data\n', 'name: data # which\n'),
      both,
    );
    const spec = '    spec:\n';
    const bare = named.replace('  - metadata:\n        name: data\n      spec:', '  - spec:');
    assert.ok(bare.includes('  - spec:\n'), spec);
    for (const rule of both) {
      const after = applyEdits(bare, fixesOf(bare, rule)[0]!.edits);
      assert.deepEqual(check(after), []);
      assert.match(after, /\n {6}metadata:\n {8}name: data\n/);
    }
  });

  test('a volume without a name gets it as well, of several the one whose source is called so', () => {
    const volumes = (text: string) => statefulSet({ container: mount, pod: `volumes:\n${text}` });
    allLeadTo(volumes('- emptyDir: {}'), volumes('- emptyDir: {}\n  name: data'), both);
    const two = volumes('- emptyDir: {}\n- configMap: {name: web-data}');
    assert.deepEqual(
      fixesOf(two, 'required-field-missing').map(({ edits }) => applyEdits(two, edits)),
      [volumes('- emptyDir: {}\n- configMap: {name: web-data}\n  name: data')],
    );
    const unclear = volumes('- emptyDir: {}\n- configMap: {name: other}');
    assert.deepEqual(fixesOf(unclear, 'required-field-missing'), []);
    assert.equal(fixesOf(unclear, 'volume-mount-undefined')[0]?.title, 'Add claim template "data" of 10Gi');
  });

  test('a container is called as its image, and as no other one', () => {
    const nameless = (image: string, pod = '') =>
      statefulSet({ pod }).replace(/- name: app\n +image: .*/, `- image: ${image}`);
    for (const [image, name] of [
      ['docker.io/bitnami/redis:7', 'redis'],
      ['localhost:5000/My_App@sha256:0', 'my-app'],
      ['redis', 'redis'],
    ] as const) {
      assert.deepEqual(
        fixesOf(nameless(image), 'required-field-missing').map(({ title }) => title),
        [`Add name: ${name}`],
      );
    }
    const taken = 'initContainers: [{name: redis, image: redis:7}, {name: redis-2, image: redis:7}]';
    assert.equal(fixesOf(nameless('redis', taken), 'required-field-missing')[0]?.title, 'Add name: redis-3');
  });

  test('a spread constraint with minDomains does not schedule elsewhere', () => {
    const spread = (more: string) =>
      statefulSet({
        pod: `topologySpreadConstraints:\n- maxSkew: 1\n  topologyKey: zone\n  labelSelector: {matchLabels: {app: web}}${more}`,
      });
    allLeadTo(spread('\n  minDomains: 2'), spread('\n  minDomains: 2\n  whenUnsatisfiable: DoNotSchedule'), [
      'required-field-missing',
    ]);
    allLeadTo(spread(''), spread('\n  whenUnsatisfiable: ScheduleAnyway'), ['required-field-missing']);
  });
});

describe('items that say nothing', () => {
  /** The text after the first repair of the first error. */
  function after(parts: ExampleParts): string {
    const text = statefulSet(parts);
    const fix = check(text)
      .find(({ severity }) => severity === 'error')
      ?.fixes?.()[0];
    assert.ok(fix, text);
    assert.equal(fix.isPreferred, undefined);
    return applyEdits(text, fix.edits);
  }

  test('an empty one is removed', () => {
    const ports = 'ports:\n  - containerPort: 80 # web';
    for (const empty of ['-', '- null', '- {}', '- # none']) {
      assert.equal(after({ container: `${ports}\n  ${empty}` }), statefulSet({ container: ports }));
    }
    assert.equal(
      after({ pod: 'dnsConfig: {nameservers: [1.1.1.1, null]}' }),
      statefulSet({ pod: 'dnsConfig: {nameservers: [1.1.1.1]}' }),
    );
  });

  test('one that repeats another one is removed, one of the same name is not', () => {
    for (const [list, item, again] of [
      ['ports', '{name: web, containerPort: 80}', '{containerPort: 0x50, name: "web"}'],
      ['volumeMounts', '{name: data, mountPath: /a}', '{name: data, mountPath: /a}'],
      [
        'resizePolicy',
        '{resourceName: cpu, restartPolicy: NotRequired}',
        '{resourceName: cpu, restartPolicy: NotRequired}',
      ],
    ] as const) {
      const parts = (items: string) => ({ container: `${list}:\n${items}`, spec: claimTemplate(claim) });
      const right = parts(`  # the one\n  - ${item}`);
      assert.equal(after(parts(`  # the one\n  - ${item}\n  # again\n  - ${again}`)), statefulSet(right));
    }
    const named = statefulSet({ container: 'ports: [{name: web, containerPort: 80}, {name: web, containerPort: 81}]' });
    assert.deepEqual(fixesOf(named, 'duplicate-name'), []);
  });

  test('of access modes that do not go together the author chooses', () => {
    const modes = (list: string) => statefulSet({ spec: claimTemplate(claim.replace('[ReadWriteOnce]', list)) });
    const wrong = modes('[ReadWriteOncePod, ReadWriteOnce, ReadOnlyMany]');
    const fixes = fixesOf(wrong, 'fields-conflict');
    assert.deepEqual(
      fixes.map(({ edits, isPreferred }) => [applyEdits(wrong, edits), isPreferred]),
      [
        [modes('[ReadWriteOncePod]'), false],
        [modes('[ReadWriteOnce, ReadOnlyMany]'), false],
      ],
    );
    const between = modes('[ReadWriteOnce, ReadWriteOncePod, ReadOnlyMany]');
    assert.deepEqual(
      fixesOf(between, 'fields-conflict').map(({ edits }) => applyEdits(between, edits)),
      [modes('[ReadWriteOncePod]'), modes('[ReadWriteOnce, ReadOnlyMany]')],
    );
  });
});

describe('names that are spelled wrong', () => {
  test('the nearest spelling is offered', () => {
    const long = 'a'.repeat(70);
    for (const [wrong, right] of [
      [{ labels: 'labels:\n  app: web\n  tier: -db_' }, { labels: 'labels:\n  app: web\n  tier: db' }],
      [{ labels: 'labels:\n  app: web\n  tier: a b' }, { labels: 'labels:\n  app: web\n  tier: a-b' }],
      [
        { labels: `labels:\n  app: web\n  tier: ${long}` },
        { labels: `labels:\n  app: web\n  tier: ${long.slice(0, 63)}` },
      ],
      [{ labels: 'labels:\n  app: web\n  -tier: a' }, { labels: 'labels:\n  app: web\n  tier: a' }],
      [
        { container: 'ports: [{containerPort: 80, name: Web_Traffic--of-this-app}]' },
        { container: 'ports: [{containerPort: 80, name: web-traffic-of}]' },
      ],
      [{ container: 'env: [{name: A=B, value: c}]' }, { container: 'env: [{name: A_B, value: c}]' }],
    ] as const) {
      const text = statefulSet(wrong);
      const fix = check(text)[0]?.fixes?.()[0];
      assert.equal(fix?.isSafe, false);
      assert.equal(applyEdits(text, fix.edits), statefulSet(right));
      assert.deepEqual(check(statefulSet(right)), []);
    }
    const taken = statefulSet({ labels: 'labels:\n  app: web\n  -app: a' });
    assert.deepEqual(check(taken)[0]?.fixes?.() ?? [], []);
  });
});
