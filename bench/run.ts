// npm run bench: from keystroke to answer, start, index; side by side with `yaml` and yaml-language-server in one run.
//   --json FILE   also writes the figures     --only NAME   one part: typing, start, index, check
import fs from 'node:fs';
import { type Figure, printFigures } from './report.ts';

const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  typing: async () => (await import('./typing.ts')).benchTyping(),
  start: async () => (await import('./start.ts')).benchStart(),
  index: async () => (await import('./indexing.ts')).benchIndex(),
  check: async () => (await import('./checking.ts')).benchChecking(),
};
const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};

const only = option('only');
const figures: Figure[] = [];
for (const [name, part] of Object.entries(parts)) {
  if (only !== undefined && only !== name) continue;
  const found = await part();
  printFigures(name, found);
  figures.push(...found);
}
const file = option('json');
if (file !== undefined) fs.writeFileSync(file, `${JSON.stringify({ node: process.version, figures }, null, 1)}\n`);
