import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Examiner } from '../../src/examiner/open-examiner.ts';
import { examine, type Folder } from '../../src/inspection/examine.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import type { SourceFile } from '../../src/pattern/source-file.ts';
import { checkOf, contributor } from './contributor.ts';
import { forked } from './scene.ts';
import { openStage, type Stage } from './stage.ts';
import { cachingDraft, cachingPath } from './texts.ts';

/** Pull requests that take as long as a test says, and not as a machine is fast. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ openExaminer: plantedExaminer });
});
afterAll(() => stage.close());

const planted = { atOnce: 0, most: 0, isUnfinished: true, release: Promise.withResolvers<void>() };

/** Waits over a folder, or does not finish with it, where its text says so. */
function plantedExaminer(): Examiner {
  const says = ({ files }: Folder, word: string): boolean =>
    files.some(file => 'text' in file && file.text.includes(`PLANTED ${word}`));
  const unfinished = ({ path }: SourceFile): SourceFile => ({
    path,
    unreadable: 'unfinished',
    detail: 'it takes more than 10 seconds',
  });
  return {
    async examine(folders, policy) {
      const waits = folders.some(folder => says(folder, 'wait'));
      if (waits) {
        planted.atOnce += 1;
        planted.most = Math.max(planted.most, planted.atOnce);
        await planted.release.promise;
        planted.atOnce -= 1;
      }
      return folders.map(folder => {
        const isUnfinished = planted.isUnfinished && says(folder, 'unfinished');
        return examine(
          isUnfinished ? { ...folder, files: folder.files.map(unfinished) } : folder,
          policy,
          parseFile,
        );
      });
    },
    parse: async files => files.map(file => parseFile(file)),
    start: async () => undefined,
    shrink: () => undefined,
    close: () => undefined,
  };
}

test('four pull requests of one author that do not end leave the others their workers', async () => {
  const library = await stage.library();
  const mallory = await forked(stage, 'mallory', library);
  const hostile = [];
  for (const name of ['a', 'b', 'c', 'd']) {
    await mallory.push(name, { [cachingPath]: `${cachingDraft}\nPLANTED wait ${name}\n` });
    hostile.push(await mallory.open(name));
  }
  await expect.poll(() => planted.atOnce).toBe(1);
  const ada = await contributor(stage, 'ada', library);
  await ada.push('honest', { [cachingPath]: cachingDraft });
  const honest = await ada.open('honest');
  await expect.poll(() => checkOf(library, honest)?.conclusion).toBeDefined();
  expect(hostile.map(pull => checkOf(library, pull))).toEqual([undefined, undefined, undefined, undefined]);
  planted.release.resolve();
  await stage.settled();
  for (const pull of hostile) expect(checkOf(library, pull)?.conclusion).toBeDefined();
  expect(planted.most).toBe(1);
});

test('what was not looked at to the end is neither success nor blame, and is forgotten', async () => {
  const library = await stage.library();
  const mallory = await forked(stage, 'mallory', library);
  await mallory.push('slow', { [cachingPath]: `${cachingDraft}\nPLANTED unfinished\n` });
  const pull = await mallory.open('slow');
  await stage.settled();
  const check = checkOf(library, pull);
  expect(check?.conclusion).toBe('ACTION_REQUIRED');
  expect(check?.title).toBe('Could not check in time; re-run');
  expect(check?.annotations).toEqual([]);
  planted.isUnfinished = false;
  await stage.api('grace', 'POST', `/repos/octo/${library.name}/check-runs/${check?.id}/rerequest`);
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
});
