import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { limits as textLimits } from '../../server/src/base/limits.ts';
import type { Minor } from '../../server/src/schema/minor.ts';
import { check, errorsIn, findings, underlined, warningsIn } from './support.ts';

const container = 'spec.template.spec.containers[0]';
const pod = 'spec.template.spec';

describe('amounts beyond 64 bits', () => {
  const volume = (storage: string) => `apiVersion: v1
kind: PersistentVolume
metadata: {name: data}
spec:
  capacity: {storage: ${storage}}
  accessModes: [ReadWriteOnce]
  hostPath: {path: /data}
`;
  const limits = (name: string, amount: string) =>
    errorsIn({ container: `resources: {limits: {cpu: 1, ${name}: ${amount}}}` });

  test('volumes, as the server counts their bytes', () => {
    const wrong = ['value-out-of-range spec.capacity[storage]'];
    for (const size of ['1e19', '9223372036854775808', '"10000000000000000000"', '-1', '-100E', '0']) {
      assert.deepEqual(findings(volume(size)), wrong, size);
    }
    for (const size of ['9223372036854775807', '"1e19"', '100E', '1e20', '8Ei', '1e400']) {
      assert.deepEqual(findings(volume(size)), [], size);
    }
  });

  test('devices and huge pages', () => {
    const wrong = (name: string) => [`value-invalid ${container}.resources.limits.${name}`];
    assert.deepEqual(limits('example.com/x', '"10000000000000000000"'), wrong('example.com/x'));
    assert.deepEqual(limits('example.com/x', '100E'), []);
    assert.deepEqual(limits('example.com/x', '500m'), wrong('example.com/x'));
    assert.deepEqual(limits('hugepages-2Mi', '9223372036854775807'), wrong('hugepages-2Mi'));
    assert.deepEqual(limits('hugepages-2Mi', '9223372036854775808'), []);
  });
});

describe('what a claim of a Pod must not say of itself', () => {
  const claim = (metadata: string) =>
    errorsIn({
      pod: `volumes:\n  - name: tmp\n    ephemeral:\n      volumeClaimTemplate:\n        metadata: {${metadata}}\n        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}`,
    });
  const path = `field-forbidden ${pod}.volumes[0].ephemeral.volumeClaimTemplate.metadata`;

  test('an empty list is written, too', () => {
    for (const name of ['finalizers', 'ownerReferences', 'managedFields']) {
      assert.deepEqual(claim(`${name}: []`), [`${path}.${name}`]);
      assert.deepEqual(claim(`${name}: null`), []);
    }
  });

  test('what stands for nothing is not', () => {
    assert.deepEqual(claim('name: "", generation: 0, creationTimestamp: null'), []);
    assert.deepEqual(claim('name: data'), [`${path}.name`]);
    assert.deepEqual(claim('uid: abc'), [`${path}.uID`]);
  });
});

describe('ports of nodes', () => {
  const service = (port: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: NodePort, ports: [{port: 80, nodePort: ${port}}]}\n`;

  test('no cluster has such a port, which a dry run does not find out', () => {
    const wrong = ['value-out-of-range spec.ports[0].nodePort'];
    assert.deepEqual(findings(service('-1')), wrong);
    assert.deepEqual(findings(service('65536')), wrong);
    assert.deepEqual(
      check(service('-1')).map(({ severity }) => severity),
      ['warning'],
    );
    assert.equal(underlined(service('65536'), 'value-out-of-range'), '65536');
    for (const port of ['0', '80', '30080', '65535']) assert.deepEqual(findings(service(port)), [], port);
  });

  test('one serves several protocols of a Service only for one port of it', () => {
    const wrongAt = (...ports: readonly string[]) =>
      findings(
        `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  type: NodePort\n  ports: [${ports.map((port, at) => `{name: p${at}, ${port}}`).join(', ')}]\n`,
      );
    const taken = (at: number) => [`duplicate-value spec.ports[${at}].nodePort`];
    // As a real server goes about it, stored or as a dry run.
    assert.deepEqual(wrongAt('port: 53, nodePort: 30053', 'port: 53, protocol: UDP, nodePort: 30053'), []);
    assert.deepEqual(wrongAt('port: 53, nodePort: 30053', 'port: 53, protocol: UDP, nodePort: 30054'), []);
    assert.deepEqual(wrongAt('port: 53, nodePort: 30053', 'port: 53, protocol: UDP'), []);
    assert.deepEqual(wrongAt('port: 53', 'port: 53, protocol: UDP, nodePort: 30053'), []);
    assert.deepEqual(wrongAt('port: 53, nodePort: 30053', 'port: 54, protocol: UDP, nodePort: 30053'), taken(1));
    const udp = 'port: 53, protocol: UDP, nodePort: 30054';
    assert.deepEqual(wrongAt('port: 53, nodePort: 30053', udp, 'port: 60, protocol: SCTP, nodePort: 30054'), taken(2));
    assert.deepEqual(wrongAt('port: 53, nodePort: 30053', udp, 'port: 53, protocol: SCTP, nodePort: 30054'), taken(2));
    assert.deepEqual(wrongAt('port: 53, nodePort: 30053', 'port: 54, nodePort: 30054', udp), taken(2));
    assert.deepEqual(wrongAt('port: 54, nodePort: 30054', 'port: 53', udp), taken(1));
    assert.deepEqual(wrongAt('port: 53, nodePort: 30053', 'port: 54, nodePort: 30053'), taken(1));
  });

  test('of init containers they may differ in the network of the node', () => {
    const ports = 'ports: [{containerPort: 80, hostPort: 8080}]';
    const init = `hostNetwork: true\ninitContainers:\n  - {name: init, image: a, ${ports}}`;
    assert.deepEqual(errorsIn({ pod: init }), []);
    assert.deepEqual(errorsIn({ pod: 'hostNetwork: true', container: ports }), [
      `fields-conflict ${container}.ports[0].hostPort`,
    ]);
  });
});

describe('kernel parameters of a Pod', () => {
  const securityContext = (name: string) => ({ pod: `securityContext: {sysctls: [{name: ${name}, value: "1"}]}` });
  const place = `${pod}.securityContext.sysctls[0].name`;

  test('are those that each Pod has for itself', () => {
    for (const name of ['vm.max_map_count', 'vm/max_map_count', 'fs.file-max', 'kernel.pid_max']) {
      assert.deepEqual(warningsIn(securityContext(name)), [`value-not-supported ${place}`], name);
      assert.deepEqual(errorsIn(securityContext(name)), [], name);
    }
    for (const name of ['net.core.somaxconn', 'kernel.sem', 'kernel.shmmax', 'kernel.msgmax', 'fs.mqueue.msg_max']) {
      assert.deepEqual(warningsIn(securityContext(name)), [], name);
    }
  });
});

describe('Pods for Windows', () => {
  test('have no resources of their own, whatever is in them', () => {
    const parts = { pod: 'os: {name: windows}\nresources: {limits: {bogus: 1}}' };
    assert.deepEqual(errorsIn(parts), [`field-forbidden ${pod}.resources`]);
    assert.deepEqual(errorsIn(parts, { minor: '1.33' }), []);
  });

  test('an empty list of sysctls is none', () => {
    const securityContext = (list: string) => ({ pod: `os: {name: windows}\nsecurityContext: {sysctls: ${list}}` });
    assert.deepEqual(errorsIn(securityContext('[]')), []);
    assert.deepEqual(errorsIn(securityContext('[{name: kernel.shm_rmid_forced, value: "1"}]')), [
      `field-forbidden ${pod}.securityContext.sysctls`,
    ]);
  });

  test('an empty list of groups is none until 1.33', () => {
    const parts = { pod: 'os: {name: windows}\nsecurityContext: {supplementalGroups: []}' };
    assert.deepEqual(errorsIn(parts, { minor: '1.33' }), []);
    assert.deepEqual(errorsIn(parts, { minor: '1.34' }), [`field-forbidden ${pod}.securityContext.supplementalGroups`]);
  });

  test('have what is dropped before it is looked at', () => {
    const users = { pod: 'os: {name: windows}\nhostUsers: true' };
    assert.deepEqual(errorsIn(users, { minor: '1.32' }), []);
    assert.deepEqual(errorsIn(users, { minor: '1.33' }), [`field-forbidden ${pod}.hostUsers`]);
    const groups = { pod: 'os: {name: windows}\nsecurityContext: {supplementalGroupsPolicy: Merge}' };
    assert.deepEqual(errorsIn(groups, { minor: '1.32' }), []);
    assert.deepEqual(errorsIn(groups), [`field-forbidden ${pod}.securityContext.supplementalGroupsPolicy`]);
  });
});

describe('what YAML writes in more than one way', () => {
  test('a mapping is merged in where it stands', () => {
    assert.deepEqual(errorsIn({ spec: '<<: {minReadySeconds: 1}' }), []);
    assert.deepEqual(errorsIn({ spec: '<<: [{minReadySeconds: 1}, {minReadySeconds: -1}]' }), []);
    assert.deepEqual(errorsIn({ spec: '<<: {bogus: 1}' }), ['unknown-field spec.bogus']);
    assert.deepEqual(errorsIn({ spec: '"<<": {minReadySeconds: 1}' }), ['unknown-field spec.<<']);
    assert.deepEqual(errorsIn({ container: 'args:\n  - |\n    cat <<EOF\n    EOF' }), []);
  });

  test('a tag makes a text of nothing', () => {
    assert.deepEqual(errorsIn({ spec: 'minReadySeconds: !!str' }), ['wrong-type spec.minReadySeconds']);
    assert.deepEqual(errorsIn({ spec: 'minReadySeconds: !!null' }), []);
    assert.deepEqual(errorsIn({ spec: 'minReadySeconds:' }), []);
  });

  test('a group without a name is none', () => {
    const claim = (version: string) =>
      findings(
        `apiVersion: ${version}\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n`,
      );
    assert.deepEqual(claim('/v1'), []);
    assert.deepEqual(claim('v1/'), ['api-version-unknown apiVersion']);
  });
});

describe('values that no label of a node has', () => {
  const term = '{matchExpressions: [{key: a, operator: In, values: ["b c"]}]}';
  const required = {
    pod: `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [${term}]}}}`,
  };
  const volume = `apiVersion: v1
kind: PersistentVolume
metadata: {name: data}
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteOnce]
  local: {path: /data}
  nodeAffinity: {required: {nodeSelectorTerms: [${term}]}}
`;
  const path = 'nodeSelectorTerms[0].matchExpressions[0].values[0]';

  test('are refused since 1.33', () => {
    const field = `label-invalid ${pod}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.${path}`;
    assert.deepEqual(errorsIn(required, { minor: '1.32' }), []);
    assert.deepEqual(errorsIn(required, { minor: '1.33' }), [field]);
    const errors = (minor: Minor) => check(volume, { minor }).filter(({ severity }) => severity === 'error');
    assert.deepEqual(errors('1.32'), []);
    assert.deepEqual(
      errors('1.33').map(({ field: at }) => at),
      [`spec.nodeAffinity.required.${path}`],
    );
  });
});

describe('metadata of anything', () => {
  const metadata = (text: string) =>
    findings(
      `apiVersion: v1\nkind: Service\nmetadata: {name: web, ${text}}\nspec: {clusterIP: None, selector: {app: web}}\n`,
    ).filter((found) => found.includes('metadata'));

  test('Events own nothing', () => {
    const owner = (kind: string) => `ownerReferences: [{apiVersion: v1, kind: ${kind}, name: a, uid: u}]`;
    assert.deepEqual(metadata(owner('Event')), ['value-not-supported metadata.ownerReferences[0]']);
    assert.deepEqual(metadata(owner('Pod')), []);
  });

  test('what an object owns stays or goes with it', () => {
    assert.deepEqual(metadata('finalizers: [orphan, foregroundDeletion]'), ['fields-conflict metadata.finalizers']);
    assert.deepEqual(metadata('finalizers: [orphan]'), []);
    assert.deepEqual(metadata('finalizers: ["", orphan]'), ['value-invalid metadata.finalizers[0]']);
    const budget = (finalizers: string) =>
      `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web, finalizers: ${finalizers}}\nspec: {minAvailable: 1}\n`;
    assert.deepEqual(findings(budget('[mine, ""]')), ['value-invalid metadata.finalizers[1]']);
  });
});

test('a key that is not written yet is no unknown field', () => {
  const set = 'apiVersion: apps/v1\nkind: StatefulSet\n';
  const unknown = (end: string) => findings(`${set}${end}`, { isPatch: true }).filter((one) => /^unknown/.test(one));
  for (const end of ['&a ', '&a', '? ', 'metadata:\n  name: web\n  &a ']) assert.deepEqual(unknown(end), [], end);
  assert.deepEqual(unknown(': 1'), ['unknown-field ']);
  assert.deepEqual(unknown('"": 1'), ['unknown-field ']);
});

test('of more unknown fields than are shown it is not looked for what was meant', () => {
  const count = 5 * textLimits.documentProblems + 5;
  const fields = Array.from({ length: count }, (_, at) => `  nam${at}: web\n`).join('');
  const found = check(`apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n${fields}`);
  const unknown = found.filter(({ rule }) => rule === 'unknown-field').map(({ message }) => message);
  assert.equal(unknown.length, count);
  assert.match(unknown[0]!, /did you mean "name"/);
  assert.match(unknown.at(-1)!, /leave it out/);
});

test('a key over several lines is what they say together', () => {
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    const text = 'apiVersion: apps/v1\nkind: StatefulSet\nspec: {? more\n pods\n : 1}\n'.replaceAll('\n', lineEnd);
    const unknown = check(text).filter(({ rule }) => rule === 'unknown-field');
    assert.deepEqual(
      unknown.map(({ field }) => field),
      ['spec.more pods'],
      JSON.stringify(lineEnd),
    );
  }
});
