import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { cachingPath, cachingWithSlips } from '../demo/patterns.ts';
import { openScene, type Scene } from '../demo/scene.ts';
import { encodePng } from './encode-png.ts';

/** `node scripts/take-pictures.ts`: makes the README's pictures of the demo's faulty pull request. Needs Chromium. */

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];

const desktop = { width: 1200, height: 900 };
const phone = { width: 390, height: 844 };
const pictures = [
  { name: 'review-comment', colorScheme: 'light', viewport: desktop },
  { name: 'review-comment-dark', colorScheme: 'dark', viewport: desktop },
  { name: 'review-comment-phone', colorScheme: 'light', viewport: phone },
  { name: 'review-comment-phone-dark', colorScheme: 'dark', viewport: phone },
] as const;

async function openFaultyPullRequest({ ada, library, folderFor, settled, pageOf }: Scene): Promise<string> {
  const clone = await ada.clone(library, folderFor('ada'));
  await clone.push('caching', { [cachingPath]: cachingWithSlips }, { message: 'Add Prediction Caching' });
  const pull = await ada.open(library, { title: 'Add Prediction Caching', head: 'caching' });
  await settled();
  return pageOf(pull);
}

/** From the App's comment down to the box that says why it cannot be merged. */
async function screenshot(page: Page): Promise<Buffer> {
  const first = await page.locator('.comment:has(.bot)').first().boundingBox();
  const last = await page.locator('.merge').boundingBox();
  if (!first || !last) throw new Error('The page shows no comment or no merge box.');
  const space = 8;
  const clip = {
    x: first.x - space,
    y: first.y - space,
    width: first.width + 2 * space,
    height: last.y + last.height - first.y + 2 * space,
  };
  return page.screenshot({ clip, fullPage: true });
}

/** Lets the browser decode a PNG, and encodes it smaller. */
async function smaller(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const decoded = await page.evaluate<{ width: number; height: number; pixels: string }>(`(async () => {
    const bytes = await fetch('data:image/png;base64,${png.toString('base64')}');
    const image = await createImageBitmap(await bytes.blob());
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const pixels = new Uint8Array(data.buffer).toBase64();
    return { width, height, pixels };
  })()`);
  await page.close();
  return encodePng(Buffer.from(decoded.pixels, 'base64'), decoded.width, decoded.height);
}

const scene = await openScene();
try {
  const address = await openFaultyPullRequest(scene);
  const browser = await chromium.launch({ executablePath, args });
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, colorScheme, viewport } of pictures) {
      const page = await browser.newPage({ viewport, deviceScaleFactor: 2, colorScheme });
      await page.goto(address);
      const picture = await smaller(browser, await screenshot(page));
      await writeFile(`${folder}${name}.png`, picture);
      console.log(`docs/pictures/${name}.png: ${Math.round(picture.length / 1000)} kB`);
    }
  } finally {
    await browser.close();
  }
} finally {
  await scene.close();
}
