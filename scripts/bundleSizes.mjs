// How large what is built is, and how that compares with `bench/sizes.json`. Part of `esbuild.mjs`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const budgetFile = join(root, 'bench/sizes.json');
/** How far over its budget a bundle may be before the build fails. */
const tolerance = 0.1;

/** An output and everything that it imports statically: what is read before the first line of it runs. */
export function closure(outputs, entry, seen = new Set()) {
  if (seen.has(entry) || !outputs[entry]) return seen;
  seen.add(entry);
  for (const { path, kind } of outputs[entry].imports) {
    if (kind !== 'dynamic-import') closure(outputs, path, seen);
  }
  return seen;
}

/** The package that an input belongs to; undefined for our own sources. */
export function packageOf(input) {
  const parts = input.split('node_modules/');
  return parts.length > 1 ? /^(?:@[^/]+\/)?[^/]+/.exec(parts.at(-1))[0] : undefined;
}

/** Bytes of what is read together: an entry with its static chunks, and what is read later. */
export function measure(outputs) {
  const entries = [
    'server/dist/server.cjs',
    'server/dist/server-code.cjs',
    'server/dist/cli.js',
    'server/dist/browser.js',
    'server/dist/browser-generic.js',
    'dist/extension.js',
    'dist/extension.web.js',
  ];
  const sizes = {};
  const add = (label, files) => {
    const texts = [...files].map((file) => readFileSync(join(root, file)));
    sizes[label] = { bytes: sum(texts), gzip: sum(texts.map((text) => gzipSync(text))) };
  };
  for (const entry of entries) add(entry, closure(outputs, entry));
  const early = new Set(entries.flatMap((entry) => [...closure(outputs, entry)]));
  const cluster = Object.keys(outputs).filter((file) =>
    Object.keys(outputs[file].inputs).some((input) => packageOf(input) === '@kubernetes/client-node'),
  );
  add('server/dist: for a live cluster', cluster);
  for (const file of cluster) early.add(file);
  add(
    'server/dist: chunks on demand',
    Object.keys(outputs).filter((file) => /^server\/dist\/.*\.c?js$/.test(file) && !early.has(file)),
  );
  return sizes;
}

function sum(buffers) {
  return buffers.reduce((total, { length }) => total + length, 0);
}

/** Prints the sizes, with how much of what they may grow is used up; a sentence for each one that is over. */
export function compareSizes(sizes) {
  const budget = existsSync(budgetFile) ? JSON.parse(readFileSync(budgetFile, 'utf8')) : {};
  const faults = [];
  for (const [label, { bytes, gzip }] of Object.entries(sizes)) {
    const allowed = budget[label];
    const row = `${kilobytes(bytes)} ${kilobytes(gzip)} gzip  ${label}`;
    if (!allowed) {
      console.log(row);
      faults.push(`${label} has no budget; write one with --update-sizes`);
      continue;
    }
    const wanted = kilobytes(allowed).trim();
    const used = Math.round(((bytes / allowed - 1) / tolerance) * 100);
    const growth = used > 0 ? `${used} % of its ${tolerance * 100} % of growth used` : 'no growth';
    console.log(`${row}, budget ${wanted}, ${growth}`);
    if (bytes > allowed * (1 + tolerance))
      faults.push(`${label} is ${kilobytes(bytes).trim()}, budget ${wanted}; --update-sizes takes it as the new one`);
  }
  return faults;
}

/** Prints the sizes and writes them as the new budget; there is nothing to find fault with. */
export function updateSizes(sizes) {
  for (const [label, { bytes, gzip }] of Object.entries(sizes))
    console.log(`${kilobytes(bytes)} ${kilobytes(gzip)} gzip  ${label}`);
  const next = Object.fromEntries(Object.entries(sizes).map(([label, { bytes }]) => [label, bytes]));
  writeFileSync(budgetFile, `${JSON.stringify(next, null, 2)}\n`);
  console.log('wrote bench/sizes.json');
  return [];
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
}
