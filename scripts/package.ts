// npm run package [folder]: makes the extension for VS Code (.vsix) and the npm package of the server (.tgz), and beside
// each a bill of what is bundled in it (.cdx.json, CycloneDX), in the folder, else in the root. Needs no network. The same
// sources give the same bytes.
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ensureEditorPackage } from './editorPackage.ts';
import { type Run, root, run, runNode } from './run.ts';

const server = join(root, 'server');
const vsce = join(root, 'test/editor/node_modules/@vscode/vsce/vsce');

/** The files of the extension's package, as `.vscodeignore` names them; paths from the root. */
export function extensionFiles(): string[] {
  const lines = readFileSync(join(root, '.vscodeignore'), 'utf8').split('\n');
  const patterns = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  return patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
}

/** Packs what is built in `dist` and `server/dist` into a .vsix, out of a folder that holds nothing else. */
export async function packExtension(target: string): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'statefulset-vsix-'));
  try {
    for (const file of extensionFiles()) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(root, file), join(folder, file));
      chmodSync(join(folder, file), 0o644);
    }
    writeFileSync(join(folder, 'package.json'), extensionManifest());
    return await runNode([vsce, 'package', '--no-dependencies', '--out', target], { cwd: folder, env: fixedTime });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Times and the order of files in the package, which the day, the place and the disk would decide. */
const fixedTime = { SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? '946684800', TZ: 'UTC' };

/** Puts the bills of materials beside the packages. Returns their paths. */
function writeBills(folder: string): string[] {
  const bills = [
    ['dist/bom.cdx.json', 'vscode-statefulset.cdx.json'],
    ['server/dist/bom.cdx.json', 'statefulset-language-server.cdx.json'],
  ] as const;
  return bills.map(([from, to]) => {
    cpSync(join(root, from), join(folder, to));
    return join(folder, to);
  });
}

/** The files of the server's package, as its package.json names them; paths from `server`. */
export function serverFiles(): string[] {
  const { files } = serverManifest();
  const found = files.flatMap((pattern) => globSync(pattern, { cwd: server }));
  const inside = found.flatMap((name) =>
    statSync(join(server, name)).isDirectory() ? globSync(`${name}/**/*.*`, { cwd: server }) : [name],
  );
  return ['package.json', ...inside].sort();
}

function serverManifest(): { files: string[]; bin: Record<string, string> } {
  return JSON.parse(readFileSync(join(server, 'package.json'), 'utf8'));
}

/** Packs the server as `npm publish` would, into a folder, out of one in which everybody may read what is packed. */
export async function packServer(folder: string): Promise<Run> {
  const staged = mkdtempSync(join(tmpdir(), 'statefulset-npm-'));
  const programs = Object.values(serverManifest().bin);
  try {
    for (const file of serverFiles()) {
      mkdirSync(dirname(join(staged, file)), { recursive: true });
      cpSync(join(server, file), join(staged, file));
      chmodSync(join(staged, file), programs.includes(file) ? 0o755 : 0o644);
    }
    return await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: staged });
  } finally {
    rmSync(staged, { recursive: true });
  }
}

/** package.json without what is only for this repository. */
function extensionManifest(): string {
  const { scripts, workspaces, devDependencies, optionalDependencies, allowScripts, ...manifest } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const folder = resolve(process.argv[2] ?? root);
  mkdirSync(folder, { recursive: true });
  const failure = existsSync(vsce) ? undefined : await ensureEditorPackage();
  const steps = failure
    ? [{ status: 1, output: failure }]
    : [
        await runNode(['esbuild.mjs']),
        await packExtension(join(folder, 'vscode-statefulset.vsix')),
        await packServer(folder),
      ];
  for (const { output } of steps) console.log(output.trim());
  if (!failure) for (const bill of writeBills(folder)) console.log(`Bill of materials: ${bill}`);
  process.exitCode = steps.some(({ status }) => status !== 0) ? 1 : 0;
}
