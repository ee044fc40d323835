// Builds everything that runs outside this repository: the server for Node and for a browser worker, the command line
// tool, and the two halves of the VS Code client. `docs/decisions/build.md` says why it is built as it is.
//
//   node esbuild.mjs                  builds, prints sizes, how much of their growth is used, and fails when one is more than 10 % over bench/sizes.json
//   node esbuild.mjs --update-sizes   the same, and writes the sizes as the new budget
//   node esbuild.mjs --quiet          prints faults only and knows no budget: what `npm ci` runs
//   node esbuild.mjs --watch          builds again after every change, readable and with source maps
//   node esbuild.mjs --test           also bundles the suites that run inside an editor (test/editor/suite)
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { context, build as esbuild } from 'esbuild';
import { billOfMaterials, bundledPackages, licenceTexts } from './scripts/bundledPackages.mjs';
import { closure, compareSizes, measure, packageOf, updateSizes } from './scripts/bundleSizes.mjs';
import { generateTexts } from './scripts/texts.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const flags = new Set(process.argv.slice(2));
const isWatch = flags.has('--watch');
/** Packages that few need, and the folder or file that alone may import them; none is read when a process starts. */
const lazyPackages = {
  'yaml-language-server': 'server/src/generic',
  prettier: 'server/src/generic',
  ajv: 'server/src/generic',
  '@kubernetes/client-node': 'server/src/node/clusterClient.ts',
  'js-yaml': 'server/src/node/clusterClient.ts',
  'openid-client': 'server/src/node/clusterClient.ts',
};
/** Modules of Node's that take milliseconds to load; what a server has to have at its start needs none of them. */
const lateModules = ['crypto', 'child_process', 'http', 'https', 'perf_hooks', 'worker_threads'];

/** Data is faster to read as one JSON string than as a JavaScript object. */
const jsonAsString = {
  name: 'json-as-string',
  setup(build) {
    build.onLoad({ filter: /\.json$/ }, async ({ path }) => {
      const text = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      if (text.length < 2000) return { contents: text, loader: 'json' };
      return { contents: `export default JSON.parse(${JSON.stringify(text)});`, loader: 'js' };
    });
  },
};

/**
 * Of a CommonJS package esbuild copies all exports for each file that imports one. `languageServer.ts` alone imports this
 * package, and names what it takes of its nine hundred.
 */
const namedExports = {
  name: 'named-exports',
  setup(build) {
    build.onLoad({ filter: /[\\/]lsp[\\/]languageServer\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const taken = /export (\{[^}]*\}) from ('vscode-languageserver');/;
      if (!taken.test(text)) throw new Error(`${path} does not name what it takes of vscode-languageserver`);
      return { contents: text.replace(taken, 'const $1 = require($2); export $1;'), loader: 'ts' };
    });
  },
};

/**
 * A classic worker cannot `import()`, and VS Code for the Web makes classic workers. So in the worker the generic part is
 * a script of its own; `initializationOptions.genericUrl` of the `initialize` request says where it lies.
 */
const genericAsScript = {
  name: 'generic-as-script',
  setup(build) {
    build.onResolve({ filter: /\/generic\// }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: 'generic', namespace: 'generic-script' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'generic-script' }, () => ({
      contents: `
        if (!self.statefulsetGenericUrl) throw new Error('initializationOptions.genericUrl is missing');
        importScripts(self.statefulsetGenericUrl);
        module.exports = self.statefulsetGeneric;`,
    }));
  },
};
const rememberGenericUrl = `self.addEventListener("message", function first({ data }) {
  if (!data || data.method !== "initialize") return;
  self.removeEventListener("message", first);
  self.statefulsetGenericUrl = data.params.initializationOptions?.genericUrl;
});`;

/**
 * Kubernetes' client without what reading a kubeconfig does not need: the models of all kinds, and `undici`, the one of
 * its two ways to speak HTTP that is not used here and that does not run on Node 20. 290 kB instead of 1,860.
 */
const leanCluster = {
  name: 'lean-cluster',
  setup(build) {
    const isClient = (path) => /[\\/]@kubernetes[\\/]client-node[\\/]/.test(path);
    build.onResolve({ filter: /^undici$/ }, ({ importer }) =>
      isClient(importer) ? { path: 'undici', namespace: 'left-out' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: `class LeftOut { constructor() { throw new Error('undici is left out of this bundle'); } }
        export { LeftOut as Agent, LeftOut as ProxyAgent, LeftOut as FormData };
        export function fetch() { return new LeftOut(); }`,
    }));
    build.onResolve({ filter: /./ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === isClient || !(path === '@kubernetes/client-node' || isClient(from.importer))) return undefined;
      const { kind, importer, resolveDir } = from;
      const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: isClient });
      return { path: found.path, external: found.external, errors: found.errors, sideEffects: false };
    });
  },
};

/**
 * The server for Node is one classic script, so that its compiled code can be kept (`server/src/node/start.ts`). What it
 * imports on demand from `generic/` and `node/` stays out of it and becomes a script of its own.
 */
const partsAsScripts = {
  name: 'parts-as-scripts',
  setup(build) {
    const parts = new Map();
    build.onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
      const source = relative(root, join(resolveDir, path)).split(sep);
      if (kind !== 'dynamic-import' || !['generic', 'node'].includes(source[2])) return undefined;
      const name = `server-${basename(source.at(-1) === 'index.ts' ? source.at(-2) : source.at(-1), '.ts')}`;
      parts.set(name, join(resolveDir, path));
      return { path: `./${name}.cjs`, external: true };
    });
    build.onEnd(async (result) => {
      if (result.errors.length > 0) return;
      const code = result.outputFiles.find(({ path }) => path.endsWith('server-code.cjs'));
      if (code.contents.some((byte) => byte > 0x7f))
        throw new Error('server-code.cjs is not ASCII: start.ts reads bytes');
      const hash = createHash('sha256').update(code.contents).digest('hex').slice(0, 20);
      const define = { ...common.define, CODE_HASH: JSON.stringify(hash) };
      const extra = await esbuild({
        ...asScript,
        entryPoints: { server: 'server/src/node/start.ts', ...Object.fromEntries(parts) },
        define: { ...asScript.define, ...define },
        plugins: [leanCluster, jsonAsString],
      });
      result.outputFiles.push(...extra.outputFiles);
      Object.assign(result.metafile.outputs, extra.metafile.outputs);
    });
  },
};

/** mocha's browser build is UMD in a package that says "module": a free `module` there would replace our own exports. */
const mochaInBrowser = {
  name: 'mocha-in-browser',
  setup(build) {
    build.onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path }) => ({
      contents: `var exports, module, define;\n${await readFile(path, 'utf8')}`,
    }));
  },
};

const { version } = JSON.parse(readFileSync(join(root, 'server/package.json'), 'utf8'));
const common = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  // Names stay readable in stack traces; they cost little once compressed.
  minifyWhitespace: !isWatch,
  minifySyntax: !isWatch,
  sourcemap: isWatch ? 'linked' : false,
  define: { STATEFULSET_VERSION: JSON.stringify(version) },
};
const forNode = { ...common, platform: 'node', target: 'node20', mainFields: ['module', 'main'] };
const forBrowser = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
};
/** CommonJS that lies beside ES modules; what asks for the address of its module gets that of the file. */
const asScript = {
  ...forNode,
  format: 'cjs',
  outdir: 'server/dist',
  outExtension: { '.js': '.cjs' },
  define: { ...common.define, 'import.meta.url': 'scriptUrl' },
  banner: { js: 'const scriptUrl = require("node:url").pathToFileURL(__filename).href;' },
  // `import()` needs a loader that a script run from kept code has not.
  supported: { 'dynamic-import': false },
};
/** What `start.ts` compiles: a function that is given what a module has, and what to call once a start is over. */
const asFunction = {
  ...asScript,
  banner: {
    js: `(function (exports, require, module, __filename, __dirname, keepCompiledCode) { ${asScript.banner.js}`,
  },
  footer: { js: '})' },
};
const worker = { ...forBrowser, format: 'iife', outdir: 'server/dist' };

const builds = [
  {
    ...forNode,
    format: 'esm',
    splitting: true,
    // What is loaded later belongs to the command line, too: the extension leaves it out by its name.
    chunkNames: 'cli-[name]-[hash]',
    outdir: 'server/dist',
    entryPoints: { cli: 'server/src/cli/main.ts' },
    // CommonJS dependencies call require() for what Node brings along.
    banner: {
      js: 'import { createRequire as bundleRequire } from "node:module"; const require = bundleRequire(import.meta.url);',
    },
    plugins: [leanCluster, jsonAsString],
  },
  {
    ...asScript,
    supported: {},
    entryPoints: { cli: 'server/src/cli/start.ts', 'cli-reader': 'server/src/cli/check/reader.ts' },
  },
  {
    ...asFunction,
    entryPoints: { 'server-code': 'server/src/node/main.ts' },
    plugins: [jsonAsString, namedExports, partsAsScripts],
  },
  {
    ...worker,
    entryPoints: { browser: 'server/src/browser/main.ts' },
    banner: { js: rememberGenericUrl },
    plugins: [jsonAsString, namedExports, genericAsScript],
  },
  {
    ...worker,
    entryPoints: { 'browser-generic': 'server/src/generic/index.ts' },
    globalName: 'statefulsetGeneric',
    plugins: [jsonAsString],
  },
  {
    ...forNode,
    format: 'cjs',
    outdir: 'dist',
    entryPoints: { extension: 'client/src/node/extension.ts' },
    external: ['vscode'],
  },
  {
    ...forBrowser,
    format: 'cjs',
    outdir: 'dist',
    entryPoints: { 'extension.web': 'client/src/browser/extension.ts' },
    external: ['vscode'],
  },
];
const suites = [
  {
    ...forNode,
    format: 'cjs',
    outdir: 'test/editor/host/dist',
    entryPoints: { node: 'test/editor/suite/node.ts' },
    external: ['vscode', 'mocha'],
  },
  {
    ...forBrowser,
    format: 'cjs',
    outdir: 'test/editor/host/dist',
    entryPoints: { web: 'test/editor/suite/web.ts' },
    external: ['vscode'],
    plugins: [mochaInBrowser],
  },
];

const started = performance.now();
generateTexts();
const results = await Promise.all((flags.has('--test') ? [...builds, ...suites] : builds).map(run));
if (isWatch) console.log('watching; Ctrl+C ends it');
else finish(results.slice(0, builds.length));

async function run(options) {
  const report = {
    name: 'write',
    setup(build) {
      build.onEnd(async (result) => {
        if (result.errors.length > 0) return;
        await writeChanged(result.outputFiles);
        if (isWatch) console.log(`built ${Object.keys(options.entryPoints).join(', ')}`);
      });
    },
  };
  const building = await context({ ...options, plugins: [...(options.plugins ?? []), report] });
  if (isWatch) return building.watch();
  try {
    return await building.rebuild();
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    process.exit(1); // esbuild has printed what is wrong
  } finally {
    await building.dispose();
  }
}

/** Leaves equal files alone, so that a process that runs from them never sees a half-written one. */
async function writeChanged(outputs) {
  for (const { path, contents } of outputs) {
    await mkdir(dirname(path), { recursive: true });
    if (existsSync(path) && readFileSync(path).equals(contents)) continue;
    await writeFile(path, contents);
  }
}

function finish(all) {
  const outputs = Object.assign({}, ...all.map(({ metafile }) => metafile.outputs));
  const faults = [...checkLazyParts(outputs), ...checkCopies(outputs)];
  removeStale(outputs);
  writePapers(outputs);
  if (!flags.has('--quiet')) {
    faults.push(...(flags.has('--update-sizes') ? updateSizes : compareSizes)(measure(outputs)));
    console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  for (const fault of faults) console.error(`error: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

function checkLazyParts(outputs) {
  const faults = [];
  for (const entry of ['server/dist/server-code.cjs', 'server/dist/cli.js', 'server/dist/browser.js']) {
    const early = new Set();
    for (const file of closure(outputs, entry)) {
      for (const input of Object.keys(outputs[file].inputs)) {
        if (Object.hasOwn(lazyPackages, packageOf(input) ?? '')) early.add(packageOf(input));
      }
    }
    for (const { path } of outputs[entry].imports) {
      if (entry !== 'server/dist/cli.js' && lateModules.includes(path.replace('node:', '')))
        faults.push(`${entry} reads ${path} at start, which takes Node milliseconds`);
    }
    for (const name of early) faults.push(`${entry} reads ${name} at start; only ${lazyPackages[name]} may import it`);
  }
  return faults;
}

/** Two copies of `yaml` mean two kinds of node that do not know each other, and 100 kB too much. */
function checkCopies(outputs) {
  const copies = new Set();
  for (const { inputs } of Object.values(outputs)) {
    for (const input of Object.keys(inputs)) {
      if (packageOf(input) === 'yaml') copies.add(input.slice(0, input.lastIndexOf('node_modules/yaml/')));
    }
  }
  return copies.size > 1 ? [`${copies.size} copies of yaml are bundled: pin the version of yaml-language-server`] : [];
}

/** Chunks carry a hash in their name, so the ones of an older build stay behind. */
function removeStale(outputs) {
  for (const folder of ['server/dist', 'dist']) {
    for (const name of readdirSync(join(root, folder))) {
      if (/\.c?js(\.map)?$/.test(name) && !outputs[`${folder}/${name}`]) rmSync(join(root, folder, name));
    }
  }
}

/** Beside the bundles: the licences of the packages in them, and a bill of materials that `npm run package` hands out. */
function writePapers(outputs) {
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const files = [
    ['server/dist/LICENSES.txt', licenceTexts(bundledPackages(outputs, ['server/dist']))],
    ['dist/LICENSES.txt', licenceTexts(bundledPackages(outputs, ['dist']))],
    [
      'server/dist/bom.cdx.json',
      billOfMaterials(bundledPackages(outputs, ['server/dist']), read('server/package.json')),
    ],
    ['dist/bom.cdx.json', billOfMaterials(bundledPackages(outputs, ['dist', 'server/dist']), read('package.json'))],
  ];
  return writeChanged(files.map(([file, text]) => ({ path: join(root, file), contents: Buffer.from(text) })));
}
