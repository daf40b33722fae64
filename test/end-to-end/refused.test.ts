import { basename } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runSql } from '../jobs/start-postgres.ts';
import { checkOf, commentsOf, contributor } from './contributor.ts';
import { openStage, type Stage } from './stage.ts';
import { cachingDraft, cachingPath } from './texts.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Has the queue remember that the process ended three times with nothing but this in it; test/jobs ends real ones. */
async function rememberEnds(key: string): Promise<void> {
  const row = `'', '', false, false, 0, 4, 3, 3, 0, 0, 0`;
  await runSql(
    Number(process.env.TEST_POSTGRES_PORT),
    basename(stage.directory),
    ({
      escapeLiteral,
    }) => `INSERT INTO pattern_librarian.job_record (key, job_id, owner, running, alone, failures, endings,
      endings_alone, paused_after, refused_after, refused_until, changed_at) VALUES (${escapeLiteral(key)}, ${row})`,
  );
}

test('what the process ends of is refused, in words and with a failing check, until something is pushed', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const pull = await ada.open('caching');
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');

  await rememberEnds(`pull-request:${library.id}:${pull.number}`);
  await ada.push('caching', { [cachingPath]: `${cachingDraft}\nMore.\n` }, { from: 'HEAD' });
  await stage.settled();
  const refused = checkOf(library, pull);
  expect(refused).toMatchObject({
    conclusion: 'FAILURE',
    title: 'Refused: looking at it ended the process 3 times',
  });
  expect(refused?.summary).toContain('a push is looked at');
  expect(commentsOf(pull)).toEqual([expect.stringContaining('## ❌ Cannot be checked as it is')]);
  expect(pull.labels).not.toContain('review:ready');
  expect(await ada.merge(pull)).toBe(405);

  // The same head is not looked at when somebody presses the button, and nothing is said twice.
  await stage.api('ada', 'POST', `/repos/octo/${library.name}/check-runs/${refused?.id}/rerequest`);
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('FAILURE');
  expect(commentsOf(pull)).toHaveLength(1);

  await ada.push('caching', { [cachingPath]: `${cachingDraft}\nLess.\n` }, { from: 'HEAD' });
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(commentsOf(pull)).toEqual([expect.stringContaining('fine to merge')]);
});
