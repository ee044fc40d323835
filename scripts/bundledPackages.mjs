// What the bundles hold of other people's packages, by the bundler's own account: their licences, and a bill of materials
// (CycloneDX) for who has to know what is installed. Plain JavaScript, since `npm ci` runs it on whatever Node there is.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The packages that files of the folders hold, in order of name and version; `outputs` is esbuild's. Two versions of one
 * package are two packages.
 */
export function bundledPackages(outputs, folders) {
  const found = new Map();
  for (const [file, { inputs }] of Object.entries(outputs)) {
    if (!folders.includes(dirname(file))) continue;
    for (const path of Object.keys(inputs).map(packagePath)) {
      if (path === undefined || found.has(path)) continue;
      const { name, version, license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
      found.set(path, { path, name, version, license });
    }
  }
  return [...found.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/**
 * The licence texts and notices that packages ask to be kept with every copy, and those of packages that they have bundled
 * themselves.
 */
export function licenceTexts(packages) {
  const texts = packages.map(({ path, name, version, license }) => {
    const files = readdirSync(join(root, path)).filter((entry) => isLicence.test(entry));
    if (!files.some((file) => /^licen[cs]e/i.test(file))) throw new Error(`${name} comes without a licence text`);
    const parts = files.sort().map((file) => readFileSync(join(root, path, file), 'utf8').trim());
    return `${name} ${version} (${license})\n\n${parts.join('\n\n')}`;
  });
  return `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Whether a file of a package is one of its licences or notices, by its name. */
const isLicence = /^(licen[cs]e|copying|notice|third-?party-?notices?|patents)/i;

/** A bill of materials without times and random numbers, so that the same sources give the same bytes. */
export function billOfMaterials(packages, { name, version, license }) {
  const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const purl = `pkg:npm/${name}@${version}`;
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': purl, name, version, purl, licenses: [licenceOf(license)] },
    },
    components: packages.map((each) => component(each, locked[each.path])),
    dependencies: [{ ref: purl, dependsOn: packages.map(packageUrl) }],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function component(each, locked) {
  const digest = locked?.version === each.version ? locked.integrity?.replace(/^sha512-/, '') : undefined;
  const purl = packageUrl(each);
  const [group, name] = each.name.startsWith('@') ? each.name.split('/') : [undefined, each.name];
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group === undefined ? {} : { group }),
    name,
    version: each.version,
    purl,
    licenses: [licenceOf(each.license)],
    // Only what the lock file pins is known to be the same everywhere.
    ...(digest === undefined
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
  };
}

function licenceOf(license) {
  return /[ ()]/.test(license) ? { expression: license } : { license: { id: license } };
}

function packageUrl({ name, version }) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function order({ name, version }) {
  return `${name} ${version}`;
}

/** `node_modules/a/node_modules/@b/c` of a file in there; undefined for our own. */
function packagePath(input) {
  const at = input.lastIndexOf('node_modules/');
  if (at < 0) return undefined;
  const start = at + 'node_modules/'.length;
  return input.slice(0, start) + /^(?:@[^/]+\/)?[^/]+/.exec(input.slice(start))[0];
}
