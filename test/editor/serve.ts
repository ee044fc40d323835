// What `npm start` runs after it has built and installed: serves VS Code for the Web until Ctrl+C.
//   --check     asks for the page once, and ends
//   --port=N    takes this port
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './support/environment.ts';
import { findProgram } from './support/processes.ts';
import { serveWeb } from './support/web.ts';

const isCheck = process.argv.includes('--check');
const port = Number(process.argv.find((arg) => arg.startsWith('--port='))?.slice('--port='.length)) || undefined;
const folder = mkdtempSync(join(tmpdir(), 'statefulset-start-'));
const web = await serveWeb({
  folder,
  workspace: join(root, 'examples'),
  developed: root,
  ...(port ? { port } : {}),
});
const end = (status: number) => {
  web.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(status);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));

console.log(`VS Code for the Web with the extension, on examples/:\n\n  ${web.url}\n`);
if (isCheck) {
  const answer = await fetch(web.url);
  const page = await answer.text();
  const isWorkbench = answer.ok && page.includes('vscode-workbench-web-configuration');
  console.log(isWorkbench ? 'The page answers.' : `The page is not VS Code's: status ${answer.status}`);
  end(isWorkbench ? 0 : 1);
}
openBrowser(web.url);

/** Opens the address where there is a screen; the address is printed in any case. */
function openBrowser(url: string): void {
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const opener = findProgram(...(process.platform === 'darwin' ? ['open'] : ['xdg-open', 'chromium', 'google-chrome']));
  if (!hasScreen || !opener) {
    console.log('No screen or browser was found here: open the address in a browser on this machine. Ctrl+C ends it.');
    return;
  }
  const browser = spawn(opener, [url], { stdio: 'ignore', detached: true });
  browser.on('error', () => console.log('The browser did not start: open the address yourself.'));
  browser.unref();
  console.log('Ctrl+C ends it.');
}
