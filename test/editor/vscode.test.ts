import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startApiServer } from '../cluster/apiServer.ts';
import { kubeconfig } from '../cluster/kubeconfig.ts';
import { storageClass } from '../cluster/objects.ts';
import { collectSuite, shoot, withPage } from './support/browser.ts';
import { installPackage, kubeconfigOf, startVSCode, type VSCode, workbenchUrl } from './support/desktop.ts';
import { createWorkspace, longestTestMs, root, skipWithoutVSCode, type Workspace } from './support/environment.ts';
import { serveWeb } from './support/web.ts';
import {
  acceptCompletion,
  applyQuickFix,
  openFile,
  seeHover,
  seeOffers,
  seeProblem,
  seeRestrictedMode,
  seeSquiggle,
} from './support/workbench.ts';

// The package as users install it, in real VS Code: driven with mouse and keyboard as a person does, and through the
// `vscode` API by one suite that runs in each kind of extension host.
const host = join(root, 'test/editor/host');
const otherYaml = join(root, 'test/editor/otherYaml');

describe('VS Code with the packaged extension', { skip: skipWithoutVSCode() }, () => {
  let installation: Workspace;
  let unpacked: string;

  before(async () => {
    installation = createWorkspace();
    unpacked = await installPackage(installation);
  });
  after(() => installation.remove());

  test('a person sees, hovers, completes and repairs (extensions in Node, Restricted Mode)', {
    timeout: longestTestMs,
  }, async () => {
    await onDesktop({ ...installation, isTrusted: false }, async (vscode, place) => {
      await withPage('desktop', async (page) => {
        await page.goto(workbenchUrl(vscode, place));
        await seeRestrictedMode(page);
        await usePerson(page, 'desktop');
        await openSaved(page, place);
      });
    });
  });

  test('a person sees, hovers, completes and repairs (VS Code for the Web)', { timeout: longestTestMs }, async () => {
    const place = createWorkspace();
    const web = await serveWeb({
      folder: place.folder,
      workspace: place.workspace,
      developed: host,
      installed: [unpacked],
    });
    try {
      await withPage('web', async (page) => {
        await page.goto(web.url);
        await usePerson(page, 'web');
      });
    } finally {
      web.stop();
      place.remove();
    }
  });

  test('a person sees which classes and access modes there are', { timeout: longestTestMs }, async () => {
    await onDesktop(installation, async (vscode, place) => {
      writeFileSync(join(place.workspace, 'claims.yaml'), claims);
      await withPage('storage', async (page) => {
        await page.goto(workbenchUrl(vscode, place));
        await openFile(page, 'claims.yaml');
        await seeStorage(page);
      });
    });
  });

  test('the suite passes where extensions run in Node', { timeout: longestTestMs }, async (t) => {
    await onDesktop(installation, async (vscode, place) => {
      const url = workbenchUrl(vscode, place, { suite: join(host, 'dist/node.js'), extensions: [host] });
      await reportEach(t, 'Node', await withPage('suite-node', (page) => collectSuite(page, url)));
    });
  });

  test('the suite passes beside another YAML server', { timeout: longestTestMs }, async (t) => {
    await onDesktop(installation, async (vscode, place) => {
      const url = workbenchUrl(vscode, place, { suite: join(host, 'dist/node.js'), extensions: [host, otherYaml] });
      await reportEach(t, 'beside', await withPage('suite-other', (page) => collectSuite(page, url)));
    });
  });

  test('the suite passes where extensions run in a browser worker', { timeout: longestTestMs }, async (t) => {
    const place = createWorkspace();
    const suite = join(host, 'dist/web.js');
    const web = await serveWeb({ ...place, developed: host, suite, installed: [unpacked] });
    try {
      await reportEach(t, 'web', await withPage('suite-web', (page) => collectSuite(page, web.url)));
    } finally {
      web.stop();
      place.remove();
    }
  });
});

/** VS Code's server with the installed package and a fresh workspace. */
async function onDesktop(
  installation: Workspace & { isTrusted?: boolean },
  use: (vscode: VSCode, place: Workspace) => Promise<void>,
): Promise<void> {
  const fresh = createWorkspace();
  const place = { ...fresh, extensions: installation.extensions };
  const api = await startApiServer();
  api.objects.storageclasses = [storageClass('only-in-the-cluster')];
  writeFileSync(kubeconfigOf(place), kubeconfig(api.url));
  const vscode = await startVSCode(place, { isTrusted: installation.isTrusted ?? true });
  try {
    await use(vscode, place);
  } catch (error) {
    console.error(vscode.program.output().slice(-3000));
    throw error;
  } finally {
    await vscode.program.stop();
    await api.close();
    fresh.remove();
  }
}

/** A class of the workspace that one node at a time may mount, and a claim that names no class and no mode yet. */
const claims = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: ebs.csi.aws.com
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: 
  resources:
    requests:
      storage: 10Gi
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: more
spec:
  accessModes:
    - 
  storageClassName: fast
  resources:
    requests:
      storage: 10Gi
`;

async function seeStorage(page: Page): Promise<void> {
  const classes = await seeOffers(page, '  storageClassName: $', {
    first: 'fast',
    onList: () => shoot(page, 'storage-1-classes'),
  });
  assert.ok(classes.length > 1, classes.join('\n'));
  assert.match(classes[0] ?? '', /ebs\.csi\.aws\.com/);
  const modes = await seeOffers(page, '    - $', {
    first: 'ReadWriteOnce',
    onList: () => shoot(page, 'storage-2-modes'),
  });
  const names = modes.map((text) => /\w+/.exec(text)?.[0]);
  assert.ok(names.indexOf('ReadWriteMany') > names.indexOf('ReadWriteOncePod'), names.join(', '));
}

/** What a person does with a file that has mistakes; each step waits for what is on the screen. */
async function usePerson(page: Page, shot: string): Promise<void> {
  await openFile(page, 'web.yaml');
  await seeSquiggle(page);
  await shoot(page, `${shot}-1-squiggle`);
  const hover = await seeHover(page, 'volumeClaimTemplates', () => shoot(page, `${shot}-2-hover`));
  assert.match(hover, /claim/i);
  const problem = await seeProblem(page, 'serviceNam');
  await shoot(page, `${shot}-3-problem`);
  assert.match(problem, /serviceName/);
  const repair = { word: 'serviceNam', title: 'serviceName', result: 'serviceName: cache' };
  await applyQuickFix(page, repair, () => shoot(page, `${shot}-4-fix`));
  await acceptCompletion(page, { after: 'serviceName: cache', typed: 'updateS', label: 'updateStrategy' }, () =>
    shoot(page, `${shot}-5-completion`),
  );
  await shoot(page, `${shot}-6-accepted`);
}

/** The repaired text reaches the file. */
async function openSaved(page: Page, place: Workspace): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.locator('.tab.dirty').waitFor({ state: 'detached' });
  const text = readFileSync(join(place.workspace, 'web.yaml'), 'utf8');
  assert.match(text, /serviceName: cache/);
  assert.match(text, /updateStrategy:/);
}

async function reportEach(
  t: TestContext,
  place: string,
  results: Awaited<ReturnType<typeof collectSuite>>,
): Promise<void> {
  for (const { title, error } of results) {
    await t.test(`${place}: ${title}`, () => {
      if (error) assert.fail(error);
    });
  }
}
