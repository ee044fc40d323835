import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { openWorkspace, uriOf } from '../support/workspace.ts';

const more = `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data-mysql-0 }
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: fast
  resources: { requests: { storage: 10Gi } }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
allowVolumeExpansion: true
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: disk }
spec:
  capacity: { storage: 10Gi }
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
  storageClassName: fast
  csi: { driver: ebs.csi.aws.com, volumeHandle: x }
`;
const example = fs.readFileSync(path.join(import.meta.dirname, '../../examples/mysql.yaml'), 'utf8');
const text = `${example}${example.endsWith('\n') ? '' : '\n'}${more}`;

/** The lines of concept pages that each key of an object shows, by object and key. */
function shownLines(): Map<string, Map<string, string[]>> {
  const snapshot = openWorkspace({ 'main.yaml': text }).snapshot();
  const objects = new Map<string, Map<string, string[]>>();
  let start = 0;
  for (const document of text.split(/^---\n/m)) {
    const kind = /^kind: (\w+)/m.exec(document)?.[1] ?? '';
    const keys = new Map<string, string[]>();
    for (const { 1: key = '', index } of document.matchAll(/(?<=[ {\n-])(\w+)(?=: |:\n)/g)) {
      const { markdown = '' } = hover(snapshot, uriOf('main.yaml'), start + index + 1, neverCancelled) ?? {};
      keys.set(`${key} ${index}`, markdown.match(/^- .+$/gm) ?? []);
    }
    objects.set(kind, keys);
    start += document.length + '---\n'.length;
  }
  return objects;
}

describe('what a concept page says in short', () => {
  const objects = shownLines();

  test('is shown at the few fields that it is about', () => {
    for (const [kind, keys] of objects) {
      const times = new Map<string, string[]>();
      for (const [key, lines] of keys) for (const line of lines) times.set(line, [...(times.get(line) ?? []), key]);
      for (const [line, where] of times) assert.ok(where.length <= 3, `${kind}: ${where.join(', ')}: ${line}`);
      const silent = [...keys.values()].filter((lines) => lines.length === 0).length;
      assert.ok(silent >= keys.size / 3, `${kind}: ${silent} of ${keys.size} say what they are alone`);
    }
  });

  test('is shown there', () => {
    const linesOf = (kind: string, key: string) =>
      [...objects.get(kind)!].filter(([name]) => name.startsWith(`${key} `)).flatMap(([, lines]) => lines);
    for (const [kind, key] of [
      ['StatefulSet', 'kind'],
      ['StatefulSet', 'serviceName'],
      ['StatefulSet', 'volumeClaimTemplates'],
      ['StatefulSet', 'mountPath'],
      ['StatefulSet', 'accessModes'],
      ['Service', 'clusterIP'],
      ['Service', 'selector'],
      ['PersistentVolumeClaim', 'kind'],
      ['PersistentVolumeClaim', 'storageClassName'],
      ['PersistentVolume', 'accessModes'],
    ] as const) {
      assert.ok(linesOf(kind, key).length > 0, `${kind}: ${key}`);
    }
  });

  test('of names is shown at that of the set, and at no other', () => {
    const named = [...objects].flatMap(([kind, keys]) =>
      [...keys].filter(([key, lines]) => key.startsWith('name ') && /ordinal/.test(lines.join())).map(() => kind),
    );
    assert.ok(named.includes('StatefulSet'));
    assert.deepEqual([...new Set(named)], ['StatefulSet']);
  });
});
