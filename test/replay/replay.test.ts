import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { pullRequestsFolder, readFixture } from './fixture.ts';
import { replay, unusedFiles } from './replay.ts';
import { reviewPage } from './review-page.ts';

/** `npx vitest run test/replay -u` writes what the reviews are now; the diff then tells what people would see change. */

const names = readdirSync(pullRequestsFolder).sort();

test('there are as many as it takes to trust a change', () => {
  expect(names.length).toBeGreaterThanOrEqual(40);
});

describe('a recorded pull request gets the review that it must get', () => {
  test.each(names)('%s', async name => {
    const folder = join(pullRequestsFolder, name);
    const fixture = readFixture(folder);
    const replayed = await replay(fixture);
    expect(unusedFiles(folder, replayed), 'files that no review asks for').toEqual([]);
    const page = reviewPage(fixture.story, replayed.plan);
    await expect(page).toMatchFileSnapshot(join(folder, 'review.md'));
  });
});

describe('a recording that has gone wrong is told', () => {
  const [sample = ''] = names;

  function copy(): string {
    const directory = mkdtempSync(join(tmpdir(), 'replay-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    cpSync(join(pullRequestsFolder, sample), directory, { recursive: true });
    return directory;
  }

  test('a file that is missing', () => {
    const folder = copy();
    rmSync(join(folder, 'review.md'));
    expect(() => readFixture(folder)).toThrow('has no review.md; record it again.');
  });

  test('a file that is too much', () => {
    const folder = copy();
    writeFileSync(join(folder, 'notes.txt'), 'x');
    expect(() => readFixture(folder)).toThrow('has notes.txt, which nothing reads');
  });

  test('a file that no review asks for', async () => {
    const folder = copy();
    mkdirSync(join(folder, 'after', 'docs'), { recursive: true });
    writeFileSync(join(folder, 'after', 'docs', 'page.md'), 'x');
    expect(unusedFiles(folder, await replay(readFixture(folder)))).toEqual(['after/docs/page.md']);
  });

  test('a file that says what the commit below has', () => {
    const folder = copy();
    cpSync(join(import.meta.dirname, 'library'), join(folder, 'before'), { recursive: true });
    expect(() => readFixture(folder)).toThrow('says what stands there already; delete it.');
  });
});
