// Part of npm run generate: writes the Kubernetes versions and the platforms that the code knows into the settings of
// package.json. --check writes nothing and fails when they are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minors, newestMinor } from '../server/src/schema/minor.ts';
import { platforms } from '../server/src/storage/platforms.ts';
import { root } from './run.ts';

const file = join(root, 'package.json');
const text = readFileSync(file, 'utf8');
const manifest = JSON.parse(text);
const settings = manifest.contributes.configuration.properties;

fill('statefulset.kubernetesVersion', [
  { value: '', label: `newest known (${newestMinor})` },
  ...minors.toReversed().map((minor) => ({ value: minor, label: minor })),
]);
fill('statefulset.platform', [
  { value: '', label: 'not chosen' },
  ...platforms().map(({ id, title }) => ({ value: id, label: title })),
]);

const next = `${JSON.stringify(manifest, null, 2)}\n`;
if (JSON.stringify(JSON.parse(text)) !== JSON.stringify(manifest)) {
  if (process.argv.includes('--check')) {
    console.error('The settings in package.json are stale; run "npm run generate"');
    process.exitCode = 1;
  } else {
    writeFileSync(file, next);
    console.log('wrote package.json');
  }
}

function fill(name: string, choices: readonly { value: string; label: string }[]): void {
  settings[name].enum = choices.map(({ value }) => value);
  settings[name].enumItemLabels = choices.map(({ label }) => label);
}
