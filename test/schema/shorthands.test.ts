import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ExampleParts, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { check, repaired, repairedSafely } from './support.ts';

interface Case {
  readonly wrong: ExampleParts;
  readonly right: ExampleParts;
  readonly told: string;
}

/** What people write as one word in a field that takes more, and what they mean. */
const cases: Readonly<Record<string, Case>> = {
  'an update strategy': {
    wrong: { spec: 'updateStrategy: RollingUpdate # one by one' },
    right: { spec: 'updateStrategy:\n  type: RollingUpdate # one by one' },
    told: 'updateStrategy "RollingUpdate" is a string; write type: RollingUpdate below it',
  },
  'a port of a container': {
    wrong: { container: 'ports: [5432]' },
    right: { container: 'ports: [{ containerPort: 5432 }]' },
    told: 'This port is a number, "5432"; write containerPort: 5432',
  },
  'a variable': {
    wrong: { container: 'env:\n  - PGDATA=/x' },
    right: { container: 'env:\n  - name: PGDATA\n    value: "/x"' },
    told: 'This variable is a string, "PGDATA=/x"; write name: PGDATA and value: "/x"',
  },
  'a mount': {
    wrong: { container: 'volumeMounts:\n  - cfg:/etc/pg:ro', pod: 'volumes: [{ name: cfg, emptyDir: {} }]' },
    right: {
      container: 'volumeMounts:\n  - name: cfg\n    mountPath: /etc/pg\n    readOnly: true',
      pod: 'volumes: [{ name: cfg, emptyDir: {} }]',
    },
    told: 'This volume mount is a string, "cfg:/etc/pg:ro"; write name: cfg and mountPath: /etc/pg and readOnly: true',
  },
  'a ConfigMap': {
    wrong: { pod: 'volumes:\n  - name: cfg\n    configMap: pg-cfg' },
    right: { pod: 'volumes:\n  - name: cfg\n    configMap:\n      name: pg-cfg' },
    told: 'configMap "pg-cfg" is a string; write name: pg-cfg below it',
  },
  'a Secret': {
    wrong: { pod: 'volumes: [{ name: cfg, secret: x }]' },
    right: { pod: 'volumes: [{ name: cfg, secret: { secretName: x } }]' },
    told: 'secret "x" is a string; write secretName: x',
  },
  'the medium of a directory': {
    wrong: { pod: "volumes:\n  - emptyDir: 'Memory'\n    name: cfg" },
    right: { pod: 'volumes:\n  - emptyDir:\n      medium: Memory\n    name: cfg' },
    told: 'emptyDir "Memory" is a string; write medium: Memory below it',
  },
  'the size of a directory': {
    wrong: { pod: 'volumes:\n  - name: cfg\n    emptyDir: 1Gi' },
    right: { pod: 'volumes:\n  - name: cfg\n    emptyDir:\n      sizeLimit: 1Gi' },
    told: 'emptyDir "1Gi" is a string; write sizeLimit: 1Gi below it',
  },
  'an export of NFS': {
    wrong: { pod: 'volumes:\n  - name: cfg\n    nfs: 10.0.0.1:/export' },
    right: { pod: 'volumes:\n  - name: cfg\n    nfs:\n      server: 10.0.0.1\n      path: /export' },
    told: 'nfs "10.0.0.1:/export" is a string; write server: 10.0.0.1 and path: /export below it',
  },
  'a field of the Pod': {
    wrong: { container: 'env:\n  - name: A\n    valueFrom:\n      fieldRef: metadata.name' },
    right: { container: 'env:\n  - name: A\n    valueFrom:\n      fieldRef:\n        fieldPath: metadata.name' },
    told: 'fieldRef "metadata.name" is a string; write fieldPath: metadata.name below it',
  },
  'the port of a probe': {
    wrong: { container: 'readinessProbe:\n  tcpSocket: 5432' },
    right: { container: 'readinessProbe:\n  tcpSocket:\n    port: 5432' },
    told: 'tcpSocket "5432" is a number; write port: 5432 below it',
  },
  'the port of a service of gRPC': {
    wrong: { container: 'livenessProbe:\n  grpc: 9000' },
    right: { container: 'livenessProbe:\n  grpc:\n    port: 9000' },
    told: 'grpc "9000" is a number; write port: 9000 below it',
  },
  'the path of a request, with the port that the container declares': {
    wrong: { container: 'ports: [{ name: http, containerPort: 80 }]\nreadinessProbe:\n  httpGet: /healthz' },
    right: {
      container:
        'ports: [{ name: http, containerPort: 80 }]\nreadinessProbe:\n  httpGet:\n    path: /healthz\n    port: http',
    },
    told: 'httpGet "/healthz" is a string; write path: /healthz and port: http below it',
  },
  'the path of a request, with the port that is called http': {
    wrong: {
      container: 'ports: [{ containerPort: 1 }, { name: http, containerPort: 2 }]\nreadinessProbe: { httpGet: /a }',
    },
    right: {
      container:
        'ports: [{ containerPort: 1 }, { name: http, containerPort: 2 }]\nreadinessProbe: { httpGet: { path: /a, port: http } }',
    },
    told: 'httpGet "/a" is a string; write path: /a and port: http',
  },
  'the address of a request': {
    wrong: { container: 'readinessProbe:\n  httpGet: https://localhost:8443/ready' },
    right: {
      container: 'readinessProbe:\n  httpGet:\n    path: /ready\n    port: 8443\n    scheme: HTTPS',
    },
    told: 'httpGet "https://localhost:8443/ready" is a string; write path: /ready and port: 8443 and scheme: HTTPS below it',
  },
  'a command': {
    wrong: { container: 'livenessProbe:\n  exec: pg_isready -U me' },
    right: { container: 'livenessProbe:\n  exec:\n    command: ["pg_isready", "-U", "me"]' },
    told: 'exec "pg_isready -U me" is a string; write command: ["pg_isready", "-U", "me"] below it',
  },
  'a command for a shell, too long for a message': {
    wrong: { container: `lifecycle:\n  preStop:\n    exec: sleep 5 && kill ${'1'.repeat(60)}` },
    right: {
      container: `lifecycle:\n  preStop:\n    exec:\n      command: ["sh", "-c", "sleep 5 && kill ${'1'.repeat(60)}"]`,
    },
    told: 'exec "sleep 5 && kill 111111111111111…" is a string; write command: … below it',
  },
  'the words of a command in brackets': {
    wrong: { container: 'livenessProbe:\n  exec: [app, status] # alive?' },
    right: { container: 'livenessProbe:\n  exec:\n    command: [app, status] # alive?' },
    told: 'exec is a list; write command: in front of its items',
  },
  'the words of a command': {
    wrong: { container: 'livenessProbe:\n  exec:\n    - app\n    - status' },
    right: { container: 'livenessProbe:\n  exec:\n    command:\n    - app\n    - status' },
    told: 'exec is a list; write command: in front of its items',
  },
  'the words of a command in braces': {
    wrong: { container: 'livenessProbe: { exec: [app, status] }' },
    right: { container: 'livenessProbe: { exec: { command: [app, status] } }' },
    told: 'exec is a list; write command: in front of its items',
  },
  'the size of a claim': {
    wrong: { spec: claim('resources: 10Gi') },
    right: { spec: claim('resources:\n        requests:\n          storage: 10Gi') },
    told: 'resources "10Gi" is a string; write requests: { storage: 10Gi } below it',
  },
  'the first ordinal': {
    wrong: { spec: 'ordinals: 1' },
    right: { spec: 'ordinals:\n  start: 1' },
    told: 'ordinals "1" is a number; write start: 1 below it',
  },
};

function claim(resources: string): string {
  return `volumeClaimTemplates:\n  - metadata:\n      name: data\n    spec:\n      accessModes: [ReadWriteOnce]\n      ${resources}`;
}

describe('what is written as one word is told in full, and written so when asked', () => {
  for (const [name, { wrong, right, told }] of Object.entries(cases)) {
    test(name, () => {
      const text = statefulSet(wrong);
      assert.equal(check(text)[0]?.message, told);
      assert.equal(repaired(text), statefulSet(right));
      assert.deepEqual(check(statefulSet(right)), []);
      assert.equal(repairedSafely(text), text);
    });
  }

  test('in JSON, too', () => {
    const json = (volume: string) =>
      `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [{"name": "app", "image": "app:1"}], "volumes": [{"name": "x", "emptyDir": ${volume}}]}}`;
    assert.equal(repaired(json('"1Gi"')), json('{"sizeLimit": "1Gi"}'));
    const probe = (exec: string) =>
      `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [{"name": "app", "image": "app:1", "livenessProbe": {"exec": ${exec}}}]}}`;
    assert.equal(repaired(probe('"app status"')), probe('{"command": ["app", "status"]}'));
    assert.equal(repaired(probe('["app"]')), probe('{ "command": ["app"] }'));
  });

  test('of a request without a port the path is written, and the port asked for', () => {
    const text = statefulSet({ container: 'readinessProbe:\n  httpGet: /x' });
    const after = repaired(text);
    assert.equal(after, statefulSet({ container: 'readinessProbe:\n  httpGet:\n    path: /x' }));
    assert.match(check(after)[0]!.message, /port/);
  });

  test('words of a command that stand too far left stay where they are', () => {
    const text = statefulSet({ container: 'livenessProbe:\n  exec:\n  - app' });
    assert.equal(repaired(text), text);
  });

  test('not where several things may be meant, or an anchor would be lost', () => {
    for (const wrong of [
      { spec: 'updateStrategy: Recreate' },
      { container: 'envFrom: [cfg]' },
      { pod: 'securityContext: 1000' },
      { pod: 'volumes: [{ name: x, emptyDir: 10 }]' },
    ]) {
      const text = statefulSet(wrong);
      assert.match(check(text)[0]!.message, /write a mapping of keys to values$/);
      assert.equal(repaired(text), text);
    }
    const anchored = statefulSet({ pod: 'volumes:\n  - name: cfg\n    configMap: &a pg-cfg' });
    assert.equal(repaired(anchored), anchored);
  });
});

test('a value on the line below its key is written in full there, whichever line end stands between', () => {
  for (const end of ['\n', '\x85']) {
    const text = statefulSet({ spec: `updateStrategy:${end}    RollingUpdate` });
    assert.equal(repaired(text), statefulSet({ spec: 'updateStrategy:\n  type: RollingUpdate' }), JSON.stringify(end));
  }
});
