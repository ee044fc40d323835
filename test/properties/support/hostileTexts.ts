/** Texts that are too much of something; `size` is about the number of characters. */
export const hostileTexts: Readonly<Record<string, (size: number) => string>> = {
  'one line of words': (size) => `${head}    a: ${'x y '.repeat(size / 4)}`,
  'one line in brackets': (size) => `${head}    {${'a: b, '.repeat(size / 6)}}`,
  'one line in quotes': (size) => `${head}    a: "${'x y\\n'.repeat(size / 5)}"\n`,
  'open brackets': (size) => `${head}    a: ${'['.repeat(size)}`,
  'open braces': (size) => `${head}    a: ${'{a: '.repeat(size / 4)}`,
  'dashes in dashes': (size) => `kind: StatefulSet\napiVersion: apps/v1\na:\n${'- '.repeat(size / 2)}`,
  'deep blocks': (size) => Array.from({ length: Math.sqrt(size * 2) }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
  documents: (size) => '---\na: b\n'.repeat(size / 9),
  sets: (size) => `---\n${set}`.repeat(size / (set.length + 4)),
  'an alias bomb': () => bomb((name) => `[*${name}, *${name}, *${name}, *${name}, *${name}]`, 30),
  'a bomb of mappings': () => bomb((name) => `{l: *${name}, r: *${name}}`, 40),
  'a bomb of merge keys': () => bomb((name, at) => `{<<: [*${name}, *${name}], k${at}: 1}`, 40),
  'anchors within themselves': () => `${head}    a: &a {b: *a, c: &c [*a, *c]}\nspec: &s\n  <<: *s\n  template: *s\n`,
  'a chain of merge keys': (size) => bomb((name, at) => `{<<: *${name}, k${at}: 1}`, Math.min(size / 30, 200)),
  'items that stand for a large object': (size) =>
    `x: &x {apiVersion: v1, kind: Service, metadata: {name: a}, ${keys(size / 10)}}\n${list}${'- *x\n'.repeat(size / 10)}`,
  'containers that stand for a large one': (size) =>
    `x: &x {name: c, ${keys(size / 20)}}\n${set.replace(/ {6}- .*\n/, '      - *x\n'.repeat(size / 20))}`,
  'a huge key': (size) => `${head}    ${'k'.repeat(size)}: v\n`,
  'a huge number': (size) => `${set}  replicas: ${'9'.repeat(size)}\n`,
  'a huge quantity': (size) => `${set.replace('a: b', `a: ${'9'.repeat(size / 2)}.${'1'.repeat(size / 2)}Gi`)}`,
  'a huge name': (size) => set.replace('name: web', `name: ${'a-'.repeat(size / 2)}`),
  'equal containers': (size) => set + '      - {name: a, image: b, ports: [{containerPort: 1}]}\n'.repeat(size / 55),
  'unknown fields': (size) => set + Array.from({ length: size / 18 }, (_, at) => `  replicaz${at}: 3\n`).join(''),
  'the same key again': (size) => set + '  replicas: 3\n'.repeat(size / 14),
  'broken lines': (size) => head + '  : : [ }\n'.repeat(size / 10),
  'open quotes': (size) => head + '    a: "b\n'.repeat(size / 10),
  tabs: (size) => head + '\ta: b\n'.repeat(size / 6),
  placeholders: (size) => head + '    a: {{ .x }}\n'.repeat(size / 16),
  'placeholders on one line': (size) => `${head}    a: ${'x {{ .x }} '.repeat(size / 11)}\n`,
  'placeholders in one comment': (size) => `${head}# ${'{{ .x }} '.repeat(size / 9)}\n`,
  'half placeholders': (size) => head + '{{'.repeat(size / 2),
  'zero bytes': (size) => '\u0000'.repeat(size),
  'halves of characters': (size) => head + '    a\ud800: \udc00\n'.repeat(size / 10),
  'other line ends': (size) => head + 'a: b\r'.repeat(size / 5),
  spaces: (size) => `${head}${' '.repeat(size)}a: b`,
  comments: (size) => head + '# c\n'.repeat(size / 4),
  'a list of objects': (size) => list + '- {apiVersion: v1, kind: Service, metadata: {name: a}}\n'.repeat(size / 55),
};

const list = 'apiVersion: v1\nkind: List\nitems:\n';

const head = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\n  annotations:\n';

const set = `${head}    a: b
spec:
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: a, image: b}
`;

function keys(count: number): string {
  return Array.from({ length: count }, (_, at) => `k${at}: v`).join(', ');
}

/** Values of which each stands for several of the one before it. */
function bomb(next: (name: string, at: number) => string, levels: number): string {
  let text = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec:\n  a0: &a0 {x: y}\n';
  for (let at = 1; at <= levels; at++) text += `  a${at}: &a${at} ${next(`a${at - 1}`, at)}\n`;
  return text;
}
