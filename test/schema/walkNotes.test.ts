import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manifestsOf } from '../../server/src/manifest/manifest.ts';
import { checkSchema, isSurelyWell } from '../../server/src/schema/check.ts';
import { WalkNotes } from '../../server/src/schema/walkNotes.ts';
import { addNode, emptySet } from '../../server/src/yaml/nodeSet.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { NodeKind } from '../../server/src/yaml/tree.ts';
import { fc } from '../support/fastCheck.ts';

const options = { minor: '1.37', isPatch: false } as const;

/** Checks that compare values with one another: labels and selector, names of claims, volumes and ports, sizes, a budget of Pods. */
const set = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  annotations:
    note: some
spec:
  serviceName: web
  replicas: 3
  selector:
    matchLabels:
      app: web
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      partition: 1
  template:
    metadata:
      labels:
        app: web
        tier: back
    spec:
      terminationGracePeriodSeconds: 60
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
            matchLabels:
              app: web
      initContainers:
        - name: init
          image: busybox:1.36
      containers:
        - name: main
          image: nginx:1.27
          env:
            - name: POD
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            periodSeconds: 10
            httpGet:
              port: http
          resources:
            requests:
              memory: 1Gi
            limits:
              memory: 2Gi
          lifecycle:
            preStop:
              sleep:
                seconds: 45
          volumeMounts:
            - name: data
              mountPath: /data
            - name: config
              mountPath: /etc/config
              subPathExpr: $(POD)
        - name: side
          image: busybox:1.36
          ports:
            - name: side
              containerPort: 8081
      volumes:
        - name: config
          configMap:
            name: config
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteOnce
        resources:
          requests:
            storage: 10Gi
`;

const { tree } = parseDocument(set);
const values = Array.from(tree.columns.kinds, (_, node) => node).filter(
  (node) => tree.kind(node) === NodeKind.scalar && set[tree.end(node)] === '\n',
);
const own = values.map((node) => set.slice(tree.start(node), tree.end(node)));
const words = [
  ...own,
  'x',
  'a_b',
  'a-',
  '0',
  '70',
  '99999',
  '1.5',
  'true',
  'null',
  '~',
  'yes',
  'v1',
  'v'.repeat(64),
  'OnDelete',
  '1Ti',
  '/',
];

/** The set with other words in place of some values, and which these are. */
function variant(changes: readonly (readonly [value: number, word: number])[]) {
  const differing = emptySet(tree.size);
  let text = set;
  for (const [value, word] of [...new Map(changes)].sort(([a], [b]) => b - a)) {
    const node = values[value]!;
    text = text.slice(0, tree.start(node)) + words[word]! + text.slice(tree.end(node));
    addNode(differing, node);
  }
  return { manifest: manifestsOf(parseDocument(text))[0]!, text, differing };
}

function notesOf(): WalkNotes {
  const notes = new WalkNotes();
  assert.deepEqual(checkSchema(manifestsOf(parseDocument(set))[0]!, { ...options, notes }), []);
  assert.ok(notes.isFinished);
  return notes;
}

test('each value alone: what is surely well is well, and what can be told by the notes is', () => {
  const notes = notesOf();
  let sure = 0;
  let well = 0;
  for (let value = 0; value < values.length; value++) {
    for (let word = 0; word < words.length; word++) {
      const { manifest, text, differing } = variant([[value, word]]);
      if (
        ['apiVersion', 'kind'].some(
          (name) => manifest.view.field(name).string() !== (name === 'kind' ? 'StatefulSet' : 'apps/v1'),
        )
      )
        continue;
      const isWell = checkSchema(manifest, options).length === 0;
      const isSure = isSurelyWell(manifest, options, { notes, differing });
      assert.ok(isWell || !isSure, text);
      if (isWell) well++;
      if (isSure) sure++;
    }
  }
  assert.ok(sure > 500, `only ${sure} are sure`);
  // What differs from a value to none, as of true to null, is looked at as a whole.
  assert.ok(sure > 0.9 * well, `${sure} of ${well} are sure`);
});

test('several values at once', () => {
  const notes = notesOf();
  const change = fc.tuple(fc.nat(values.length - 1), fc.nat(words.length - 1));
  fc.assert(
    fc.property(fc.array(change, { minLength: 2, maxLength: 8 }), (changes) => {
      const { manifest, text, differing } = variant(changes);
      if (manifest.kind !== 'StatefulSet' || manifest.apiVersion !== 'apps/v1') return;
      const isSure = isSurelyWell(manifest, options, { notes, differing });
      assert.ok(!isSure || checkSchema(manifest, options).length === 0, text);
    }),
    { numRuns: 2000 },
  );
});

test('a value that takes another one along is well where both are changed', () => {
  const notes = notesOf();
  const name = (at: number) => own.indexOf('web', at);
  const labels: number[] = [];
  for (let at = name(0); at >= 0; at = name(at + 1)) labels.push(at);
  const other = words.indexOf('x');
  const together = variant(labels.map((label) => [label, other] as const));
  assert.deepEqual(checkSchema(together.manifest, options), []);
  assert.ok(isSurelyWell(together.manifest, options, { notes, differing: together.differing }));
  // The third of them is in the selector.
  const alone = variant([[labels[2]!, other]]);
  assert.notDeepEqual(checkSchema(alone.manifest, options), []);
  assert.ok(!isSurelyWell(alone.manifest, options, { notes, differing: alone.differing }));
});
