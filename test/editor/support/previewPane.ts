import type { FrameLocator, Locator, Page } from 'playwright-core';

// What a person does with the preview in VS Code's window.

/** Clicks the code lens "Preview" and returns the page inside of the view that opens. */
export async function openByLens(page: Page): Promise<FrameLocator> {
  const lens = page.locator('.codelens-decoration a', { hasText: 'Preview' }).first();
  await lens.click();
  return previewFrame(page);
}

/** The page inside of the view: VS Code puts it into a frame of a frame. */
export async function previewFrame(page: Page): Promise<FrameLocator> {
  const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await frame.locator('main h1').waitFor();
  return frame;
}

/** Waits until an element of the page holds a text. */
export async function seeText(within: Locator, text: string | RegExp): Promise<void> {
  await within.filter({ hasText: text }).first().waitFor();
}

/** Names of the Pods that the picture shows. */
export function visiblePods(frame: FrameLocator): Promise<readonly string[]> {
  return frame
    .locator('svg.picture [data-pod]')
    .evaluateAll((cards) =>
      cards.filter((card) => card.getClientRects().length > 0).map((card) => card.getAttribute('data-pod') ?? ''),
    );
}

/** A card of the picture that can be seen. */
export function card(frame: FrameLocator, attribute: string, value: string): Locator {
  return frame.locator(`svg.picture [${attribute}="${value}"]:visible`).first();
}
