import assert from 'node:assert/strict';
import test from 'node:test';
import { platformOf } from '../../server/src/rollout/platform.ts';
import { revisionName } from '../../server/src/rollout/revision.ts';
import { storedTemplate } from '../../server/src/rollout/templateDefaults.ts';
import { lastOutcome, lastTrace, lastWaits, web } from './rolloutScenario.ts';

const template = {
  metadata: { annotations: { test: 'value' }, labels: { app: 'foo' } },
  spec: { containers: [{ name: 'test', image: 'test' }] },
};

test('a revision has the name that Kubernetes gives it', () => {
  const stored = storedTemplate(template);
  assert.equal(revisionName('test', stored, platformOf('1.33')), 'test-c77f6d978');
  assert.equal(revisionName('test', stored, platformOf('1.34')), 'test-776999688b');
});

test('the name depends on everything in the template, in any alphabet', () => {
  const platform = platformOf('1.37');
  const named = (value: string): string =>
    revisionName('web', storedTemplate({ metadata: { annotations: { note: value } }, spec: {} }), platform);
  const names = ['a', 'ä', '€', '😀', '<', '\\u003c'].map(named);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(name, /^web-[bcdfghjklmnpqrstvwxz2456789]{1,10}$/);
});

test('a set name of 52 letters always works, one of 53 only with a short hash', () => {
  const outcomes = new Set<string>();
  for (let i = 0; i < 40; i++) {
    const metadata = { name: 'n'.repeat(53) };
    const labels = { app: 'web', try: String(i) };
    const spec = { containers: [{ name: 'app', image: 'app:1' }] };
    const create = { ...web({ template: { metadata: { labels }, spec } }), metadata };
    const { world } = lastOutcome([{ create }]);
    const length = world.revisions[0]?.name.length ?? 0;
    assert.equal(world.pods.length, length <= 63 ? 1 : 0);
    outcomes.add(length <= 63 ? 'created' : 'refused');
    const shorter = { ...create, metadata: { name: 'n'.repeat(52) } };
    assert.equal(lastOutcome([{ create: shorter }]).world.pods.length, 1);
  }
  assert.deepEqual([...outcomes].sort(), ['created', 'refused']);
});

test('a Pod name of more than 63 letters is refused', () => {
  const create = { ...web(), metadata: { name: 'n'.repeat(62) } };
  assert.equal(lastTrace([{ create }]), '');
  assert.deepEqual(lastWaits([{ create }]), [`${'n'.repeat(62)}-0 podNameTooLong create`]);
});

test('a template is stored with its defaults', () => {
  const stored = storedTemplate({
    metadata: { labels: { app: 'web' }, annotations: {} },
    spec: {
      serviceAccount: 'db',
      containers: [
        {
          name: 'app',
          image: 'registry:5000/app',
          ports: [{ containerPort: 80 }],
          readinessProbe: { httpGet: { port: 80 }, periodSeconds: 0 },
          resources: { requests: { cpu: '0.5', memory: '2048Ki' } },
        },
        { name: 'log', image: 'log@sha256:0', imagePullPolicy: '', env: [] },
      ],
      volumes: [{ name: 'tmp' }, { name: 'conf', configMap: { name: 'conf' } }],
    },
  });
  assert.deepEqual(stored, {
    metadata: { labels: { app: 'web' } },
    spec: {
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      serviceAccount: 'db',
      serviceAccountName: 'db',
      terminationGracePeriodSeconds: 30,
      containers: [
        {
          name: 'app',
          image: 'registry:5000/app',
          imagePullPolicy: 'Always',
          ports: [{ containerPort: 80, protocol: 'TCP' }],
          readinessProbe: {
            httpGet: { port: 80, path: '/', scheme: 'HTTP' },
            timeoutSeconds: 1,
            periodSeconds: 10,
            successThreshold: 1,
            failureThreshold: 3,
          },
          resources: { requests: { cpu: '500m', memory: '2Mi' } },
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
        },
        {
          name: 'log',
          image: 'log@sha256:0',
          imagePullPolicy: 'IfNotPresent',
          resources: {},
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
        },
      ],
      volumes: [
        { name: 'tmp', emptyDir: {} },
        { name: 'conf', configMap: { name: 'conf', defaultMode: 420 } },
      ],
    },
  });
  assert.deepEqual(storedTemplate(stored), stored);
});

test('a version is read with or without patch, and an unknown one is the nearest', () => {
  assert.deepEqual(
    ['1.29', '1.31.4', '1.12', '1.99', 'latest'].map((version) => platformOf(version).minor),
    ['1.29', '1.31', '1.29', '1.37', '1.37'],
  );
});
