// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these placeholders are what is tested.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { hasTemplateMarks, maskTemplate } from '../../server/src/yaml/template.ts';
import { fc } from '../support/fastCheck.ts';
import { treeValue } from '../support/yamlJson.ts';

test('a chart is read with its placeholders as text, and nothing in it is called broken', () => {
  const text = [
    'metadata:',
    '  name: {{ include "web.name" . }}-db',
    '  labels:',
    '{{ include "web.labels" . | indent 4 }}',
    'spec:',
    '  {{- if .Values.replicas }}',
    '  replicas: {{ .Values.replicas }} # note',
    '  {{- end }}',
    '  image: "{{ .Values.image }}:{{ .Values.tag }}"',
    '  {{ .Values.key }}: x',
    '  args: [{{ .a }}, "b"]',
    '  resources:',
    '    {{- toYaml .Values.resources | nindent 4 }}',
    '',
  ].join('\n');
  const { tree, problems, isTemplate } = parseDocument(text);
  assert.equal(isTemplate, true);
  assert.deepEqual(problems, []);
  assert.deepEqual(treeValue(tree), {
    metadata: { name: '{{ include "web.name" . }}-db', labels: null },
    spec: {
      replicas: '{{ .Values.replicas }}',
      image: '{{ .Values.image }}:{{ .Values.tag }}',
      '{{ .Values.key }}': 'x',
      args: ['{{ .a }}', 'b'],
      resources: null,
    },
  });
});

test('a script in a chart keeps its text, conditions included', () => {
  const text = 'a: |\n  one {{ .x }}\n{{- if .y }}\n  two\n{{- end }}\n  three\nb: {{ .z }}\n';
  const { tree } = parseDocument(text);
  assert.deepEqual(treeValue(tree), { a: 'one {{ .x }}\n{{- if .y }}\ntwo\n{{- end }}\nthree\n', b: '{{ .z }}' });
});

test('placeholders half typed leave the rest in place', () => {
  const { tree, isTemplate } = parseDocument('a: {{ .Values.\nb: c\nd: {{ if\ne: f\n');
  assert.equal(isTemplate, true);
  assert.deepEqual(treeValue(tree), { a: '{{ .Values.', b: 'c', d: null, e: 'f' });
});

test('loops of other template engines are passed over', () => {
  const { tree, problems } = parseDocument('a:\n{% for x in y %}\n  - {{ x }}\n{% endfor %}\nb: {# no #} c\n');
  assert.deepEqual(problems, []);
  assert.deepEqual(treeValue(tree), { a: ['{{ x }}'], b: 'c' });
});

test('${…} where Kubernetes would take it for a value makes a template', () => {
  for (const text of ['replicas: ${REPLICAS}\n', 'image: "nginx:${TAG}"\n', '${KEY}: x\n', 'a: [${X}, ${Y}]\n']) {
    const { isTemplate, problems } = parseDocument(text);
    assert.deepEqual([isTemplate, problems], [true, []], text);
  }
});

test('scripts, arguments, values of variables and comments make none', () => {
  for (const text of [
    'a: |\n  echo ${HOME} {{ x }}\n',
    'args: ["${HOME}", "--format={{.Names}}"]\n',
    'env:\n- name: X\n  value: ${Y}\n',
    'a: b # ${X} {{ y }}\n',
    '# {{ x }}\na: b\n',
  ]) {
    assert.equal(parseDocument(text).isTemplate, false, text);
  }
});

test('${…} where Kubernetes takes any text makes none, and where it has words of its own one', () => {
  const mounts = (field: string) => `spec:\n  volumeMounts:\n  - ${field}: "/data/\${X}"\n`;
  const annotated = (name: string) => `metadata:\n  annotations:\n    ${name}: \${X}\n`;
  const map = (kind: string, field: string) => `kind: ${kind}\n${field}:\n  a: \${X}\n`;
  for (const text of [
    ...['mountPath', 'subPath', 'subPathExpr', 'workingDir'].map(mounts),
    annotated('example.com/team'),
    map('ConfigMap', 'data'),
    map('Secret', 'stringData'),
  ]) {
    assert.equal(parseDocument(text).isTemplate, false, text);
  }
  for (const text of [
    mounts('name'),
    mounts('mountPath').replace('${', '{{'),
    annotated('storageclass.kubernetes.io/is-default-class'),
    annotated('${Y}'),
    annotated('a').replace('annotations', 'labels'),
    map('Secret', 'data'),
    map('ConfigMap', 'spec'),
    'kind: ConfigMap\ndata: ${X}\n',
  ]) {
    assert.equal(parseDocument(text).isTemplate, true, text);
  }
});

test('a text that is broken without placeholders is called broken although it has some in a script', () => {
  const { isTemplate, problems } = parseDocument('a: |\n  echo ${HOME}\nb: [c\n');
  assert.equal(isTemplate, false);
  assert.equal(problems.length, 1);
});

test('masking keeps every offset and every line that is not part of a placeholder', () => {
  const parts = fc.constantFrom(
    '{{ a }}',
    '{{- if b }}',
    '{{',
    '}}',
    '${X}',
    '${',
    '{% c %}',
    '{#',
    '\n',
    'k: v',
    ' ',
    '"',
    '`',
    '{{/* d\n*/}}',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      const masked = maskTemplate(text);
      assert.equal(masked.length, text.length);
      for (let at = 0; at < text.length; at++) {
        const isKept = masked.charAt(at) === text.charAt(at);
        assert.ok(isKept || masked.charAt(at) === 'x' || masked.charAt(at) === ' ');
      }
    }),
  );
});

test('a mark of byte order in front of a placeholder belongs to no line', () => {
  const text = '{{- if .Values.web }}\nkind: Service\n{{- end }}\n';
  assert.equal(maskTemplate(`\uFEFF${text}`), `\uFEFF${maskTemplate(text)}`);
  assert.equal(hasTemplateMarks('\uFEFF# {{ a }}\nkind: Service\n'), false);
});
