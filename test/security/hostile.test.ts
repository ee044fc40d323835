import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import type { ClusterFacts } from '../../server/src/cluster/facts.ts';
import { readAttributesClasses, readDrivers, readStorageClasses } from '../../server/src/cluster/readObjects.ts';
import { complete } from '../../server/src/features/completion/completion.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { concept, topics } from '../../server/src/features/texts.ts';
import { createService } from '../../server/src/service.ts';
import { runCli } from '../support/cli.ts';
import { LspClient } from '../support/lspClient.ts';
import { dangersIn } from '../support/markdown.ts';

// A manifest from somewhere, written by somebody who knows what will show its names.
const texts: readonly string[] = [
  '[x](command:workbench.action.terminal.new)',
  '![x](https://evil.example/a.png)',
  '![x][y]\n\n[y]: https://evil.example/b.png',
  '<img src=https://evil.example/c.png>',
  '<https://evil.example/d> https://evil.example/e www.evil.example mail@evil.example',
  '` ![x](https://evil.example/f.png) `',
  '```\n![x](https://evil.example/g.png)\n```',
  'a\n\n# heading\n\n![x](https://evil.example/h.png)',
  '**a** _b_ | c | &lt;img&gt; $(sync)',
  'user\u202Etxt.exe\u2066\u200B\u001b]0;title\u0007\u001b[2J\u009b31m',
];

/** Our own pages, and Kubernetes'. */
const ownPages = /^https:\/\/(kubernetes\.io|github\.com\/(statefulset-language-server|kubernetes)\b)/;
const uri = 'file:///work/set.yaml';

for (const text of texts) {
  test(`nothing comes of names like ${JSON.stringify(text)}`, async () => {
    const whole = manifestWith(text);
    const seen = new Set<string>();
    // What the file does not say is looked up in the cluster.
    for (const manifest of [whole, whole.slice(0, whole.indexOf('---\n'))]) {
      const host = createService();
      host.open(uri, 1, manifest);
      host.setIndexComplete(true);
      host.setCluster(clusterOf(text));
      const snapshot = host.snapshot();
      for (let offset = 0; offset < manifest.length; offset += 3) {
        seen.add(hover(snapshot, uri, offset, neverCancelled)?.markdown ?? '');
      }
      for (const offset of slots(manifest)) {
        for (const { documentation } of complete(snapshot, uri, offset, neverCancelled).items) {
          seen.add(documentation?.() ?? '');
        }
      }
    }
    assert.ok(seen.size > 25, `only ${seen.size} hovers and completions`);
    assert.ok(
      [...seen].some((markdown) => markdown.includes('2 min ago')),
      'the cluster is told of',
    );
    for (const markdown of seen) assert.deepEqual(dangersIn(markdown, ownPages), [], markdown);
  });
}

test('the judge of Markdown finds what a viewer would do', () => {
  for (const text of texts.filter((each) => each.includes('evil') || each.includes('command'))) {
    const found = [text, `\`${text}\``, `\`a${text}\``].flatMap((each) =>
      dangersIn(`The Pods of ${each} are`, ownPages),
    );
    assert.notDeepEqual(found, [], text);
  }
  assert.deepEqual(dangersIn('**a**: `![x](http://x)`\n\n- [b](https://kubernetes.io/c) \\[c\\](d)', ownPages), []);
});

test('diagnostics and titles of repairs are one line of bounded length, and show what is in them', async () => {
  const client = await LspClient.inProcess({ folders: [] }).start();
  for (const [at, text] of [...texts, `${'x'.repeat(5000)}\u202E`].entries()) {
    const name = `file:///work/${at}.yaml`;
    await client.open(name, manifestWith(text));
    const found = await client.diagnostics(name, ({ diagnostics }) => diagnostics.length > 5);
    for (const { message, range } of found) {
      assert.match(typeof message === 'string' ? message : message.value, shown);
      const actions = await client.request<readonly { title: string }[]>('textDocument/codeAction', {
        textDocument: { uri: name },
        range,
        context: { diagnostics: [] },
      });
      for (const { title } of actions ?? []) assert.match(title, shown);
    }
  }
});

test('a terminal shows what is in a file, and is not steered by it', () => {
  const input = `${manifestWith(texts.at(-1)!)}\n# \u001b[2J \u202E\nspec: \u001b]0;x\u0007\n`;
  for (const args of [
    ['check', '-'],
    ['preview', '-'],
    ['effective', '-'],
    ['rollout', '-', '--then', 'scale=5'],
  ]) {
    const { stdout, stderr } = runCli(args, { input });
    const steering = new Set(`${stdout}${stderr}`.match(hidden) ?? []);
    assert.deepEqual(
      [...steering].map((each) => each.codePointAt(0)?.toString(16)),
      [],
      args.join(' '),
    );
    assert.ok(stdout.length + stderr.length > 100, args.join(' '));
  }
});

test('the concept pages name things in code only, where nothing in a name is read as Markdown', () => {
  for (const topic of topics()) {
    const page = concept(topic)!;
    const lines = page.inShort.map(({ text }) => text).join('\n');
    const outside = lines.replaceAll(/`[^`\n]*`/g, '').replaceAll('{replicas}', '');
    assert.doesNotMatch(outside, /\{\w+\}/, topic);
  }
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
const shown = /^[^\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]{1,400}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A cluster whose objects and context have that name. */
function clusterOf(text: string): ClusterFacts {
  const parameters = { [text]: text, type: text };
  return {
    context: text,
    storageClasses: readStorageClasses([
      { metadata: { name: text }, provisioner: text, parameters, reclaimPolicy: text, volumeBindingMode: text },
      { metadata: { name: 'fast' }, provisioner: 'ebs.csi.aws.com', parameters },
    ]),
    drivers: readDrivers([
      { metadata: { name: text }, spec: { fsGroupPolicy: text, volumeLifecycleModes: [text] } },
      { metadata: { name: 'ebs.csi.aws.com' }, spec: { fsGroupPolicy: text, volumeLifecycleModes: [text] } },
    ]),
    attributesClasses: readAttributesClasses([{ metadata: { name: text }, driverName: text, parameters }]),
    age: () => '2 min ago',
  };
}

/** Places where something may be written: behind each colon, and at the end of each line. */
function slots(text: string): number[] {
  return [...text.matchAll(/: |$/gm)].map(({ index, 0: found }) => index + found.length);
}

/** Three objects with that text wherever a text may stand. */
function manifestWith(text: string): string {
  const q = JSON.stringify(text);
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${q}
  namespace: ${q}
  labels: { ${q}: ${q} }
spec:
  replicas: 3
  serviceName: ${q}
  podManagementPolicy: ${q}
  selector: { matchLabels: { app: ${q} } }
  template:
    metadata: { labels: { app: ${q} } }
    spec:
      containers:
        - name: ${q}
          image: ${q}
          volumeMounts: [{ name: ${q}, mountPath: ${q} }]
        - image: postgres:18
          env:
            - { name: PGDATA, value: ${q} }
            - { name: ${q}, value: ${JSON.stringify(`$(${text}) ${text}`)} }
            - { name: A, valueFrom: { configMapKeyRef: { name: ${q}, key: other } } }
            - { name: B, valueFrom: { secretKeyRef: { name: ${q}, key: other } } }
            - { name: C, value: ${JSON.stringify(`http://${text}-0.${text}.${text}.svc:80,web-0.web,$(A)`)} }
          envFrom: [{ configMapRef: { name: ${q} }, prefix: ${q} }]
          ports: [{ name: ${q}, containerPort: 80 }]
          readinessProbe: { httpGet: { port: ${q}, path: ${q} } }
      volumes:
        - { name: ${q}, configMap: { name: ${q}, items: [{ key: other, path: ${q} }] } }
        - { name: c, persistentVolumeClaim: { claimName: ${q} } }
      priorityClassName: ${q}
  volumeClaimTemplates:
    - metadata: { name: ${q} }
      spec:
        accessModes: [${q}]
        storageClassName: ${q}
        resources: { requests: { storage: ${q} } }
  # statefulset-ignore ${text.split('\n')[0]}: ${text.split('\n')[0]}
  ${q}: 1
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: ${q} }
provisioner: ${q}
parameters: { type: ${q} }
---
apiVersion: v1
kind: Service
metadata: { name: ${q}, namespace: ${q} }
spec: { clusterIP: None, selector: { app: ${q} }, ports: [{ name: ${q}, port: 80, targetPort: ${q} }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${q}, namespace: ${q} }
data: { ${q}: ${q} }
---
apiVersion: v1
kind: Secret
metadata: { name: ${q}, namespace: ${q} }
type: ${q}
stringData: { ${q}: ${q} }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${q}, namespace: ${q} }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: ${q} }, maxReplicas: 5 }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${q}, namespace: ${q} }
spec: { minAvailable: ${q}, selector: { matchLabels: { app: ${q} } } }
`;
}
