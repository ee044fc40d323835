import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Frame, Page } from 'playwright-core';
import { previewBody } from '../../server/src/preview/page/body.ts';
import { pageContent } from '../../server/src/preview/page/content.ts';
import { previewPage } from '../../server/src/preview/page/page.ts';
import type { PageContentMessage } from '../../server/src/protocol/preview.ts';
import { fileOf, openWorkspace } from '../support/workspace.ts';
import { withPage } from './support/browser.ts';
import { createWorkspace, findBrowser, longestTestMs } from './support/environment.ts';

// The page of the preview in a browser, within a page that has a text field, as in an editor.

const skip = findBrowser() ? false : 'no Chromium or Chrome was found; CHROMIUM may name one';

describe('the page of a preview in a browser', { skip }, () => {
  test('takes no focus from the text when its content changes', { timeout: longestTestMs }, async () => {
    await inEditor(async ({ page, frame, show }) => {
      await frame.locator('svg.picture [data-pod="web-1"]:visible').focus();
      await show(4);
      assert.equal(await focused(frame), 'web-1', 'the same Pod in the new picture');
      await page.locator('#text').focus();
      await show(5);
      await page.keyboard.type('typed');
      assert.equal(await page.locator('#text').inputValue(), 'typed');
    });
  });

  test('says whether it has the focus', { timeout: longestTestMs }, async () => {
    await inEditor(async ({ page, frame, send, told }) => {
      await page.locator('#text').focus();
      await send({ type: 'focus' });
      assert.deepEqual(await told('focus'), { type: 'focus', isHere: false });
      await frame.locator('svg.picture [data-pod="web-1"]:visible').focus();
      await send({ type: 'focus' });
      assert.deepEqual(await told('focus'), { type: 'focus', isHere: true });
    });
  });

  test('shows the whole column of the step that is chosen, however narrow it is', {
    timeout: longestTestMs,
  }, async () => {
    await inEditor(async ({ page, frame }) => {
      await page.setViewportSize({ width: 420, height: 900 });
      const last = frame.getByRole('button', { name: 'Last step' });
      await last.click();
      for (let steps = 6; steps > 0; steps -= 1) {
        const isWhole = () => {
          const [names, chosen] = document.querySelectorAll(
            '.scenario:not([hidden]) thead :is(th:first-child, th.chosen)',
          );
          const box = chosen?.closest('.scroll')?.getBoundingClientRect();
          const [left, right] = [names?.getBoundingClientRect().right, chosen?.getBoundingClientRect()];
          return !!box && !!right && right.left >= (left ?? 0) && right.right <= box.right;
        };
        await frame.waitForFunction(isWhole);
        await page.keyboard.press('ArrowLeft');
      }
    });
  });

  test('keeps the word beside a Pod apart from its name', { timeout: longestTestMs }, async () => {
    await inEditor(
      async ({ page, frame }) => {
        await page.setViewportSize({ width: 700, height: 900 });
        await frame.locator('svg.picture.two:visible').waitFor();
        const gaps = await frame.locator('svg.picture [data-pod]:visible').evaluateAll((pods) =>
          pods.map((pod) => {
            const [name, word] = ['.bold', '.state'].map((part) => pod.querySelector(part)?.getBoundingClientRect());
            return (word?.left ?? 0) - (name?.right ?? 0);
          }),
        );
        assert.ok(gaps.length > 0 && gaps.every((gap) => gap > 0), `between them are ${gaps} pixels`);
      },
      { name: 'warehouse-mammoth-www', image: 'web:16.2-bookworm' },
    );
  });
});

interface Editor {
  readonly page: Page;
  readonly frame: Frame;
  readonly send: (message: object) => Promise<void>;
  /** Shows the set with another number of replicas. */
  readonly show: (replicas: number) => Promise<void>;
  /** The next message of a type that the page tells. */
  readonly told: (type: string) => Promise<unknown>;
}

interface Shown {
  readonly name?: string;
  readonly image?: string;
}

async function inEditor(use: (editor: Editor) => Promise<void>, shown: Shown = {}): Promise<void> {
  const place = createWorkspace();
  const file = join(place.folder, 'editor.html');
  writeFileSync(file, editorPage(previewPage([{ content: contentOf(3, shown) }], { show: 'few' })));
  try {
    await withPage('preview-page', async (page) => {
      await page.goto(pathToFileURL(file).href);
      const frame = page.frames().find((each) => each.parentFrame() !== null);
      assert.ok(frame);
      await frame.locator('svg.picture [data-pod]:visible').first().waitFor();
      const send = (message: object) => page.evaluate((data) => window.frames[0]?.postMessage(data, '*'), message);
      const show = async (replicas: number) => {
        const body = previewBody(contentOf(replicas, shown), { show: 'few' });
        await send({ type: 'content', body, obstacle: '', set: 0 } satisfies PageContentMessage);
        await frame.locator(`svg.picture [data-pod="web-${replicas - 1}"]:visible`).waitFor();
      };
      const told = async (type: string) => {
        const found = await page.waitForFunction((wanted) => {
          const all = (window as unknown as { told: { type: string }[] }).told;
          const at = all.findIndex((message) => message.type === wanted);
          return at >= 0 && all.splice(at, 1)[0];
        }, type);
        return found.jsonValue();
      };
      await use({ page, frame, send, show, told });
    });
  } finally {
    place.remove();
  }
}

/** A text field, and beside it the page as an editor shows it: with a function that tells the editor something. */
function editorPage(preview: string): string {
  const host = `<script nonce="statefulset">
    let state;
    const postMessage = (message) => parent.postMessage(message, '*');
    function acquireVsCodeApi() { return { getState: () => state, setState: (next) => { state = next; }, postMessage }; }
  </script>`;
  const page = preview.replace('<body', `${host}<body`).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!DOCTYPE html><meta charset="utf-8"><script>const told = []; onmessage = ({ data }) => told.push(data); window.told = told;</script>
<textarea id="text"></textarea><br><iframe srcdoc="${page}" style="width: 100%; height: 700px"></iframe>`;
}

function contentOf(replicas: number, { name = 'web', image = 'web:1' }: Shown) {
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name} }
spec:
  serviceName: web
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "${image}" }] }
`;
  const host = openWorkspace({ 'main.yaml': text });
  const content = pageContent(host.snapshot(), fileOf(host, 'main.yaml'), {});
  assert.ok(content);
  return content;
}

/** The Pod whose card has the focus. */
function focused(frame: Frame): Promise<string | null | undefined> {
  return frame.evaluate(() => document.activeElement?.getAttribute('data-pod'));
}
