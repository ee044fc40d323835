import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { fieldWords } from '../../server/src/features/texts.ts';
import { kinds, typeOf } from '../../server/src/schema/lookup.ts';
import { openWorkspace, uriOf } from '../support/workspace.ts';

const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector:
    app: web
`;
const set = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  namespace: shop
spec:
  serviceName: web
  replicas: 3
  podManagementPolicy: OrderedReady
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      partition: 1
  persistentVolumeClaimRetentionPolicy:
    whenScaled: Delete
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          image: nginx:1.29
          volumeMounts:
            - name: data
              mountPath: /data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: ["ReadWriteOnce"]
        resources:
          requests:
            storage: 10Gi
`;

/** The hover at the first character of `at`'s last occurrence in the text. */
function hoverAt(text: string, at: string): string {
  const host = openWorkspace({ 'main.yaml': text, 'service.yaml': service });
  const offset = text.lastIndexOf(at) + at.length - at.trimStart().length + 1;
  return hover(host.snapshot(), uriOf('main.yaml'), offset, neverCancelled)?.markdown ?? '';
}

describe('on a key', () => {
  const rows: readonly [at: string, words: readonly (string | RegExp)[]][] = [
    [
      'serviceName:',
      [/^\*\*serviceName\*\* \*string\*: /, '`web-0.web.shop.svc.cluster.local`', 'headless', 'Cannot be changed'],
    ],
    ['replicas:', ['`web-0, web-1, web-2`', 'Default: ']],
    ['podManagementPolicy:', ['`web-0` starts; once it is Ready, `web-1`', 'Scaling down stops `web-2` first']],
    ['partition:', ['replaces `web-2`, then `web-1`', '`web-0` keeps the old revision because partition is 1']],
    ['whenScaled:', ['Scaling down **deletes** claims such as `data-web-2`', 'Deleting the set keeps `data-web-0']],
    ['volumeClaimTemplates:', ['`data-web-0, data-web-1, data-web-2`']],
    ['storage:', ['3 × `10Gi` = 30Gi in all']],
    ['accessModes:', ['list of string']],
  ];
  for (const [at, words] of rows) {
    test(at, () => {
      const text = hoverAt(set, at);
      for (const word of words) {
        if (typeof word === 'string') assert.ok(text.includes(word), `${text}\n\nlacks ${word}`);
        else assert.match(text, word);
      }
    });
  }
});

describe('on a value', () => {
  test('an access mode says what it promises', () =>
    assert.match(hoverAt(set, 'ReadWriteOnce'), /^\*\*ReadWriteOnce\*\*/));
  test('a policy says what it does to these Pods', () => assert.match(hoverAt(set, 'OrderedReady'), /`web-0` starts/));
  test('a size in both unit systems and in all', () => {
    const text = hoverAt(set, '10Gi');
    for (const words of ['10,737,418,240 bytes', '10Gi', '10.7', '30Gi in all']) assert.ok(text.includes(words), text);
  });
  test('a kind says what it is for', () => assert.match(hoverAt(set, 'StatefulSet'), /^\*\*StatefulSet\*\*/));
  test('a headless Service', () => assert.match(hoverAt(service, 'None'), /headless/i));
  test('a mount says which claims it gets', () => {
    const text = set;
    const offset = text.indexOf('data\n              mountPath') + 1;
    const host = openWorkspace({ 'main.yaml': text });
    assert.ok(hover(host.snapshot(), uriOf('main.yaml'), offset, neverCancelled)?.markdown.includes('data-web-0'));
  });
});

describe('on storage', () => {
  const storageClass = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: ebs.csi.aws.com
parameters:
  type: gp3
allowVolumeExpansion: true
volumeBindingMode: WaitForFirstConsumer
`;
  const claim = (name: string, mode = 'ReadWriteOnce') =>
    set.replace('accessModes: ["ReadWriteOnce"]', `accessModes: ["${mode}"]\n        storageClassName: ${name}`);
  const at = (text: string, word: string, settings = {}) => {
    const host = openWorkspace({ 'main.yaml': text, 'class.yaml': storageClass }, settings);
    return hover(host.snapshot(), uriOf('main.yaml'), text.lastIndexOf(word) + 1, neverCancelled)?.markdown ?? '';
  };
  test('a class of the workspace: what it makes, who may mount it, where it was found', () => {
    const text = at(claim('fast'), 'fast');
    for (const words of [
      'block storage',
      'ebs.csi.aws.com',
      'can grow',
      'a StorageClass in the workspace',
      'databases',
    ]) {
      assert.ok(text.includes(words), `${text}\n\nlacks ${words}`);
    }
  });
  test('a class of the chosen platform', () => {
    assert.match(at(claim('standard-rwo'), 'standard-rwo', { platform: 'gke' }), /ships with Google GKE/);
    assert.match(at(claim('gp3'), 'gp3', { platform: 'eks' }), /Amazon EKS does not ship it/);
    assert.match(at(claim('gp2'), 'gp2', { platform: 'eks', kubernetesVersion: '1.29' }), /ships with Amazon EKS/);
  });
  test('the empty name is explained', () => assert.match(at(claim('""'), '""'), /nothing makes a volume/));
  test('an unknown class names the nearest', () => assert.match(at(claim('fasst'), 'fasst'), /`fast`/));
  test('a mode that the class does not serve', () => {
    assert.match(at(claim('fast', 'ReadWriteMany'), 'ReadWriteMany'), /Class `fast` does \*\*not\*\* serve it\./);
    const onEks = at(claim('gp3', 'ReadWriteMany'), 'ReadWriteMany', { platform: 'eks' });
    assert.match(onEks, /Class `gp3` does \*\*not\*\* serve it\./);
  });
  test('a mode that the class would not serve is said as a guess where no platform is chosen', () => {
    const anywhere = hoverAt(claim('gp3', 'ReadWriteMany'), 'ReadWriteMany');
    assert.match(anywhere, /does \*\*not\*\* serve it if it is that of [A-Z].+ \(no platform is chosen\)\./);
    const guessed = at(claim('gp3', 'ReadWriteMany'), 'ReadWriteMany');
    assert.match(guessed, /serve it if this is for Amazon EKS \(guessed from `ebs.csi.aws.com` in the workspace\)\./);
  });
  test('the annotation from before the field names the class', () => {
    const annotated = claim('standard-rwo', 'ReadWriteMany').replace(
      'metadata:\n        name: data\n',
      'metadata:\n        name: data\n        annotations: {volume.beta.kubernetes.io/storage-class: fast}\n',
    );
    assert.match(at(annotated, 'ReadWriteMany'), /Class `fast` does \*\*not\*\* serve it\./);
  });
  test('where an image keeps its data', () => {
    const text = set.replace('nginx:1.29', 'postgres:16');
    assert.match(at(text, 'image:'), /\/var\/lib\/postgresql\/data/);
    assert.match(at(text, 'mountPath:'), /\/var\/lib\/postgresql\/data/);
  });
  test('a provisioner: what it can do', () => {
    const host = openWorkspace({ 'class.yaml': storageClass });
    const offset = storageClass.indexOf('ebs.csi') + 1;
    assert.match(hover(host.snapshot(), uriOf('class.yaml'), offset, neverCancelled)?.markdown ?? '', /block storage/);
  });
});

describe('everywhere', () => {
  test('every key of the sample has a hover that fits on a screen, with its first line as the answer', () => {
    const host = openWorkspace({ 'main.yaml': `${service}---\n${set}` });
    const text = `${service}---\n${set}`;
    for (const match of text.matchAll(/([\w]+):/g)) {
      if (
        text.slice(0, match.index).endsWith('labels:\n        ') ||
        text.slice(0, match.index).endsWith('matchLabels:\n      ')
      )
        continue;
      const markdown = hover(host.snapshot(), uriOf('main.yaml'), match.index + 1, neverCancelled)?.markdown;
      if (match[1] === 'app' || match[1] === 'nginx') continue;
      assert.ok(markdown, match[1]);
      const lines = markdown.split('\n').filter((line) => line !== '');
      assert.ok(lines.length <= 13, `${match[1]}: ${lines.length} lines`);
      const width = 100;
      const shown = lines.slice(1).filter((line) => !line.startsWith('[Kubernetes'));
      const rows = shown.reduce((sum, line) => sum + Math.ceil(line.length / width), 0);
      assert.ok(rows <= 12, `${match[1]}: ${rows} rows of ${width} characters`);
      const lists = markdown.match(/`[a-z0-9-]+, [^`\n]*`/g) ?? [];
      assert.equal(new Set(lists).size, lists.length, `${match[1]} lists names twice: ${lists.join(' ')}`);
      assert.match(lines[0]!, /^\*\*.+\*\*.*: ./);
    }
  });

  test('nothing is said between fields, in comments and of kinds that are not known', () => {
    const host = openWorkspace({
      'main.yaml': `# a comment\n${set}`,
      'other.yaml': 'apiVersion: example.com/v1\nkind: Thing\nspec:\n  a: 1\n',
    });
    assert.equal(hover(host.snapshot(), uriOf('main.yaml'), 3, neverCancelled), undefined);
    assert.equal(hover(host.snapshot(), uriOf('other.yaml'), 45, neverCancelled), undefined);
  });

  test('a half-typed manifest still teaches', () => {
    const text = set.replace('  replicas: 3', '  repl');
    assert.ok(hoverAt(text, 'serviceName:').includes('web'), 'after the line');
    assert.ok(hoverAt(text, 'mountPath:').length > 0);
  });

  test('text of a manifest cannot become Markdown', () => {
    const text = set.replace('serviceName: web', 'serviceName: "`x` [a](command:evil) <img src=x>"');
    const markdown = hoverAt(text, 'serviceName:');
    assert.ok(!/(^|[^`\w])\[a\]\(command/.test(markdown.replace(/`[^`]*`/g, '')), markdown);
  });

  test('every field of a StatefulSet, its claims and its Service has words of our own', () => {
    const missing: string[] = [];
    for (const { type, kind } of kinds()) {
      if (!['StatefulSet', 'PersistentVolumeClaim', 'Service', 'StorageClass'].includes(kind)) continue;
      for (const field of [
        ...type.fields.values(),
        ...(typeOf(type.fields.get('spec') ?? {})?.fields.values() ?? []),
      ]) {
        const owner = type.fields.get(field.name) === field ? type.name : type.fields.get('spec')!.ref!;
        if (!fieldWords(owner, field.name)) missing.push(`${owner}.${field.name}`);
      }
    }
    assert.deepEqual(missing, []);
  });
});
