// Collects the texts that hovers and completion show into modules that the server imports (`schemas/generated/`, never
// committed): our own words, our concept pages, and Kubernetes' own field descriptions out of @kubernetes/client-node.
// Plain JavaScript, since `npm ci` runs it on whatever Node there is.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Writes `schemas/generated/` and `dist/walkthrough/`; files that would not change are left alone. */
export function generateTexts() {
  write('words', collectWords());
  const concepts = collectConcepts();
  write('concepts', withoutPictures(concepts));
  write('descriptions', collectDescriptions());
  writeWalkthrough(concepts);
  write('rulePages', collectRulePages());
}

/** Type name → field name → our words, of all files of `schemas/overlay/words`. */
function collectWords() {
  const folder = path.join(root, 'schemas/overlay/words');
  const words = {};
  for (const name of fs.readdirSync(folder).sort()) {
    if (!name.endsWith('.json')) continue;
    for (const [type, fields] of Object.entries(JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')))) {
      words[type] = { ...words[type], ...fields };
    }
  }
  return words;
}

/** Topic → its front matter, the lines of "In short", and the rest. */
function collectConcepts() {
  const folder = path.join(root, 'docs/concepts');
  const concepts = {};
  for (const name of fs.readdirSync(folder).sort()) {
    if (!name.endsWith('.md')) continue;
    const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(fs.readFileSync(path.join(folder, name), 'utf8'));
    if (!match) continue;
    const inShort = /\n## In short\n([\s\S]*?)(?=\n## |$)/.exec(match[2]);
    const more = /\n## More\n([\s\S]*)$/.exec(match[2]);
    concepts[name.replace(/\.md$/, '')] = {
      ...parse(match[1]),
      picture: /\n(!\[.*\]\(images\/.*\))\n\n## In short\n/.exec(match[2])?.[1],
      inShort: rowsOf((inShort?.[1] ?? '').trim()),
      more: (more?.[1] ?? '').replace(/^!\[.*\]\(.*\)\n\n?/gm, '').trim(),
    };
  }
  return concepts;
}

/** The lines of "In short", each with the conditions in the comment at its end (`schemas/overlay/README.md`). */
function rowsOf(list) {
  return list.split('\n').map((line) => {
    const [, text, when, otherwise] = /^- (.*?)(?: <!-- (?:when: ([\w, ]+)|(otherwise)) -->)?$/.exec(line) ?? [];
    if (text === undefined) throw new Error(`not a line of "In short": ${line}`);
    if (otherwise) return { text, when: [otherwise] };
    return when ? { text, when: when.split(', ') } : { text };
  });
}

/** Rule id → its page, for the command line. */
function collectRulePages() {
  const folder = path.join(root, 'docs/rules');
  const pages = {};
  for (const name of fs.readdirSync(folder).sort()) {
    if (!name.endsWith('.md') || name === 'README.md') continue;
    pages[name.replace(/\.md$/, '')] = fs.readFileSync(path.join(folder, name), 'utf8');
  }
  return pages;
}

/** What the short texts of the concepts call by placeholders, in the walkthrough, where there is no manifest yet. */
const sampleNames = {
  set: 'web',
  service: 'web',
  namespace: 'default',
  replicas: '3',
  pods: 'web-0 … web-2',
  firstPod: 'web-0',
  lastPod: 'web-2',
  claims: 'data-web-0 … data-web-2',
  firstClaim: 'data-web-0',
  dnsName: 'web-0.web.default.svc.cluster.local',
};

/** What holds of the sample: three Pods, and every default. The test of the pages holds it against the server's answer. */
export const sampleConditions = [
  ...[
    'set',
    'pods',
    'severalPods',
    'ordered',
    'replacesAll',
    'updates',
    'oneAtATime',
    'claims',
    'service',
    'governing',
  ],
  ...['keepsOnScale', 'keepsOnDelete', 'hostnameIsPodName', 'aboutClaims', 'mayHaveClass', 'aboutBytes', 'aboutCpu'],
  'aboutClaimSize',
];

/** A page of the walkthrough for each concept with a picture (title, picture and "In short"), and the example it opens. */
function writeWalkthrough(concepts) {
  const target = path.join(root, 'dist/walkthrough');
  const folder = path.join(root, 'docs/concepts');
  const example = path.join(root, 'examples/mysql.yaml');
  writeFile(path.join(target, 'example.yaml'), fs.readFileSync(example, 'utf8'));
  for (const [topic, { title, inShort, picture }] of Object.entries(concepts)) {
    if (!picture) continue;
    const shown = inShort.filter(({ when = [] }) => when.every((condition) => sampleConditions.includes(condition)));
    const list = shown.map(({ text }) => `- ${text}`).join('\n');
    const text = list.replace(/\{(\w+)\}/g, (placeholder, name) => sampleNames[name] ?? placeholder);
    writeFile(path.join(target, `${topic}.md`), `# ${title}\n\n${picture}\n\n${text}\n`);
    const [, image] = /\((images\/[^)]+)\)/.exec(picture);
    writeFile(path.join(target, image), fs.readFileSync(path.join(folder, image), 'utf8'));
  }
}

/** Hovers and the terminal show words only. */
function withoutPictures(concepts) {
  return Object.fromEntries(Object.entries(concepts).map(([topic, { picture, ...words }]) => [topic, words]));
}

/** Type name → field name → Kubernetes' description; the field '' is the type itself. */
function collectDescriptions() {
  const models = path.join(
    path.dirname(createRequire(import.meta.url).resolve('@kubernetes/client-node')),
    'gen/models',
  );
  const { types } = JSON.parse(fs.readFileSync(path.join(root, 'schemas/kubernetes.json'), 'utf8'));
  const descriptions = {};
  for (const type of Object.keys(types)) {
    const file = modelFile(models, type);
    if (file) descriptions[type] = readModel(fs.readFileSync(file, 'utf8'));
  }
  return descriptions;
}

/** The declaration file of a type: `core.v1.Container` is `V1Container` there, or with its group where two share a name. */
function modelFile(models, type) {
  const match = /^(\w+)\.(v\w+)\.(\w+)$/.exec(type);
  if (!match) return undefined;
  const [, group, version, name] = match;
  const upper = version[0].toUpperCase() + version.slice(1);
  const names = [`${group[0].toUpperCase()}${group.slice(1)}${upper}${name}`, `${upper}${name}`];
  return names.map((candidate) => path.join(models, `${candidate}.d.ts`)).find((file) => fs.existsSync(file));
}

function readModel(text) {
  const fields = {};
  const own = /\/\*\*\n\* ([\s\S]*?)\n\*\/\nexport declare class/.exec(text);
  if (own) fields[''] = tidy(own[1]);
  for (const [, description, name] of text.matchAll(/\/\*\*\n\s+\* (.*)\n\s+\*\/\n\s+'(\w+)'\??:/g)) {
    // The class spells names that are reserved words with a leading underscore.
    fields[name.replace(/^_/, '')] = tidy(description);
  }
  return fields;
}

function tidy(text) {
  return text
    .replace(/\\(['"])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function write(name, data) {
  const text = `// Made by scripts/texts.mjs.\nexport const json = ${JSON.stringify(JSON.stringify(data))};\n`;
  writeFile(path.join(root, 'schemas/generated', `${name}.ts`), text);
}

function writeFile(file, text) {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateTexts();
