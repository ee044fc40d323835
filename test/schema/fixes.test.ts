import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claimTemplate, statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { applyEdits } from '../support/edits.ts';
import { check, repaired, repairedSafely } from './support.ts';

const claim = 'accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 10Gi';

describe('repairs', () => {
  test('a volume that is mounted and missing is defined', () => {
    const mount = { container: 'volumeMounts: [{name: journal, mountPath: /journal}]' };
    const other =
      'volumeClaimTemplates:\n  - metadata: {name: data}\n    spec:\n      accessModes: [ReadWriteOnce]\n      resources: {requests: {storage: 1Gi}}';
    const texts = [
      statefulSet(mount),
      statefulSet({ ...mount, spec: other }),
      statefulSet({ ...mount, pod: 'volumes:\n- name: tmp\n  emptyDir: {}' }),
      statefulSet({ container: 'volumeDevices: [{name: journal, devicePath: /dev/xvda}]', spec: other }),
    ];
    for (const text of texts) {
      const fixes = check(text)[0]!.fixes!();
      assert.equal(fixes[0]!.title, 'Add claim template "journal" of 10Gi');
      assert.ok(fixes.every(({ isSafe }) => !isSafe));
      for (const { edits } of fixes) assert.deepEqual(check(applyEdits(text, edits)), []);
    }
  });

  test('a label that is added keeps the quotes without which it is no string', () => {
    const text = 'apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  selector:\n    matchLabels:\n      "n": a\n';
    const found = check(text).find(({ rule }) => rule === 'selector-template-mismatch')!;
    assert.match(applyEdits(text, found.fixes!()[0]!.edits), /labels:\n +"n": a\n/);
  });

  test('the comment that an entry leaves behind ends where it ended, whatever its line end', () => {
    for (const lineEnd of ['\n', '\r\n', '\x85']) {
      const text = ['apiVersion: policy/v1', 'kind: PodDisruptionBudget', 'spec:', '#', ' p: 1', ''].join(lineEnd);
      const fix = check(text)
        .flatMap(({ fixes }) => [...(fixes?.() ?? [])])
        .find(({ title }) => title === 'Remove p')!;
      assert.ok(applyEdits(text, fix.edits).endsWith(`spec: {}${lineEnd}#${lineEnd}`), JSON.stringify(lineEnd));
    }
  });

  test('a resource by the name that people call it gets its own', () => {
    const wanted = 'resources:\n  limits:\n    memory: 1Gi';
    for (const name of ['mem', 'RAM', 'Memory', 'memroy']) {
      const text = statefulSet({ container: wanted.replace('memory', name) });
      assert.match(check(text)[0]!.message, /did you mean "memory"\?$/);
      assert.equal(repaired(text), statefulSet({ container: wanted }));
    }
    const device = check(statefulSet({ container: wanted.replace('memory', 'gpu') }))[0]!;
    assert.match(device.message, /"domain\/name"/);
    assert.deepEqual(device.fixes?.() ?? [], []);
    const taken = check(statefulSet({ container: `${wanted}\n    mem: 2Gi` }))[0]!;
    assert.deepEqual(taken.fixes?.() ?? [], []);
  });

  test('what a tag makes a string is written without that tag, but not where an alias stands for it, too', () => {
    const storageClass = (expansion: string, rest = '') =>
      `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: a}\nprovisioner: b\n${expansion}\n${rest}`;
    const right = storageClass('allowVolumeExpansion: true # c');
    assert.equal(repaired(storageClass('allowVolumeExpansion: ! true # c')), right);
    assert.equal(repaired(storageClass('allowVolumeExpansion: !!str\n  true # c')), right);
    const shared = storageClass('allowVolumeExpansion: ! &t true', 'parameters: {c: *t}\n');
    assert.match(check(shared)[0]!.message, /is a string/);
    assert.equal(repaired(shared), shared);
  });

  test('a field in the wrong place moves with its comments', () => {
    const moved = `# what is kept\n${claimTemplate(claim)}`;
    assert.equal(
      repaired(statefulSet({ pod: moved })),
      statefulSet({ spec: moved.replace('  - metadata', '  - metadata') }),
    );
  });

  test('a field moves down to the object that has it', () => {
    const wrong = claimTemplate(claim).replace(
      '    spec:\n      accessModes',
      '    storageClassName: fast\n    spec:\n      accessModes',
    );
    assert.equal(
      repaired(statefulSet({ spec: wrong })),
      statefulSet({ spec: claimTemplate(`${claim}\nstorageClassName: fast`) }),
    );
    const beside = claimTemplate('accessModes: [ReadWriteOnce]\nresources:\n  storage: 10Gi # enough');
    assert.equal(
      repaired(statefulSet({ spec: beside })),
      statefulSet({
        spec: claimTemplate('accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 10Gi # enough'),
      }),
    );
  });

  test('a missing value stands apart from the comment after it', () => {
    const nameless = (rest: string) => statefulSet().replace(/- name: \S+\n( +image)/, `- name:${rest}\n$1`);
    for (const rest of [' # the program', ' ', '']) {
      const [, value] = /- name:(.*)\n +image/.exec(repaired(nameless(rest))) ?? [];
      assert.equal(value?.trimEnd(), rest.includes('#') ? ' nginx # the program' : ' nginx');
    }
  });

  test('a field moves sideways', () => {
    assert.equal(
      repaired(statefulSet({ container: 'fsGroup: 2000' })),
      statefulSet().replace(
        '          image: nginx:1.29\n',
        '          image: nginx:1.29\n      securityContext:\n        fsGroup: 2000\n',
      ),
    );
  });

  test('what several containers have, and the Pod has once, is moved by nobody unasked', () => {
    const container = 'securityContext: {fsGroup: 1000}';
    const both = (group: string) =>
      `initContainers:\n- name: a\n  image: a:1\n  ${container}\n- name: b\n  image: b:1\n  securityContext: {${group}}`;
    const one = statefulSet({ pod: both('runAsUser: 1') });
    assert.notEqual(repairedSafely(one), one);
    const two = statefulSet({ pod: both('fsGroup: 2000') });
    assert.equal(repairedSafely(two), two);
    assert.notEqual(repaired(two), two);
  });

  test('a field of a container moves from the Pod into the only container', () => {
    assert.equal(
      repairedSafely(statefulSet({ pod: 'imagePullPolicy: Always' })),
      statefulSet({ container: 'imagePullPolicy: Always' }),
    );
  });

  test('storage beside the request of a claim is moved into it, a class is not', () => {
    const flat = claimTemplate('accessModes: [ReadWriteOnce]\nstorage: 10Gi');
    assert.equal(repairedSafely(statefulSet({ spec: flat })), statefulSet({ spec: claimTemplate(claim) }));
    const withSize = `${claim}\nstorage: fast`;
    assert.match(
      check(statefulSet({ spec: claimTemplate(withSize) }))[0]!.message,
      /did you mean "storageClassName"\?$/,
    );
  });

  test('what sizes and sources are called elsewhere gets its name', () => {
    for (const [wrong, right] of [
      ['emptyDir: {size: 1Gi}', 'emptyDir: {sizeLimit: 1Gi}'],
      ['configMap: {configMapName: a}', 'configMap: {name: a}'],
      ['projected: {sources: [{secret: {secretName: a}}]}', 'projected: {sources: [{secret: {name: a}}]}'],
    ] as const) {
      const pod = (source: string) => statefulSet({ pod: `volumes: [{name: tmp, ${source}}]` });
      assert.equal(repaired(pod(wrong)), pod(right));
    }
  });

  test('labels under matchLabels in a Service are its selector', () => {
    const service = (selector: string) =>
      `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ${selector}\n  ports: [{port: 80}]\n`;
    for (const [wrong, right] of [
      [
        'selector:\n    matchLabels: # ours\n      # both\n      app: web # a',
        'selector:\n    # ours\n    # both\n    app: web # a',
      ],
      ['selector: {matchLabels: {app: web, tier: a}}', 'selector: {app: web, tier: a}'],
      ['selector:\n    matchLabels: {app: web, tier: a} # b', 'selector:\n    app: web\n    tier: a # b'],
    ] as const) {
      assert.match(check(service(wrong))[0]!.message, /leave matchLabels out/);
      assert.equal(repairedSafely(service(wrong)), service(right));
    }
    for (const kept of [
      'selector: {app: web, matchLabels: {app: data}}',
      'selector:\n    matchLabels: &a\n      app: web',
      'selector: {matchLabels: {app: web # ours\n    }}',
    ]) {
      assert.equal(repairedSafely(service(kept)), service(kept));
    }
  });

  test('a selector and a label that differ become what more of the object says', () => {
    const differ = (label: string, selector: string, name: string) =>
      statefulSet({
        name,
        labels: `labels:\n  app: ${label}`,
        selector: `selector:\n  matchLabels:\n    app: ${selector}`,
      });
    const fixesOf = (text: string) => check(text)[0]!.fixes!();
    assert.equal(repaired(differ('data', 'dat', 'data')), differ('data', 'data', 'data'));
    assert.equal(repaired(differ('dat', 'data', 'data')), differ('data', 'data', 'data'));
    const unclear = fixesOf(differ('one', 'two', 'data'));
    assert.deepEqual(
      unclear.map(({ title }) => title),
      ['Change the label to two', 'Change the selector to one'],
    );
    assert.ok(unclear.every(({ isPreferred, isSafe }) => isPreferred === false && !isSafe));
  });

  test('a name that is too long is cut to what a set can have', () => {
    const [problem] = check(statefulSet({ name: 'a'.repeat(64) }));
    assert.match(problem!.message, /64 characters; use at most 52$/);
    assert.equal(repaired(statefulSet({ name: 'a'.repeat(64) })), statefulSet({ name: 'a'.repeat(52) }));
    assert.equal(repaired(statefulSet({ name: `A${'a'.repeat(59)}` })), statefulSet({ name: 'a'.repeat(52) }));
  });

  test('what is misspelt in an old version is not written once more', () => {
    const old = (spec: string) => statefulSet({ apiVersion: 'apps/v1beta1', spec });
    for (const field of ['updateStategy', 'strategy']) {
      const text = old(`${field}:\n  type: RollingUpdate`);
      assert.equal(repaired(text), text.replace('apps/v1beta1', 'apps/v1'));
    }
  });

  test('a misspelt field is renamed, in its quotes', () => {
    assert.equal(repaired(statefulSet({ spec: "'replica': 3" })), statefulSet({ spec: "'replicas': 3" }));
    assert.equal(
      repaired(statefulSet({ spec: 'strategy:\n  type: RollingUpdate' })),
      statefulSet({ spec: 'updateStrategy:\n  type: RollingUpdate' }),
    );
  });

  test('words get their case, types their quotes, lists their brackets', () => {
    assert.equal(
      repairedSafely(statefulSet({ spec: 'podManagementPolicy: parallel # all at once' })),
      statefulSet({ spec: 'podManagementPolicy: Parallel # all at once' }),
    );
    assert.equal(
      repairedSafely(statefulSet({ container: 'env:\n  - name: A\n    value: yes' })),
      statefulSet({ container: 'env:\n  - name: A\n    value: "yes"' }),
    );
    assert.equal(repairedSafely(statefulSet({ spec: 'replicas: "3"' })), statefulSet({ spec: 'replicas: 3' }));
    assert.equal(
      repairedSafely(statefulSet({ spec: claimTemplate(claim.replace('[ReadWriteOnce]', 'ReadWriteOnce')) })),
      statefulSet({ spec: claimTemplate(claim) }),
    );
  });

  test('one mapping becomes the item of a list', () => {
    const mapping = claimTemplate(claim)
      .replace('  - metadata', '  metadata')
      .replace(/\n {4}/g, '\n  ');
    assert.equal(repairedSafely(statefulSet({ spec: mapping })), statefulSet({ spec: claimTemplate(claim) }));
  });

  test('quantities get a unit that exists, which is a guess', () => {
    const text = statefulSet({ spec: claimTemplate(claim.replace('10Gi', '10 gb')) });
    assert.equal(repaired(text), statefulSet({ spec: claimTemplate(claim) }));
    assert.equal(repairedSafely(text), text);
  });

  test('an old version brings what it used to fill in', () => {
    const old = statefulSet({ apiVersion: 'apps/v1beta1', selector: 'replicas: 1' });
    const wanted = statefulSet({
      selector: 'replicas: 1',
      spec: 'selector:\n  matchLabels:\n    app: web\nupdateStrategy:\n  type: OnDelete',
    });
    assert.equal(repairedSafely(old), wanted);
    const autoscaler = (version: string, target: string) =>
      `apiVersion: autoscaling/${version}\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  scaleTargetRef:\n    kind: StatefulSet\n` +
      `    name: web\n    apiVersion: apps/v1\n  maxReplicas: 3\n  metrics:\n    - type: Resource\n      resource:\n        name: cpu\n        ${target}\n`;
    assert.equal(
      repairedSafely(autoscaler('v2beta1', 'targetAverageUtilization: 70')),
      autoscaler('v2', 'target: { type: Utilization, averageUtilization: 70 }'),
    );
  });

  test('a missing apiVersion is added on top', () => {
    assert.equal(repairedSafely(statefulSet().replace('apiVersion: apps/v1\n', '')), statefulSet());
    assert.equal(repairedSafely(statefulSet().replace('apiVersion', 'apiversion')), statefulSet());
  });

  test('what fits most of the time is offered, not written by itself', () => {
    const noModes = statefulSet({ spec: claimTemplate('resources:\n  requests:\n    storage: 10Gi') });
    assert.equal(
      repaired(noModes),
      statefulSet({ spec: claimTemplate('resources:\n  requests:\n    storage: 10Gi\naccessModes: [ReadWriteOnce]') }),
    );
    assert.equal(repairedSafely(noModes), noModes);
    assert.equal(
      repaired(statefulSet({ selector: 'replicas: 1' })),
      statefulSet({ selector: 'replicas: 1', spec: 'selector:\n  matchLabels:\n    app: web' }),
    );
    assert.deepEqual(check(repaired(statefulSet({ labels: 'labels:\n  team: a' }))), []);
  });

  test('line breaks and JSON keep their style', () => {
    const windows = statefulSet({ pod: claimTemplate(claim) }).replaceAll('\n', '\r\n');
    assert.equal(repairedSafely(windows), statefulSet({ spec: claimTemplate(claim) }).replaceAll('\n', '\r\n'));
    const json =
      '{"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "web"}, "replicas": 3, "spec": {"selector": {"matchLabels": {"app": "web"}}, "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "app", "image": "nginx"}]}}}}';
    assert.equal(repairedSafely(json), json.replace(' "replicas": 3,', '').replace(/\}\}$/, ', "replicas": 3}}'));
  });

  test('JSON stays JSON', () => {
    const claim = '{"accessModes": ["ReadWriteOnce"], "resources": {"requests": { "storage": "1Gi" }}}';
    const json = `{"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "data"}, "spec": ${claim}}`;
    assert.equal(repairedSafely(json.replace('"requests": { "storage": "1Gi" }', '"storage": "1Gi"')), json);
    assert.equal(repairedSafely(json.replace('["ReadWriteOnce"]', '"ReadWriteOnce"')), json);
    assert.equal(repairedSafely(json.replace('["ReadWriteOnce"]', '"RWO"')), json);
    assert.deepEqual(check(json), []);
  });

  test('what stands beside aliases and merge keys is repaired where it is written', () => {
    const text = statefulSet({
      labels: '&labels\n  team: a',
      container: 'workingdir: /x # own\nresources: &r {limits: {cpu: 1}}\n<<: {tty: true}',
      pod: 'volumes: []\ninitContainers:\n  - name: init\n    image: a\n    resources: *r',
    });
    assert.equal(repairedSafely(text), text.replace('workingdir', 'workingDir'));
    const shared = statefulSet({ container: 'ports: &ports [{containerport: 80}]' });
    assert.equal(repairedSafely(shared), shared.replace('port:', 'Port:'));
  });

  test('nothing is repaired where aliases stand for values', () => {
    const text = statefulSet({ container: 'env:\n  - name: &a A\n    value: yes\n  - name: B\n    value: *a' });
    assert.equal(repairedSafely(text), text.replace('value: yes', 'value: "yes"'));
    const number = statefulSet({ container: 'ports: [{containerPort: &p 80}]\nenv:\n  - name: B\n    value: *p' });
    assert.equal(repaired(number), number);
  });
});
