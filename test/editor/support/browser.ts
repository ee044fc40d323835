import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { patienceMs } from '../../support/patience.ts';
import { findBrowser, shots } from './environment.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens a page in a browser of its own, hands it over, and closes both. A failure leaves a picture named after `name`. */
export async function withPage<T>(name: string, use: (page: Page) => Promise<T>): Promise<T> {
  const { chromium } = await import('playwright-core');
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('no browser');
  const profile = createProfile();
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: flags,
    viewport: { width: 1280, height: 800 },
  });
  browser.setDefaultTimeout(patienceMs);
  const page = browser.pages()[0] ?? (await browser.newPage());
  try {
    return await use(page);
  } catch (error) {
    await shoot(page, `${name}-failed`);
    throw error;
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A profile in which pages inside of pages (VS Code's webviews) may have service workers, which a private window forbids. */
function createProfile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'statefulset-browser-'));
  mkdirSync(join(folder, 'Default'));
  const preferences = { profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } };
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(preferences));
  return folder;
}

/** Takes a picture for a person to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** What one test of a suite inside an editor came to. */
export interface SuiteResult {
  readonly title: string;
  /** Absent where it passed. */
  readonly error?: string;
}

const marker = '@test ';
/** Longest time of a whole suite (ms). */
const suiteMs = 3 * patienceMs;

/**
 * Opens an address of a workbench that was told to run a suite, and waits for its end. VS Code reports a suite through
 * two functions that it looks for on the page.
 */
export async function collectSuite(page: Page, url: string): Promise<readonly SuiteResult[]> {
  const results: SuiteResult[] = [];
  const log: string[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      const ran = results.map(({ title }) => title).join(', ');
      reject(new Error(`the suite did not end in ${suiteMs / 1000} s; it ran: ${ran}\n${log.slice(-40).join('\n')}`));
    }, suiteMs);
    void page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
      const line = args.map(String).join(' ');
      if (line.startsWith(marker)) results.push(JSON.parse(line.slice(marker.length)));
      else log.push(line);
    });
    void page.exposeFunction('codeAutomationExit', () => {
      clearTimeout(late);
      resolve();
    });
  });
  await page.goto(url);
  await ended;
  if (results.length === 0) throw new Error(`the suite ran no test\n${log.slice(-40).join('\n')}`);
  return results;
}
