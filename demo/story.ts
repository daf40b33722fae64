import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { PullRequest } from '../local-github/state.ts';
import { batching, batchingPath, caching, cachingPath, cachingWithSlips, writtenSlips } from './patterns.ts';
import { answerInShort, checkOf, labelsInShort, showAnnotations, showComment } from './review-as-text.ts';
import type { Say } from './say.ts';
import type { Scene } from './scene.ts';

/**
 * Tells how a pattern gets into the library, and sees to it that each step does what it should: rejects at the
 * first that does not, with what was expected and what was there. Gives the pull requests.
 */
export async function tellStory(scene: Scene, say: Say, signal: AbortSignal): Promise<PullRequest[]> {
  const { library, ada, grace, settled } = scene;
  const step = (title: string): void => {
    signal.throwIfAborted();
    say.step(title);
  };
  const review = (): Promise<void> => say.while('the App reads, checks and answers', settled());

  step('Ada clones the library');
  const clone = await ada.clone(library, scene.folderFor('ada'));
  say.show(say.paint('dim', `$ git clone ${scene.world.url}/${library.owner}/${library.name}.git`));
  const [first] = await log(clone.git);
  must(first?.includes('index'), 'the App to have written the index', first);
  say.outcome(`The newest commit is the App’s: ${first}`);

  step('She writes a pattern in a hurry, and opens a pull request');
  await clone.push('caching', { [cachingPath]: cachingWithSlips }, { message: 'Add Prediction Caching' });
  say.show(say.paint('cyan', cachingPath));
  for (const { line, text } of writtenSlips)
    say.show(`${String(line).padStart(3)}  ${say.paint('yellow', text)}`, '  ');
  const pull = await ada.open(library, {
    title: 'Add Prediction Caching',
    head: 'caching',
    body: 'Answers that were computed once are kept and given again.',
  });
  say.outcome(`Pull request #${pull.number}: ${scene.pageOf(pull)}`);

  step('The App answers: a check with the exact lines, one comment, labels');
  await review();
  const early = checkOf(library, pull);
  must(early?.conclusion === 'FAILURE', 'the check to fail', early);
  must(early.annotations.length === 3, 'three annotations', early.annotations);
  must(pull.comments.length === 1, 'one comment', pull.comments);
  must(pull.labels.includes('review:needs-work'), 'the label review:needs-work', pull.labels);
  say.outcome(answerInShort(library, pull, say));
  showAnnotations(library, pull, say);
  showComment(pull, say);
  say.outcome(labelsInShort(pull, say));

  step('Nobody can merge it: the repository requires the check');
  const tooEarly = await grace.merge(library, pull);
  must(tooEarly.status === 405, 'the merge to be refused with 405', tooEarly);
  say.outcome(`GitHub to Grace: ${tooEarly.body?.message}`);

  step('Meanwhile Grace’s own pattern is merged, and it has the number that Ada chose');
  const graces = await grace.clone(library, scene.folderFor('grace'));
  await graces.push('batching', { [batchingPath]: batching }, { message: 'Add Dynamic Batching' });
  const other = await grace.open(library, { title: 'Add Dynamic Batching', head: 'batching' });
  await review();
  const merged = await grace.merge(library, other, 'squash');
  must(merged.status === 200, 'the other pull request to be merged', [merged, checkOf(library, other)]);
  await review();
  const late = checkOf(library, pull);
  const taken = late?.annotations.find(({ title }) => title === 'fingerprint-unique');
  must(taken, 'a new finding about the fingerprint in the first pull request', late);
  say.outcome(`#${other.number} is merged. #${pull.number} is looked at again, though nobody touched it:`);
  say.outcome(answerInShort(library, pull, say));
  say.show(say.paint('cyan', `${taken.path}:${taken.startLine}`), '  ');
  say.show(taken.message.split('\n')[0] ?? '', '    ');

  step('Ada pushes the fix: check, comment and labels turn');
  const before = pull.labels.toSorted();
  await clone.push(
    'caching',
    { [cachingPath]: caching },
    { from: 'caching', message: 'Correct three slips, take a free number' },
  );
  say.show(changedLines(await clone.git('show', '--format=', '--unified=0', 'HEAD')), '  ');
  await review();
  const fixed = checkOf(library, pull);
  must(fixed?.conclusion === 'SUCCESS', 'the check to pass', fixed);
  must(pull.comments.length === 1, 'still one comment', pull.comments);
  must(pull.labels.includes('review:ready'), 'the label review:ready', pull.labels);
  must(pull.labels.toSorted().join() !== before.join(), 'other labels than before', pull.labels);
  say.outcome(answerInShort(library, pull, say));
  showComment(pull, say);
  say.outcome(labelsInShort(pull, say));

  step('Grace merges');
  const done = await grace.merge(library, pull);
  must(done.status === 200, 'the pull request to be merged', done);
  say.outcome(`GitHub to Grace: ${done.body?.message}`);

  step('The App brings the index up to date, and Ada pulls');
  await review();
  await clone.git('checkout', '--quiet', library.defaultBranch);
  await clone.git('pull', '--quiet', '--ff-only');
  const [newest, ...older] = await log(clone.git);
  must(newest?.includes('index'), 'the newest commit to be about the index', newest);
  const index = await readFile(join(clone.directory, 'patterns/ml/INDEX.md'), 'utf8');
  const rows = index.split('\n').filter(row => row.includes('](optimization/') && row.includes('| draft |'));
  const row = rows.find(text => text.includes('Prediction Caching') && text.includes('model again'));
  must(row, 'a row for Prediction Caching in INDEX.md', rows);
  say.show(say.paint('dim', '$ git log --oneline'));
  say.outcome(newest ?? '');
  for (const line of older.slice(0, 5)) say.show(line);
  say.show(say.paint('dim', '$ grep "Prediction Caching" patterns/ml/INDEX.md'));
  say.outcome(row);
  return [pull, other];
}

async function log(git: (...words: string[]) => Promise<string>): Promise<string[]> {
  return (await git('log', '--oneline', '--no-decorate')).trim().split('\n');
}

/** Of a diff, what was taken away and what came instead. */
function changedLines(diff: string): string {
  return diff
    .split('\n')
    .filter(line => /^[-+](?![-+])/.test(line))
    .join('\n');
}

function must(isSo: unknown, expected: string, found: unknown): asserts isSo {
  if (!isSo) throw new Error(`Expected: ${expected}.\nThere was: ${inspect(found, { depth: 6 })}`);
}
