import { expect, test } from 'vitest';
import type { PullRequestSnapshot, WorkflowRun } from '../../src/review/snapshot.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { reproduced } from '../../src/rules/examples/example-results.ts';
import { handbookWith, reviewOf } from './situation.ts';

const row = '| Reproducibility | Full instructions | `results` · a maintainer |';
const files = { ...reproduced(acceptedPath, acceptedReadme()) };
const draft = reproduced(
  acceptedPath,
  acceptedReadme({}, acceptedKeys.replace('status: accepted', 'status: draft')),
);
const url = 'https://github.example/octo/library/actions/runs/7';

function withRun(status: string, conclusion: string | null): Partial<PullRequestSnapshot> {
  const run: WorkflowRun = {
    app: 'github-actions',
    event: 'pull_request',
    file: '.github/workflows/reproduce.yml',
    url,
    status,
    conclusion,
    createdAt: '2026-01-02T03:04:05Z',
    updatedAt: '2026-01-03T00:00:01Z',
  };
  return { workflowRuns: [run] };
}

const review = (changes: Partial<PullRequestSnapshot>, after = files, rows = [row]) =>
  reviewOf({}, after, changes, handbookWith(rows));
const rowIn = (comment: string | null): string =>
  comment?.split('\n').find(line => line.includes('Reproducibility')) ?? '';

test.each([
  [{}, '✅', 'measured again: not run yet |'],
  [{ baseBranch: 'next' }, '✅', 'measured again: a maintainer must rerun |'],
  [withRun('IN_PROGRESS', null), '✅', `measured again: [running](${url})`],
  [withRun('COMPLETED', 'SUCCESS'), '✅', `measured again: [agrees](${url})`],
  [withRun('COMPLETED', 'FAILURE'), '❌', `measured again: [does not agree](${url})`],
])('%#: the row of the quality table shows it', (changes, icon, text) => {
  const line = rowIn(review(changes).comment);
  expect(line).toContain(`| ${icon} | Reproducibility`);
  expect(line).toContain(text);
});

test('of an accepted pattern, a rerun that did not agree is the author’s to mend', () => {
  const [agreed, failed] = [review(withRun('COMPLETED', 'SUCCESS')), review(withRun('COMPLETED', 'FAILURE'))];
  expect(agreed.checkRun.annotations).toEqual([]);
  expect(failed.checkRun).toMatchObject({
    conclusion: 'failure',
    annotations: [{ title: 'reproduction', path: acceptedPath.replace('README.md', 'results.json') }],
  });
  expect(failed.checkRun.annotations[0]?.message).toContain(url);
  expect(failed.labels?.map(({ name }) => name)).toContain('review:needs-work');
  expect(rowIn(failed.comment)).toContain('1 thing to fix');
});

test('a draft passes all the same, and so does a pattern of which nobody asks it', () => {
  const failed = withRun('COMPLETED', 'FAILURE');
  const asDraft = review(failed, draft);
  expect(asDraft.checkRun.conclusion).toBe('success');
  expect(rowIn(asDraft.comment)).toContain('does not agree');
  expect(rowIn(asDraft.comment)).not.toContain('❌');
  expect(review(failed, files, []).checkRun.conclusion).toBe('success');
});

test('without results there is nothing to measure again', () => {
  const { [acceptedPath]: readme = '' } = draft;
  expect(rowIn(review({}, { [acceptedPath]: readme }).comment)).not.toContain('benchmark');
});

test('one run speaks of all benchmarks, so it is one thing to fix', () => {
  const other = acceptedPath.replace('prediction-caching', 'result-caching');
  const keys = acceptedKeys
    .replace('ML-OPT-008', 'ML-OPT-108')
    .replace('Prediction Caching', 'Result Caching');
  const both = { ...files, ...reproduced(other, acceptedReadme({}, keys)) };
  const { checkRun, comment } = review(withRun('COMPLETED', 'FAILURE'), both);
  expect(checkRun.annotations.filter(({ title }) => title === 'reproduction')).toHaveLength(1);
  expect(comment?.match(/\[does not agree\]/g)).toHaveLength(2);
});

test('the same of a head that goes into another branch as well: neither turns the other’s check green', () => {
  const siblings = (baseBranch: string) => ({
    siblings: [{ number: 7, author: 'ada', baseBranch, conversation: null }],
  });
  const run = withRun('COMPLETED', 'FAILURE');
  const one = review({ ...run, ...siblings('next') });
  const other = review({ ...run, baseBranch: 'next', ...siblings('main') });
  expect(other.checkRun).toEqual(one.checkRun);
  expect(other.checkRun.conclusion).toBe('failure');
});
