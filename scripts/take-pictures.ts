import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { cachingPath, cachingWithSlips } from '../demo/patterns.ts';
import { openScene, type Scene } from '../demo/scene.ts';
import { encodePng } from './encode-png.ts';

/**
 * `node scripts/take-pictures.ts`: makes the pictures of the documentation, of a faulty new pattern and of an accepted one
 * that is changed. Needs Chromium.
 */

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
const looks = [
  { suffix: '', colorScheme: 'light', viewport: desktop },
  { suffix: '-dark', colorScheme: 'dark', viewport: desktop },
  { suffix: '-phone', colorScheme: 'light', viewport: phone },
  { suffix: '-phone-dark', colorScheme: 'dark', viewport: phone },
] as const;

const driftPath = 'patterns/ml/data-quality/data-drift-detection/README.md';
const advice = '- Write into the alarm what the reference is and when it was taken.\n';
const added = '- Keep the rows of the reference window for as long as alarms are compared with it.\n';

type Proposal = { title: string; branch: string; path: string; text: string };

async function proposals(): Promise<Record<string, Proposal>> {
  const drift = await readFile(new URL(`../${driftPath}`, import.meta.url), 'utf8');
  if (!drift.includes(advice)) throw new Error(`${driftPath} has no such advice any more.`);
  return {
    'review-comment': {
      title: 'Add Prediction Caching',
      branch: 'caching',
      path: cachingPath,
      text: cachingWithSlips,
    },
    'review-checklist': {
      title: 'Data Drift Detection: keep the reference',
      branch: 'reference',
      path: driftPath,
      text: drift.replace(advice, `${advice}${added}`),
    },
  };
}

/** Opens a pull request and gives the address of its page, once the App has answered. */
async function openPullRequest(
  { ada, library, folderFor, settled, pageOf }: Scene,
  { title, branch, path, text }: Proposal,
): Promise<string> {
  const clone = await ada.clone(library, folderFor(branch));
  await clone.push(branch, { [path]: text }, { message: title });
  const pull = await ada.open(library, { title, head: branch });
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
  const browser = await chromium.launch({ executablePath, args });
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, proposal] of Object.entries(await proposals())) {
      const address = await openPullRequest(scene, proposal);
      for (const { suffix, colorScheme, viewport } of looks) {
        const page = await browser.newPage({ viewport, deviceScaleFactor: 2, colorScheme });
        await page.goto(address);
        const picture = await smaller(browser, await screenshot(page));
        await writeFile(`${folder}${name}${suffix}.png`, picture);
        console.log(`docs/pictures/${name}${suffix}.png: ${Math.round(picture.length / 1000)} kB`);
      }
    }
  } finally {
    await browser.close();
  }
} finally {
  await scene.close();
}
