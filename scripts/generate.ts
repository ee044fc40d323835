// Writes what is derived from the rules: the list `server/src/rules/all.ts`, the pages `docs/rules/`, and the schema of
// the setting `statefulset.rules` in package.json. `--check` writes nothing and fails when something is stale.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Rule } from '../server/src/rules/rule.ts';
import { type TextRule, textRules } from '../server/src/rules/textRules.ts';
import { schemaRules } from '../server/src/schema/ruleIds.ts';

const root = path.join(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');
const stale: string[] = [];
/** Rules without a folder: what the YAML reader and the check against the API report. */
const builtIn: readonly TextRule[] = [...textRules, ...schemaRules];

const folders = fs
  .readdirSync(path.join(root, 'server/src/rules'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

write('server/src/rules/all.ts', ruleList(folders));
const rules = await Promise.all(folders.map(readRule));
/** Every rule, in order of id. */
const all = [...rules, ...builtIn].sort((a, b) => (a.id < b.id ? -1 : 1));
const pages = new Map<string, string>();
for (const rule of rules) pages.set(`${rule.id}.md`, rulePage(rule));
for (const rule of builtIn) pages.set(`${rule.id}.md`, schemaRulePage(rule));
pages.set('README.md', indexPage());
for (const [name, text] of pages) write(`docs/rules/${name}`, text);
removeOthers('docs/rules', [...pages.keys()]);
writeManifest();

if (stale.length > 0) {
  console.error(`Stale; run "npm run generate": ${stale.join(', ')}`);
  process.exitCode = 1;
}

function camel(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function ruleList(ids: readonly string[]): string {
  const imports = ids.map((id) => `import { rule as ${camel(id)} } from './${id}/rule.ts';`);
  // In the order that the linter wants: by path.
  const sorted = [...imports, `import type { Rule } from './rule.ts';`].sort((a, b) =>
    pathOf(a) < pathOf(b) ? -1 : 1,
  );
  const names = ids.map((id) => `  ${camel(id)},`);
  return formatted(
    'all.ts',
    `// Made by "npm run generate" from the folders beside it.\n${sorted.join('\n')}\n\n` +
      `/** Every rule, in order of id. */\nexport const rules: readonly Rule[] = [\n${names.join('\n')}\n];\n`,
  );
}

function pathOf(line: string): string {
  return line.slice(line.indexOf("'"));
}

async function readRule(id: string): Promise<Rule> {
  const { rule } = (await import(path.join(root, `server/src/rules/${id}/rule.ts`))) as { rule: Rule };
  if (rule.id !== id) throw new Error(`folder ${id} holds the rule ${rule.id}`);
  return rule;
}

function facts(rule: {
  severity: string;
  since?: string;
  until?: string;
  kinds?: readonly string[];
  isOffByDefault?: true;
}): string {
  const parts = [`Severity: **${rule.severity}**`];
  if (rule.kinds)
    parts.push(`Looks at: ${rule.kinds.includes('*') ? 'every kind that is known' : rule.kinds.join(', ')}`);
  if (rule.isOffByDefault) parts.push('Off unless the setting `statefulset.rules` switches it on');
  if (rule.since) parts.push(`Since Kubernetes ${rule.since}`);
  if (rule.until) parts.push(`Until Kubernetes ${rule.until}`);
  return parts.join(' · ');
}

/** The rule's own README, with its severity and versions under the title. */
function rulePage(rule: Rule): string {
  const readme = fs.readFileSync(path.join(root, `server/src/rules/${rule.id}/README.md`), 'utf8');
  const [title, ...rest] = readme.split('\n');
  return `${title}\n\n${facts(rule)}\n${rest.join('\n')}`;
}

function schemaRulePage(rule: TextRule): string {
  const examples = `## Examples\n\`\`\`yaml bad\n${rule.bad.trimEnd()}\n\`\`\`\n\`\`\`yaml good\n${rule.good.trimEnd()}\n\`\`\`\n`;
  return `# ${rule.id}\n\n${facts(rule)}\n\n${rule.summary}.\n\n## Why\n${rule.why}\n\n## Fix\n${rule.fix}\n\n${examples}`;
}

function indexPage(): string {
  const rows = all.map(({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${summary} |`);
  return (
    `# Rules\n\nAn error is what Kubernetes refuses. A warning is accepted but will not do what is written. Information and hints ` +
    `are about what works.\nSeverities can be set and rules switched off in the setting \`statefulset.rules\`; a comment ` +
    `\`# statefulset-ignore <rule>: reason\` on the line, or above it, silences one place.\n\n| rule | severity | what it finds |\n|---|---|---|\n${rows.join('\n')}\n`
  );
}

/** The rules that the setting `statefulset.rules` knows, for completion in settings.json. */
function writeManifest(): void {
  const file = path.join(root, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  const setting = manifest.contributes.configuration.properties['statefulset.rules'];
  setting.properties = Object.fromEntries(
    all.map(({ id, summary, severity }) => [
      id,
      { enum: ['error', 'warning', 'information', 'hint', 'off'], default: severity, description: summary },
    ]),
  );
  write('package.json', formatted('package.json', `${JSON.stringify(manifest, null, 2)}\n`));
}

function formatted(name: string, text: string): string {
  const biome = path.join(root, 'node_modules/.bin/biome');
  return execFileSync(biome, ['format', `--stdin-file-path=${name}`], { input: text, encoding: 'utf8', cwd: root });
}

function write(name: string, text: string): void {
  const file = path.join(root, name);
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  if (isCheck) return void stale.push(name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  console.log(`wrote ${name}`);
}

function removeOthers(folder: string, names: readonly string[]): void {
  if (!fs.existsSync(path.join(root, folder))) return;
  for (const name of fs.readdirSync(path.join(root, folder))) {
    if (names.includes(name)) continue;
    if (isCheck) stale.push(`${folder}/${name}`);
    else fs.rmSync(path.join(root, folder, name));
  }
}
