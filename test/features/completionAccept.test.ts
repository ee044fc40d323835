import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { complete } from '../../server/src/features/completion/completion.ts';
import { cursorAt } from '../../server/src/features/completion/cursor/cursor.ts';
import type { CompletionItem } from '../../server/src/features/types.ts';
import { manifestsOf } from '../../server/src/manifest/manifest.ts';
import { checkSchema } from '../../server/src/schema/check.ts';
import { newestMinor } from '../../server/src/schema/minor.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { YamlStream } from '../../server/src/yaml/stream.ts';
import { applyItem } from '../support/complete.ts';
import { CURSOR } from '../support/cursor.ts';
import { openWorkspace, uriOf } from '../support/workspace.ts';

const manifest = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector:
    app: web
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: 3
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
          image: mysql:8.4
          args: ["--peer", web-0.web]
          env:
            - name: A
              value: b # why
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: conf
          configMap: {name: conf}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: ["ReadWriteOnce"]
        resources:
          requests:
            storage: 10Gi
`;

const wide = `apiVersion: apps/v1
kind: StatefulSet
metadata:
    name: web
spec:
    serviceName: web
    template:
        metadata:
            labels:
                app: web
        spec:
            containers:
                - name: app
                  image: mysql:8.4
                  volumeMounts:
                      - name: data
                        mountPath: /data
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

/** The same in other styles. */
const styles: Readonly<Record<string, string>> = {
  'two columns a step': manifest,
  'lists that are not indented': manifest.replace(/^( +)- ((?:.|\n\1 {2})*)/gm, (item, pad: string) =>
    item.replaceAll(`\n${pad}`, `\n${pad.slice(2)}`).slice(2),
  ),
  'four columns a step': wide,
  'carriage returns': manifest.replaceAll('\n', '\r\n'),
  'a template': manifest
    .replace('replicas: 3', 'replicas: {{ .n }}')
    .replace('kind: Service\n', 'kind: Service\n{{- if .x }}\n'),
};

/** Rules whose findings an accepted item must not add; an empty value is still to be typed. */
const faults = /^(yaml-|unknown-field|wrong-type|value-not-supported|quantity-invalid)/;

function faultsOf(text: string): string[] {
  const found: string[] = [];
  for (const { document } of YamlStream.parse(new SourceText(text))) {
    for (const { code } of document.problems) found.push(code);
    for (const object of manifestsOf(document)) {
      for (const { rule, message } of checkSchema(object, { minor: newestMinor, isPatch: false })) {
        if (faults.test(rule) && !message.includes('""')) found.push(`${rule}: ${message}`);
      }
    }
  }
  return found;
}

/** What `after` has beyond `before`. */
function added(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter((fault) => {
    const at = left.indexOf(fault);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Accepts every item at an offset and says which one leaves a text that is worse than the one without the cursor's word. */
function acceptAll(text: string, offset: number, clean: readonly string[]): number {
  const host = openWorkspace({ 'main.yaml': text }, { platform: 'kind' });
  const snapshot = host.snapshot();
  const { items } = complete(snapshot, uriOf('main.yaml'), offset, neverCancelled);
  const place = snapshot.place(uriOf('main.yaml'), offset)!;
  const cursor = cursorAt(place.document.text, place.offset);
  // Another name for a field that has its value already, or another kind for a whole object, need not fit what is there.
  const isAbove = cursor.kind === 'emptyLine' && cursor.places.some((one) => one.as === 'key' && one.has !== 'nothing');
  const isRenaming =
    isAbove ||
    (cursor.kind === 'key' && cursor.has !== 'nothing') ||
    (cursor.kind === 'value' && cursor.path.at(-1) === 'kind');
  for (const item of items) {
    checkRange(text, offset, item);
    const after = applyItem(text, item).replace(CURSOR, '');
    const worse = added(clean, faultsOf(after)).filter((fault) => !isRenaming || fault.startsWith('yaml-'));
    assert.deepEqual(worse, [], `${item.label} at ${JSON.stringify(text.slice(0, offset).slice(-60))}\n${after}`);
  }
  return items.length;
}

function checkRange(text: string, offset: number, { label, replace, filterText }: CompletionItem): void {
  assert.ok(replace.start <= offset && offset <= replace.end, `${label}: the range touches the cursor`);
  assert.ok(!text.slice(replace.start, replace.end).includes('\n'), `${label}: the range is on one line`);
  const lead = /^[\s"']*/.exec(text.slice(replace.start, offset))![0];
  assert.ok(filterText.startsWith(lead), `${label}: ${JSON.stringify(filterText)} begins with ${JSON.stringify(lead)}`);
}

for (const [style, text] of Object.entries(styles)) {
  describe(style, () => {
    const clean = faultsOf(text);

    test('every item at every place of the text', () => {
      let count = 0;
      for (let offset = 0; offset <= text.length; offset += 7) count += acceptAll(text, offset, clean);
      assert.ok(count > 100, `${count} items`);
    });

    test('every item on a new line, at every column and half typed', () => {
      const lines = text.split('\n');
      let count = 0;
      for (let line = 1; line < lines.length; line += 3) {
        const own = /^ */.exec(lines[line - 1]!)![0].length;
        for (const column of new Set([0, own, own + 2, Math.max(0, own - 4)])) {
          const word = column === own ? 'na' : '';
          const before = `${[...lines.slice(0, line), ' '.repeat(column)].join('\n')}${word}`;
          count += acceptAll(`${before}\n${lines.slice(line).join('\n')}`, before.length, clean);
        }
      }
      assert.ok(count > 100, `${count} items`);
    });

    test('every item in the place of a value', () => {
      const lines = text.split('\n');
      let count = 0;
      for (const [line, content] of lines.entries()) {
        const key = /^\s*(?:- )?\w+:(?= \S)/.exec(content)?.[0];
        if (key === undefined) continue;
        for (const blank of [' ', '', ' "']) {
          const before = [...lines.slice(0, line), key + blank].join('\n');
          const rest = `${blank === ' "' ? '"' : ''}\n${lines.slice(line + 1).join('\n')}`;
          count += acceptAll(before + rest, before.length, clean);
        }
      }
      assert.ok(count > 50, `${count} items`);
    });
  });
}

test('every item in a JSON file', () => {
  const json = JSON.stringify(
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'web' },
      spec: { serviceName: 'web', template: { spec: { containers: [{ name: 'app', ports: [] }] } } },
    },
    undefined,
    2,
  );
  const host = openWorkspace({ 'a.json': json });
  let count = 0;
  for (let offset = 0; offset <= json.length; offset += 2) {
    for (const item of complete(host.snapshot(), uriOf('a.json'), offset, neverCancelled).items) {
      checkRange(json, offset, item);
      const after = applyItem(json, item).replace(CURSOR, '');
      const codes = added(faultsOf(json), faultsOf(after)).filter((fault) => fault.startsWith('yaml-'));
      assert.deepEqual(codes, [], `${item.label}\n${after}`);
      count++;
    }
  }
  assert.ok(count > 100, `${count} items`);
});
