import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type ApiServer, startApiServer } from '../cluster/apiServer.ts';
import { Folder, kubeconfig, loginCommand } from '../cluster/kubeconfig.ts';
import { storageClass } from '../cluster/objects.ts';
import { shoot, withPage } from './support/browser.ts';
import { installPackage, kubeconfigOf, startVSCode, workbenchUrl } from './support/desktop.ts';
import { createWorkspace, longestTestMs, skipWithoutVSCode, type Workspace } from './support/environment.ts';
import { openFile, seeRestrictedMode } from './support/workbench.ts';

// The live cluster as a person meets it: the question before a login command runs, the status item, and Restricted Mode.

describe('the live cluster in VS Code', { skip: skipWithoutVSCode() }, () => {
  let installation: Workspace;
  let api: ApiServer;
  let login: Folder;

  before(async () => {
    installation = createWorkspace();
    await installPackage(installation);
    api = await startApiServer();
    api.objects.storageclasses = [storageClass('only-in-the-cluster')];
    login = new Folder();
  });
  beforeEach(() => {
    api.requests.length = 0;
  });
  after(async () => {
    login.remove();
    await api.close();
    installation.remove();
  });

  /** VS Code with a kubeconfig that logs in by a command; the setting is the folder's and the user's. */
  async function inVSCode(
    isTrusted: boolean,
    use: (page: Page, reload: () => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const settings = { 'statefulset.cluster.enabled': true };
    const place = { ...createWorkspace(settings), extensions: installation.extensions };
    writeFileSync(kubeconfigOf(place), kubeconfig(api.url, loginCommand(login)));
    const vscode = await startVSCode(place, { isTrusted, settings });
    try {
      await withPage(`cluster-${isTrusted ? 'trusted' : 'restricted'}`, async (page) => {
        const open = async () => {
          await page.goto(workbenchUrl(vscode, place));
          await openFile(page, 'web.yaml');
        };
        await open();
        await use(page, open);
      });
    } finally {
      await vscode.program.stop();
      place.remove();
    }
  }

  test('in Restricted Mode nothing is read and no command runs, until the folder is trusted', {
    timeout: longestTestMs,
  }, async () => {
    await inVSCode(false, async (page) => {
      await seeRestrictedMode(page);
      const item = clusterItem(page);
      await item.waitFor();
      assert.deepEqual([api.requests, existsSync(join(login.path, 'runs'))], [[], false]);
      await item.click();
      await page
        .locator('.workspace-trust-editor')
        .getByRole('button', { name: /^Trust/ })
        .first()
        .click();
      await page.locator('.workspace-trust-editor').getByText('You trust this folder').waitFor();
      await page.getByRole('button', { name: /^Close Modal Editor/ }).click();
      await seeQuestion(page);
      await shoot(page, 'cluster-1-question');
      assert.deepEqual([api.requests, existsSync(join(login.path, 'runs'))], [[], false]);
    });
  });

  test('a login command runs after the user agreed, and is not asked for again', {
    timeout: longestTestMs,
  }, async () => {
    await inVSCode(true, async (page, reload) => {
      const question = await seeQuestion(page);
      assert.deepEqual([api.requests, existsSync(join(login.path, 'runs'))], [[], false]);
      await question.getByRole('button', { name: 'Run It' }).click();
      await clusterItem(page).filter({ hasText: 'dev' }).waitFor();
      await seeRead(page);
      await shoot(page, 'cluster-2-read');
      const readings = api.requests.length;
      await reload();
      await clusterItem(page).filter({ hasText: 'dev' }).waitFor();
      await seeRead(page);
      assert.ok(api.requests.length > readings, 'the cluster was read again');
      assert.equal(await page.getByText('your kubeconfig has this command run').count(), 0);
    });
  });
});

function clusterItem(page: Page) {
  return page.locator('.statusbar-item[id$="statefulset.cluster"]');
}

/** The question hides by itself; the status item leads to it. */
async function seeQuestion(page: Page) {
  await page.locator('.statusbar-item[id$="statefulset.cluster"] .codicon-question').waitFor();
  await clusterItem(page).click();
  const found = page.locator('.notifications-center .notification-list-item', {
    hasText: 'your kubeconfig has this command run',
  });
  await found.waitFor();
  return found;
}

/** The item's hover says what was read. */
async function seeRead(page: Page): Promise<void> {
  await clusterItem(page).hover();
  const hover = page.locator('.monaco-hover:visible', { hasText: 'Cluster dev: 1 storage class, read just now.' });
  await hover.first().waitFor();
  await page.mouse.move(5, 5);
}
