import type { Locator, Page } from 'playwright-core';
import { patienceMs } from '../../support/patience.ts';

// What a person does in VS Code's window, whichever way it is served.

/** Opens a file from the explorer and waits until VS Code knows its language. */
export async function openFile(page: Page, name: string): Promise<void> {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  // The explorer shows as soon as the window does; Quick Open may not know any file yet.
  await row.first().dblclick();
  await page.locator('#status\\.editor\\.mode', { hasText: 'YAML' }).waitFor();
}

export async function seeSquiggle(page: Page): Promise<void> {
  await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'attached' });
}

/** Waits for the mark that VS Code shows while it does not trust the folder. */
export async function seeRestrictedMode(page: Page): Promise<void> {
  await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor();
}

/** Moves the mouse over a word and returns what the hover says. */
export async function seeHover(page: Page, word: string, onHover: () => Promise<void>): Promise<string> {
  await wordOf(page, word).hover();
  // The place is held by "Loading..." until the server has answered.
  const hover = page.locator('.monaco-hover:visible .hover-contents', { hasText: /\w/, hasNotText: 'Loading...' });
  await hover.first().waitFor();
  const text = (await hover.allInnerTexts()).join('\n');
  await onHover();
  await page.mouse.move(5, 5);
  await page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
  return text;
}

/** Opens the problems panel and returns the row that holds a text. */
export async function seeProblem(page: Page, text: string): Promise<string> {
  await page.keyboard.press('Control+Shift+M');
  const row = page.locator('.markers-panel .monaco-list-row', { hasText: text });
  await row.first().waitFor();
  return (await row.first().textContent()) ?? '';
}

interface QuickFix {
  /** Where the cursor is put. */
  readonly word: string;
  /** Part of the action's title. */
  readonly title: string;
  /** What the editor shows after it. */
  readonly result: string;
}

/** Opens the quick fixes at a word and applies one. */
export async function applyQuickFix(
  page: Page,
  { word, title, result }: QuickFix,
  onMenu: () => Promise<void>,
): Promise<void> {
  await wordOf(page, word).click();
  const menu = page.locator('.action-widget .monaco-list-row.action');
  // VS Code closes the menu, or does not open it, when diagnostics are drawn anew at that moment.
  for (let tries = 5; tries > 0 && !(await menu.first().isVisible()); tries -= 1) {
    await page.keyboard.press('Control+.');
    await menu
      .first()
      .waitFor({ timeout: patienceMs / 5 })
      .catch((error: Error) => {
        if (tries === 1) throw error;
      });
  }
  await onMenu();
  const wanted = menu.and(page.locator('.focused')).filter({ hasText: title });
  for (let rows = await menu.count(); rows > 0 && !(await wanted.isVisible()); rows -= 1) {
    await page.keyboard.press('ArrowDown');
  }
  await wanted.waitFor();
  await page.keyboard.press('Enter');
  await lineOf(page, result).waitFor();
}

interface Completion {
  /** Text of the line under which a new one is begun. */
  readonly after: string;
  readonly typed: string;
  readonly label: string;
}

/** Types on a new line, accepts the offer with the label, and waits until it stands in the text. */
export async function acceptCompletion(
  page: Page,
  { after, typed, label }: Completion,
  onList: () => Promise<void>,
): Promise<void> {
  await lineOf(page, after).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type(typed);
  const row = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label });
  await row.first().waitFor();
  await onList();
  await page.keyboard.press('Enter');
  await lineOf(page, `${label}:`).waitFor();
}

/** Asks for completion at the end of a line, and returns the offers on the screen; the first one shows its text. */
export async function seeOffers(
  page: Page,
  line: string,
  { first, onList }: { readonly first: string; readonly onList: () => Promise<void> },
): Promise<readonly string[]> {
  await lineOf(page, line).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Space');
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  await rows.first().filter({ hasText: first }).waitFor();
  await page.locator('.suggest-widget.visible .monaco-list-row.focused .can-expand-details').waitFor();
  // VS Code remembers whether the text beside the list is open: it is closed before and after.
  await page.keyboard.press('Control+Space');
  const details = page.locator('.suggest-details-container:visible .suggest-details .body');
  await details.filter({ hasText: /\w/ }).waitFor();
  const texts = await rows.allInnerTexts();
  await onList();
  await page.keyboard.press('Control+Space');
  await details.waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await rows.first().waitFor({ state: 'hidden' });
  return texts;
}

function lineOf(page: Page, text: string): Locator {
  // The editor draws every blank as a no-break space.
  return page.locator('.monaco-editor .view-line', { hasText: new RegExp(text.replaceAll(' ', '\\s')) }).first();
}

function wordOf(page: Page, word: string): Locator {
  return page.locator('.monaco-editor .view-line span:not(:has(span))', { hasText: word }).first();
}
