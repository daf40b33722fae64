import { expect } from 'vitest';
import { dryRun } from './dry-run.ts';
import { opened, type Scene, say } from './scene.ts';
import { test } from './shared-stage.ts';
import { emptyLibrary, type Stage } from './stage.ts';
import { cachingDraft, cachingPath } from './texts.ts';

/** What is answered, what is not, and what that costs. */

let stage: Stage;
let scene: Scene;
test.beforeAll(async ({ stage: shared }) => {
  stage = shared;
  scene = await opened(stage, { [cachingPath]: cachingDraft });
});

test('a comment that only names a path is no request and costs nothing', async () => {
  await say(scene, 'mallory', 'See https://github.com/octo/library/tree/main/patterns/ml');
  const before = stage.world.requests.length;
  await say(scene, 'ada', 'hello');
  const own = stage.world.requests.slice(before).filter(({ as }) => as.startsWith('installation:'));
  expect(own.map(({ operation }) => operation)).toContain('PullRequestSnapshot');
  expect(own.filter(({ path }) => path.includes('/permission'))).toEqual([]);
});

test('a command beside a line that is too long to be read: 😕, and how to be heard', async () => {
  const { reactions, answer } = await say(scene, 'ada', `log: ${'x'.repeat(6000)}\n\n/patterns recheck`);
  expect(reactions).toContain('CONFUSED');
  expect(answer).toContain('Write the command in a comment of its own.');
});

test('the dry run prints no answer that was given', async () => {
  await say(scene, 'ada', '/patterns help');
  const address = `octo/${scene.library.name}#${scene.pull.number}`;
  const { stdout } = await dryRun(stage, address, [], { token: stage.user('grace').token });
  expect(stdout).toContain('The App has posted exactly this.');
  expect(stdout).not.toContain('Answer to a command');
});

test('on a closed pull request: it says so, where the App has ever spoken', async () => {
  const closed = await opened(stage, { [cachingPath]: cachingDraft });
  const { library, pull } = closed;
  const close = (number: number) =>
    stage.api('ada', 'PATCH', `/repos/octo/${library.name}/pulls/${number}`, { state: 'closed' });
  await close(pull.number);
  await stage.settled();
  const recheck = await say(closed, 'ada', '/patterns recheck');
  expect(recheck.reactions).toContain('CONFUSED');
  expect(recheck.answer).toContain('This pull request is closed.');
  expect((await say(closed, 'ada', '/patterns help')).reactions).toContain('THUMBS_UP');
  const other = await opened(stage, { 'notes.md': 'x\n' }, { base: emptyLibrary });
  await stage.api('ada', 'PATCH', `/repos/octo/${other.library.name}/pulls/${other.pull.number}`, {
    state: 'closed',
  });
  expect((await say(other, 'ada', '/patterns recheck')).reactions).toEqual([]);
});
