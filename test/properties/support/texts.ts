import fs from 'node:fs';
import path from 'node:path';
import { decode } from '../../../server/src/node/decode.ts';
import { textRules } from '../../../server/src/rules/textRules.ts';
import { schemaRules } from '../../../server/src/schema/ruleIds.ts';
import { headlessService, statefulSet } from '../../support/manifests.ts';
import { oddTexts } from './oddTexts.ts';
import type { Random } from './random.ts';

const root = path.join(import.meta.dirname, '../../..');

/** Manifests: the examples, the fixtures of all rules, the examples of what is refused, and all spellings of YAML. */
export function seedTexts(): readonly string[] {
  const examples = textsIn(path.join(root, 'examples'));
  const fixtures = textsIn(path.join(root, 'server/src/rules'));
  const refused = [...schemaRules, ...textRules].flatMap(({ bad, good }) => [bad, good]);
  const together = `${statefulSet}---\n${headlessService}`;
  // As many of the odd ones that each tenth text is one.
  const odd = Array.from({ length: 8 }, () => oddTexts).flat();
  return [together, ...examples, ...fixtures, ...refused, ...odd].filter((text) => text.length < 20_000);
}

/** The texts of all YAML files below a folder, in order of their names. */
export function textsIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
}

/** What fingers and generators put into a text. */
const scraps: readonly string[] = [
  ...['', ' ', '  ', '\n', '\n  ', '\n      ', '\r\n', '\r', '\n\r', '\n\n', '\t', '\n\t', ' \t', ':', ': ', ' :', '-'],
  ...['- ', '\n- ', '-\n', '- - ', '? ', '?\n', ',', ', ', ' ,', '"', "'", '""', "''", '"\\\n', '\\', '\\"', '\\x41'],
  ...['#', ' # c', '\n# c\n', '\n  # c', '#c\n', '[', ']', '{', '}', '{}', '[]', '[{', '}]', '{a: b}', '[a, b]', '%'],
  ...[
    '|\n',
    '>-\n',
    '|2\n',
    '|1-\n',
    '>+9\n',
    '| # c\n',
    '|\n\n  a\n',
    '@',
    '`',
    '!',
    '&',
    '*',
    '=',
    '<<: ',
    '<<: *a\n',
  ],
  ...['<<: [*a, *a]\n', '<<: {a: b}\n', '&a ', '*a', '&a\n', '&a &a ', 'a: *a\n', '!!str ', '!!binary ', '!!int '],
  ...[
    '!!null ',
    '!!map\n',
    '!!set ',
    '!<a> ',
    '!local ',
    '! ',
    '---',
    '---\n',
    '\n---\n',
    '\n--- # c\n',
    '...\n',
    '\n...\n',
  ],
  ...[
    '--- a\n',
    '%YAML 1.1\n',
    '%YAML 1.2\n---\n',
    '%TAG ! a:\n---\n',
    '{{ .Values.x }}',
    '{{',
    '}}',
    '\n{{- end }}\n',
  ],
  ...['{{- if .x }}\n', '{{ include "a" . | nindent 2 }}', '{{/* c */}}', '"{{ .x }}"', '\\{{', '{% if %}'],
  ...[`\${X}`, `\${`, '$(X)', '$$(X)', 'null', '~', 'true', 'on', 'y', 'NO', '0', '-1', '1e400', '0x1F', '017', '0o17'],
  ...['.inf', '-.NaN', '1_000', '1:30', '2001-01-01', '9223372036854775808', '1Gi', '1.5Gi', '500m', '50%', '10m0.5s'],
  ...[
    'kind: StatefulSet\n',
    'kind: Service\n',
    'kind: Kustomization\n',
    'kind: List\nitems:\n',
    'apiVersion: apps/v1\n',
  ],
  ...[
    '  replicas: 3\n',
    'name: y\n',
    'spec:\n',
    'metadata: {name: a}\n',
    'serviceNam: web\n',
    'serviceName',
    'Containers',
  ],
  ...[
    '# statefulset-ignore unknown-field: x\n',
    '# statefulset-ignore\n',
    'volumeClaimTemplates:\n',
    'web-0.web',
    'web',
  ],
  ...['\u0000', '\u0007', '\u007f', '\u0085', '\u00a0', '\u2028', '\u2029', '\ufeff', '\ufffe', '\ud800', '\udc00'],
  ...['😀', 'é', '\u202e', '__proto__: 1\n', 'constructor: {}\n', 'toString', `${'k'.repeat(1100)}: v\n`],
];

/** One replacement; offsets count in the text before it and may lie outside of it. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A text with something written into it, taken out of it, doubled or moved, as `edit` says. */
export function applyEdit(text: string, { start, end, newText }: Edit): string {
  const from = Math.min(Math.max(start, 0), text.length);
  return text.slice(0, from) + newText + text.slice(Math.min(Math.max(end, from), text.length));
}

/** A change such as people and tools make: a key pressed, a word or line replaced, a block pasted, moved or cut. */
export function randomEdit(random: Random, text: string, others: readonly string[]): Edit {
  const start = random.isOneIn(6) ? lineStart(text, random.below(text.length + 1)) : random.below(text.length + 1);
  switch (random.below(12)) {
    case 0:
      return { start, end: start + 1 + random.below(4), newText: '' };
    case 1:
      return { start, end: lineEnd(text, start), newText: random.pick(scraps) };
    case 2: {
      const from = random.below(text.length);
      return { start: lineStart(text, start), end: lineStart(text, start), newText: lines(text, from, random) };
    }
    case 3:
      return { start, end: start + random.below(200), newText: '' };
    case 4: {
      const other = random.pick(others);
      return { start, end: start, newText: lines(other, random.below(other.length), random) };
    }
    case 5:
      return { start, end: start + random.below(12), newText: random.pick(scraps) };
    case 6:
      return { start, end: start, newText: String.fromCharCode(97 + random.below(26)) };
    case 7:
      // Indents or outdents a line.
      return random.isOneIn(2)
        ? { start: lineStart(text, start), end: lineStart(text, start), newText: ' '.repeat(1 + random.below(4)) }
        : { start: lineStart(text, start), end: lineStart(text, start) + 1 + random.below(3), newText: '' };
    case 8:
      return lineEndEdit(random, text, start);
    case 9:
      return wordEdit(random, text, start);
    default:
      return { start, end: start, newText: random.pick(scraps) };
  }
}

const lineEnds = ['\n', '\n', '\r\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029'];

/** Another end for a line, or one character of an end of two put in or taken away, or a comment in front of it. */
function lineEndEdit(random: Random, text: string, start: number): Edit {
  const end = lineEnd(text, start);
  const behind = Math.min(end + 1, text.length);
  switch (random.below(4)) {
    case 0:
      return { start: end, end: behind, newText: random.pick(lineEnds) };
    case 1:
      return { start: end, end, newText: random.pick(['\r', ' # c', '\t# c', ' ', ':', ',']) };
    case 2:
      return { start: Math.max(end - 1, 0), end, newText: '' };
    default:
      return { start: end, end: behind, newText: '' };
  }
}

/** A word in another spelling: with an anchor or a tag, in quotes, over several lines, as an alias, or twice. */
function wordEdit(random: Random, text: string, offset: number): Edit {
  const isPartOf = (at: number) => /[\w./-]/.test(text.charAt(at));
  let start = offset;
  while (start > 0 && isPartOf(start - 1)) start--;
  let end = offset;
  while (isPartOf(end)) end++;
  const word = text.slice(start, end);
  const spellings = [
    `&a ${word}`,
    `!!str ${word}`,
    `"${word}"`,
    `'${word}'`,
    `"${word}\\\n  "`,
    `|\n      ${word}`,
    '*a',
  ];
  return { start, end, newText: random.pick([...spellings, `${word}${word}`, `{{ .${word} }}`, `[${word}]`, '']) };
}

/** A text that was maltreated: mutated, truncated, read in the wrong encoding, or plain noise. */
export function randomText(random: Random, seeds: readonly string[]): string {
  const kind = random.below(10);
  if (kind === 0) return noise(random, random.below(400));
  let text = random.pick(seeds);
  if (kind === 1) return text.slice(0, random.below(text.length));
  if (kind === 2) return misread(random, text);
  if (kind === 3) text = text.replaceAll('\n', random.pick(['\r\n', '\r', '\u2028', '\n\n', '\n ', '']));
  if (kind === 5) text = text.replaceAll('\n', () => random.pick(lineEnds));
  if (kind === 6) text = text.replaceAll(/(?<=\n) +/g, (blanks) => (random.isOneIn(6) ? '\t' : blanks));
  if (kind === 7) text = respelled(random, text);
  if (kind === 4) text = `${text}${random.pick(['---\n', '\n---\n', '...\n', ''])}${random.pick(seeds)}`;
  for (let count = random.below(6); count > 0; count--) text = applyEdit(text, randomEdit(random, text, seeds));
  return text;
}

/** Some values in other spellings, which change now and then what they are: behind tags, anchors and comments, on lines of their own. */
function respelled(random: Random, text: string): string {
  return text.replaceAll(
    /^( *)((?:- )*)([^\s:#]+): ([^\s#&*!|>[{%@`][^#\n]*)$/gm,
    (line, indent, dashes, key, value) => {
      if (!random.isOneIn(4)) return line;
      const below = `\n${indent}${' '.repeat(dashes.length + 2)}`;
      return `${indent}${dashes}${key}: ${random.pick(spellingsOf(value, below))}`;
    },
  );
}

/** A value that may stand on lines of its own, which begin with `below`. */
function spellingsOf(value: string, below: string): readonly string[] {
  const tag = ['! ', '!!str ', '!!int ', '!!bool ', '!!float ', '!!null ', '!!binary ', '!own '];
  const blocks = ['| # c', '>- # c', '|+ # c', '! | # c', '!!int >- # c'].map((head) => head + below + value);
  const others = [`&x ! ${value}`, `!!int &x ${value}`, `! # c${below}${value}`, `# c${below}${value}`, `"${value}"`];
  return [...tag.map((each) => each + value), ...blocks, ...others, `'${value}'`, `[${value}]`, `{${value}: 1}`, '! '];
}

/** A text as files come in: in one of the encodings, marked or not, perhaps with a byte damaged, and read by another one. */
function misread(random: Random, text: string): string {
  const marked = `${random.isOneIn(2) ? '\ufeff' : ''}${text}`;
  const bytes = Buffer.from(marked, random.pick(['utf16le', 'utf8', 'latin1']));
  if (random.isOneIn(3)) bytes[random.below(bytes.length)] = random.below(256);
  return decode(bytes) ?? bytes.toString(random.pick(['latin1', 'utf8', 'utf16le']));
}

function noise(random: Random, length: number): string {
  const units = Array.from({ length }, () => (random.isOneIn(4) ? random.below(65_536) : random.below(128)));
  return String.fromCharCode(...units);
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** A few whole lines from an offset on. */
function lines(text: string, offset: number, random: Random): string {
  const from = lineStart(text, offset);
  let to = from;
  for (let count = 1 + random.below(8); count > 0; count--) to = Math.min(lineEnd(text, to) + 1, text.length);
  return text.slice(from, to);
}
