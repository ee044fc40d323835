import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: "app:1", volumeMounts: [{ name: data, mountPath: /data }] }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }
`;

function severityOf(spec: string): string | undefined {
  const claim = `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data-web-0 }\nspec: ${spec}\n`;
  const found = problemsOf(openWorkspace({ 'main.yaml': `${claim}---\n${set}` }), 'main.yaml');
  return found.find(({ problem }) => problem.rule === 'claim-differs-from-template')?.problem.severity;
}

test('a claim made beforehand is a warning where the set gets less, and information where that is likely meant', () => {
  const claim = (size: string, more = '') =>
    `{ accessModes: [ReadWriteOnce], resources: { requests: { storage: ${size} } }${more} }`;
  assert.equal(severityOf(claim('5Gi')), 'warning');
  assert.equal(severityOf(claim('20Gi')), 'information');
  assert.equal(severityOf(claim('5Gi', ', volumeName: disk')), 'information');
  assert.equal(severityOf(claim('5Gi', ', dataSource: { kind: PersistentVolumeClaim, name: old }')), 'information');
  assert.equal(severityOf(claim('10240Mi')), undefined);
});
