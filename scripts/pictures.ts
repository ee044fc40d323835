// Part of npm run generate: draws the pictures of docs/concepts by what draws the preview, so that they show what the
// controller does. --check writes nothing and fails when they are stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings } from '../server/src/analysis/settings.ts';
import { previewOf } from '../server/src/preview/model.ts';
import { pictureFigure, timelineFigure } from '../server/src/preview/page/figure.ts';
import type { Preview, Scenario } from '../server/src/protocol/preview.ts';
import { createService } from '../server/src/service.ts';
import { root } from './run.ts';

const folder = join(root, 'docs/concepts/images');

const set = (spec = '', claims = ['data'], replicas = 3) => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: ${replicas}
${spec}  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "web:1.0" }] }
${claims.length > 0 ? '  volumeClaimTemplates:\n' : ''}${claims
  .map(
    (name) => `    - metadata: { name: ${name} }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }
`,
  )
  .join('')}`;

const service = (name: string, spec = 'clusterIP: None') => `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec:
  ${spec}
  selector: { app: web }
  ports: [{ name: http, port: 80 }]
---
`;

/** Name of a file → how it is drawn. */
const drawings: Readonly<Record<string, () => string>> = {
  'statefulset.svg': () => drawSet(service('web') + set()),
  'headless-service.svg': () => drawSet(service('web') + service('web-read', 'type: ClusterIP') + set('', [])),
  'volume-claim.svg': () => drawSet(service('web') + set('', ['data', 'logs'], 2)),
  'ordered-deployment.svg': () => drawRollout(set(), { kind: 'deploy' }, 'OrderedReady: one after the other'),
  'parallel-deployment.svg': () =>
    drawRollout(set('  podManagementPolicy: Parallel\n'), { kind: 'deploy' }, 'Parallel: all at once'),
  'rolling-updates.svg': () =>
    drawRollout(set(), { kind: 'update', image: 'web:1.1' }, 'An update from web:1.0 to web:1.1'),
  'rolling-updates-partition.svg': () =>
    drawRollout(
      set('  updateStrategy: { rollingUpdate: { partition: 1 } }\n'),
      { kind: 'update', image: 'web:1.1' },
      'The same update with partition 1',
    ),
  'rolling-updates-broken.svg': () =>
    drawRollout(set(), { kind: 'break' }, 'An update that never gets ready, and the way back'),
};

/** Narrow enough to be read at the side of a walkthrough. */
function drawSet(text: string): string {
  return pictureFigure(previewed(text), { columns: 2, services: 'above' });
}

function drawRollout(text: string, scenario: Scenario, title: string): string {
  return timelineFigure({ ...previewed(text, scenario).timeline, title });
}

function previewed(text: string, scenario: Scenario = { kind: 'deploy' }): Preview<unknown> {
  const host = createService();
  host.configure(defaultSettings);
  const uri = 'file:///docs/web.yaml';
  host.open(uri, 1, text);
  host.setIndexComplete(true);
  const snapshot = host.snapshot();
  const found = previewOf(snapshot, snapshot.file(uri)!, { scenario });
  if (!found || found.verdict.set.length > 0) throw new Error(`a picture's set is refused: ${found?.verdict.set}`);
  return { ...found, problems: [] };
}

const isCheck = process.argv.includes('--check');
const stale: string[] = [];
mkdirSync(folder, { recursive: true });
for (const [name, draw] of Object.entries(drawings)) {
  const file = join(folder, name);
  const text = draw();
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (isCheck) stale.push(name);
  else writeFileSync(file, text);
}
for (const name of readdirSync(folder)) {
  if (name in drawings) continue;
  if (isCheck) stale.push(name);
  else rmSync(join(folder, name));
}
if (stale.length > 0) {
  console.error(`Stale; run "npm run generate": docs/concepts/images: ${stale.join(', ')}`);
  process.exitCode = 1;
}
