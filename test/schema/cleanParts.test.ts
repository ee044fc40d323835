import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { manifestsOf } from '../../server/src/manifest/manifest.ts';
import { treeChange } from '../../server/src/manifest/treeChange.ts';
import { checkSchema } from '../../server/src/schema/check.ts';
import { cleanParts } from '../../server/src/schema/cleanParts.ts';
import { type Minor, minors } from '../../server/src/schema/minor.ts';
import { WellParts } from '../../server/src/schema/wellParts.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { fc } from '../support/fastCheck.ts';

/** A set whose parts are checked against what is around them: the Pod's labels, its grace period, its host users. */
const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels:
        app: web
        tier: back
    spec:
      hostUsers: false
      terminationGracePeriodSeconds: 60
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: DoNotSchedule
          matchLabelKeys: [tier]
          labelSelector: {matchLabels: {app: web}}
      containers:
        - name: main
          image: nginx:1.27
          securityContext: {procMount: Unmasked, allowPrivilegeEscalation: false}
          lifecycle:
            preStop:
              sleep:
                seconds: 45
          volumeMounts:
            - name: data
              mountPath: /var/lib/data
              subPathExpr: $(NAME)
        - name: log
          image: busybox:1.36
          env:
            - name: NAME
              valueFrom: {fieldRef: {fieldPath: metadata.name}}
          ports:
            - {name: web, containerPort: 8080}
  volumeClaimTemplates:
    - metadata:
        name: data
        labels: {app: web}
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 10Gi}}
`;

/** What a check that starts from nothing finds, and what one finds that remembers the checks before it. */
function assertSameFromNothing(text: string, minor: Minor): void {
  const document = parseDocument(text);
  for (const manifest of manifestsOf(document)) {
    const found = describe(checkSchema(manifest, { minor, isPatch: false }));
    cleanParts.clear();
    const fresh = describe(checkSchema(manifest, { minor, isPatch: false }));
    assert.deepEqual(found, fresh, text);
    // Remembered now: whoever comes next must find the same again.
    assert.deepEqual(describe(checkSchema(manifest, { minor, isPatch: false })), fresh);
  }
}

function describe(problems: ReturnType<typeof checkSchema>): unknown {
  return problems.map(({ fixes, ...problem }) => ({ ...problem, fixes: fixes?.() }));
}

/** The text with one line left out, written twice, further in, or with other words in it. */
function changeLine(text: string, { line, how, word }: { line: number; how: number; word: string }): string {
  const lines = text.split('\n');
  const at = line % lines.length;
  const old = lines[at]!;
  const changed = [[], [old, old], [`  ${old}`], [old.replace(/[^\s:]+$/, word)], [old.replace(/\w+/, word)]][how % 5]!;
  return lines.with(at, changed.join('\n')).join('\n');
}

const words = fc.constantFrom(
  'web',
  'true',
  '5',
  '100',
  'app',
  'Deployment',
  'null',
  '""',
  '{}',
  'tier',
  'Block',
  'a/b',
);
const changes = fc.array(fc.record({ line: fc.nat(400), how: fc.nat(4), word: words }), { minLength: 1, maxLength: 4 });
const someMinor = fc.constantFrom(minors[0]!, '1.34' as Minor, minors.at(-1)!);

test('a part that was clean before is checked again wherever something around it counts', () => {
  const parts: readonly (readonly [string, string])[] = [
    ['hostUsers: false', 'hostUsers: true'],
    ['terminationGracePeriodSeconds: 60', 'terminationGracePeriodSeconds: 30'],
    ['tier: back', 'layer: back'],
    ['name: data\n        labels', 'name: other\n        labels'],
    ['app: web\n        tier', 'app: other\n        tier'],
  ];
  for (const minor of minors) {
    for (const [old, other] of parts) {
      cleanParts.clear();
      assertSameFromNothing(set, minor);
      assertSameFromNothing(set.replace(old, other), minor);
    }
  }
});

test('what is remembered of earlier checks changes nothing', () => {
  fc.assert(
    fc.property(changes, someMinor, (edits, minor) => {
      let text = set;
      checkAll(text, minor);
      for (const edit of edits) {
        text = changeLine(text, edit);
        checkAll(text, minor);
      }
      assertSameFromNothing(text, minor);
    }),
    { numRuns: 300 },
  );
});

test('nor in the manifests that the rules are tested with', () => {
  const texts = fixtures();
  assert.ok(texts.length > 50);
  fc.assert(
    fc.property(fc.constantFrom(...texts), changes, someMinor, (text, edits, minor) => {
      checkAll(text, minor);
      checkAll(edits.reduce(changeLine, text), minor);
      assertSameFromNothing(edits.reduceRight(changeLine, text), minor);
    }),
    { numRuns: 300 },
  );
});

function checkAll(text: string, minor: Minor): void {
  for (const manifest of manifestsOf(parseDocument(text))) checkSchema(manifest, { minor, isPatch: false });
}

function fixtures(): string[] {
  const rules = path.join(import.meta.dirname, '../../server/src/rules');
  const files = readdirSync(rules, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /fixtures.*\.ya?ml$/.test(name),
  );
  return files.flatMap((name) => readFileSync(path.join(rules, name), 'utf8').split(/^---$/m));
}

/** What is found by checks that pass over what an edit did not touch, and by checks that know nothing. */
function assertSameAfterEdits(texts: readonly string[], minor: Minor): void {
  let old = parseDocument(texts[0]!);
  let parts = new WellParts();
  for (const text of texts) {
    const now = parseDocument(text);
    const change = treeChange(old, now);
    parts = change ? parts.after(change) : new WellParts();
    old = now;
    const [manifest, ...others] = manifestsOf(now);
    if (!manifest || others.length > 0) continue;
    const found = describe(checkSchema(manifest, { minor, isPatch: false, parts }));
    assert.deepEqual(found, describe(checkSchema(manifest, { minor, isPatch: false })), text);
  }
}

test('a part that an edit touches, or what it is checked against, is checked again', () => {
  fc.assert(
    fc.property(fc.constantFrom(set, ...fixtures()), changes, someMinor, (text, edits, minor) => {
      const texts = [text];
      for (const edit of edits) texts.push(changeLine(texts.at(-1)!, edit), text);
      assertSameAfterEdits(texts, minor);
    }),
    { numRuns: 1000 },
  );
});

test('what an edit does not touch is passed over', () => {
  const parts = new WellParts();
  const old = parseDocument(set);
  const [manifest] = manifestsOf(old);
  checkSchema(manifest!, { minor: '1.34', isPatch: false, parts });
  const after = (text: string) => parts.after(treeChange(old, parseDocument(text))!).size;
  // The spec alone: all other parts are neither around the edit nor checked against it.
  assert.equal(after(set.replace('serviceName: web', 'serviceName: webs')), parts.size - 1);
  assert.equal(after(set.replace('  template:', '  replicas: 3\n  template:')), parts.size - 1);
  // The grace period counts for the hook of a container, too, which is checked again with all that it stands in.
  const around = after(set.replace('maxSkew: 1', 'maxSkew: 2'));
  assert.ok(after(set.replace('Seconds: 60', 'Seconds: 61')) < around);
});

test('a container that is checked against nothing around it is known when it comes again', (t) => {
  const lookUps = t.mock.method(cleanParts, 'has').mock;
  cleanParts.clear();
  checkAll(set, '1.34');
  checkAll(set.replace('name: web}', 'name: other}').replace('maxSkew: 1', 'maxSkew: 2'), '1.34');
  const log = set.slice(set.indexOf('name: log'), set.indexOf('volumeClaimTemplates'));
  const containers = lookUps.calls.filter(({ arguments: [, , { place }] }) => place.text === log);
  assert.deepEqual(
    containers.map(({ result }) => result),
    [false, true],
  );
});
