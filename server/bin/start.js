const { existsSync } = require('node:fs');
const path = require('node:path');

/**
 * Loads one entry of `dist/`, which then reads `process.argv` by itself. Says what to do where the entry was never
 * built or this Node is too old, and ends with status 2.
 * @param {string} entry file name in `dist/`
 */
exports.start = function start(entry) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) return refuse(`needs Node.js 20 or newer; this is ${process.version}`);
  const file = path.join(__dirname, '../dist', entry);
  if (!existsSync(file)) return refuse(`is not built: dist/${entry} is missing; run "npm run build" in the repository`);
  require(file);
};

/** @param {string} reason */
function refuse(reason) {
  process.stderr.write(`statefulset-language-server ${reason}\n`);
  process.exitCode = 2;
}
