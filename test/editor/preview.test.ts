import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { patienceMs } from '../support/patience.ts';
import { shoot, withPage } from './support/browser.ts';
import { installPackage, startVSCode, workbenchUrl } from './support/desktop.ts';
import { createWorkspace, longestTestMs, root, skipWithoutVSCode, type Workspace } from './support/environment.ts';
import { card, openByLens, previewFrame, seeText, visiblePods } from './support/previewPane.ts';
import { serveWeb } from './support/web.ts';
import { openFile } from './support/workbench.ts';

// The preview as a person uses it: opened from the code lens, stepped by keys, followed while the text is edited, and
// clicked to find the lines. In Restricted Mode with extensions in Node, and in VS Code for the Web.

describe('the preview in VS Code', { skip: skipWithoutVSCode() }, () => {
  let installation: Workspace;
  let unpacked: string;

  before(async () => {
    installation = createWorkspace();
    unpacked = await installPackage(installation);
  });
  after(() => installation.remove());

  test('opens, steps, follows and leads back (extensions in Node, Restricted Mode)', {
    timeout: longestTestMs,
  }, async () => {
    const place = { ...createWorkspace(), extensions: installation.extensions };
    const vscode = await startVSCode(place, { isTrusted: false });
    try {
      await withPage('preview-desktop', async (page) => {
        await page.goto(workbenchUrl(vscode, place));
        await usePreview(page, 'preview-desktop');
        await surviveReload(page);
      });
    } finally {
      await vscode.program.stop();
      place.remove();
    }
  });

  test('opens, steps, follows and leads back (VS Code for the Web, dark)', { timeout: longestTestMs }, async () => {
    const place = createWorkspace({ 'workbench.colorTheme': 'Default Dark Modern' });
    const host = join(root, 'test/editor/host');
    const web = await serveWeb({ ...place, developed: host, installed: [unpacked] });
    try {
      await withPage('preview-web', async (page) => {
        await page.goto(web.url);
        await usePreview(page, 'preview-web');
      });
    } finally {
      web.stop();
      place.remove();
    }
  });
});

async function usePreview(page: Page, shot: string): Promise<void> {
  await page.setViewportSize({ width: 1700, height: 1000 });
  await openFile(page, 'mysql.yaml');
  const frame = await openByLens(page);
  await seeText(frame.locator('h1'), 'mysql');
  assert.deepEqual(await visiblePods(frame), ['mysql-0', 'mysql-1', 'mysql-2']);
  await shoot(page, `${shot}-1-open`);
  await stepByKeys(frame);
  await shoot(page, `${shot}-2-update`);
  await editText(page, frame);
  await shoot(page, `${shot}-3-edited`);
  await leadToText(page, frame);
  await goBack(page, frame);
  await shoot(page, `${shot}-4-revealed`);
}

/** Chooses the update, goes back to its start and two steps on, by keyboard alone. */
async function stepByKeys(frame: FrameLocator): Promise<void> {
  const update = frame.getByRole('button', { name: 'Update', exact: true });
  await update.focus();
  await update.press('Enter');
  await seeText(frame.locator('.scenario:visible h3'), 'Update: mysql:8.4');
  assert.equal(await update.evaluate((button) => button === document.activeElement), true);
  await update.press('Home');
  await seeText(frame.locator('.where'), 'Step 0 of 7');
  await update.press('ArrowRight');
  await update.press('ArrowRight');
  await seeText(frame.locator('.told li.chosen'), 'mysql-2 is gone');
  await seeText(frame.locator('#live'), 'mysql-2 is gone');
  await seeText(card(frame, 'data-pod', 'mysql-2').locator('.state'), 'starting');
}

/** The page follows what is typed, keeps scenario and step, and keeps its picture while the text cannot be read. */
async function editText(page: Page, frame: FrameLocator): Promise<void> {
  await page
    .locator('.view-line', { hasText: /replicas:\s3/ })
    .first()
    .click();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('4');
  await card(frame, 'data-pod', 'mysql-3').waitFor();
  await seeText(frame.locator('.where'), 'Step 2 of 9');
  await seeText(frame.getByRole('button', { name: 'Update', exact: true, pressed: true }), 'Update');
  await page.keyboard.type('x');
  await seeText(frame.locator('.obstacle'), 'replicas "4x" is a string');
  assert.equal((await visiblePods(frame)).length, 4);
  await page.keyboard.press('Backspace');
  await frame.locator('.obstacle').waitFor({ state: 'hidden' });
}

/** A click on a claim selects its template and leads to the text, whose cursor marks the part that it is in. */
async function leadToText(page: Page, frame: FrameLocator): Promise<void> {
  await card(frame, 'data-claim', 'data-mysql-1').click();
  await seeSelection(page, /Ln 50.*4 selected/);
  await seeMark(frame, 'claim:data');
  // Keys go to the text, and stay there.
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 21; line += 1) await page.keyboard.press('ArrowDown');
  await seeSelection(page, /Ln 21,/);
  await seeMark(frame, 'service');
  await page.keyboard.press('ArrowDown');
  await seeSelection(page, /Ln 22,/);
  await seeMark(frame, 'replicas');
}

/** The arrow keys walk over the picture, and Enter leads to the text from there. */
async function goBack(page: Page, frame: FrameLocator): Promise<void> {
  const focused = frame.locator(':focus');
  const pod = card(frame, 'data-pod', 'mysql-0').and(focused);
  await card(frame, 'data-part', 'service').focus();
  // The window takes the view for what is in front a little later than it has the focus.
  await seeTab(page, 'Preview mysql');
  await page.keyboard.press('ArrowRight');
  await pod.waitFor();
  await page.keyboard.press('ArrowRight');
  await card(frame, 'data-claim', 'data-mysql-0').and(focused).waitFor();
  await page.keyboard.press('ArrowLeft');
  await pod.waitFor();
  await page.keyboard.press('Enter');
  await seeSelection(page, /Ln 26.*8 selected/);
  await seeTab(page, 'mysql.yaml');
}

/** Waits until a tab is the one in front. */
async function seeTab(page: Page, label: string): Promise<void> {
  await page.locator('.editor-group-container.active .tab.active', { hasText: label }).waitFor();
}

async function seeSelection(page: Page, text: RegExp): Promise<void> {
  await page.locator('#status\\.editor\\.selection', { hasText: text }).waitFor();
}

/** Waits until a part of the page is marked as the one that the cursor is in. */
async function seeMark(frame: FrameLocator, part: string): Promise<void> {
  await frame.locator(`[data-part="${part}"].focus:visible`).first().waitFor();
}

/** After the window was loaded again, the view is there with what was chosen in it. */
async function surviveReload(page: Page): Promise<void> {
  // With a changed text VS Code asks first whether to leave.
  await page.keyboard.press('Control+S');
  await page.locator('.tab.dirty').waitFor({ state: 'detached' });
  await seeKept(page);
  await page.reload();
  const frame = await previewFrame(page);
  await seeText(frame.locator('.where'), 'Step 2 of 9');
  await seeText(frame.getByRole('button', { name: 'Update', exact: true, pressed: true }), 'Update');
  await shoot(page, 'preview-desktop-5-reloaded');
}

/** Waits until VS Code has written down what was chosen: in a browser it does so every few seconds, and not when it is left. */
async function seeKept(page: Page): Promise<void> {
  // `waitForFunction` would take the promise of an answer for an answer.
  const end = Date.now() + patienceMs;
  while (!(await page.evaluate(holdsUpdateStep))) {
    assert.ok(Date.now() < end, `VS Code wrote no state with the update's step 2 in ${patienceMs / 1000} s`);
    await page.waitForTimeout(500);
  }
}

/** Whether VS Code's stored state in this browser holds step 2 of the update. It runs in the page. */
async function holdsUpdateStep(): Promise<boolean> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db')) continue;
    const database = await done(indexedDB.open(name));
    try {
      for (const store of database.objectStoreNames) {
        const values = await done(database.transaction(store).objectStore(store).getAll());
        if (values.some((value) => /mysql\/update\W+2\b/.test(String(value)))) return true;
      }
    } finally {
      database.close();
    }
  }
  return false;
}
