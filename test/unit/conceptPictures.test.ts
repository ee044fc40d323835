import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/concepts/images');

test('the pictures of the concepts are what the preview draws now', () => {
  execFileSync(process.execPath, [join(root, 'scripts/pictures.ts'), '--check'], { stdio: 'pipe' });
});

test('a picture is one SVG that loads nothing and has colours for light and for dark', () => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*aria-label="[^"]+"><style>/, name);
    assert.match(text, /prefers-color-scheme:dark/, name);
    assert.doesNotMatch(text.replaceAll('http://www.w3.org/2000/svg', ''), /https?:|<script|href=|url\(/, name);
    assert.doesNotMatch(text, /undefined|NaN/, name);
  }
});
