import type { Scene } from '../scene.ts';
import {
  accepted,
  batchingDraft,
  batchingPath,
  cachingDraft,
  cachingPath,
  cachingWrong,
  changed,
  handbook,
  handbookPath,
  taxonomy,
  taxonomyPath,
} from './texts.ts';

const nothing = async (): Promise<void> => undefined;
const servingPath = 'patterns/ml/serving/prediction-caching/README.md';

/** What becomes of a pull request besides pushes: its own state, others beside it, and the rules above it. */
export const states: Scene[] = [
  {
    name: 'nothing-to-review',
    story: 'A pull request without patterns has a passing check, and nobody is spoken to.',
    after: { 'docs/notes.md': 'hello\n' },
  },
  {
    name: 'patterns-gone-again',
    story: 'The last pattern is taken out again: the comment says so instead of staying wrong.',
    after: { [cachingPath]: cachingWrong, 'docs/notes.md': 'hello\n' },
    answered: nothing,
    unanswered: ({ push }) => push({ [cachingPath]: null }),
  },
  {
    name: 'too-many-files',
    story: 'Where GitHub does not list every file, the check fails rather than judge a part.',
    after: { [cachingPath]: cachingDraft },
    instead: { filesComplete: false },
  },
  {
    name: 'draft-pull-request',
    story: 'A pull request that is turned into a draft waits for its author.',
    after: accepted,
    answered: nothing,
    unanswered: ({ draft }) => draft(true),
  },
  {
    name: 'ready-for-review',
    story: 'A draft pull request that is marked as ready waits for a reviewer.',
    after: accepted,
    answered: ({ draft }) => draft(true),
    unanswered: ({ draft }) => draft(false),
  },
  {
    name: 'retargeted',
    story: 'Into another branch, what counts is still the difference from the default branch.',
    after: { [cachingPath]: cachingWrong },
    async prepared({ author, pushTo }) {
      await pushTo('release', { [cachingPath]: cachingDraft });
      await author.git('checkout', '--quiet', 'change');
    },
    answered: nothing,
    unanswered: ({ ask, pull }) => ask('ada', 'PATCH', `/pulls/${pull().number}`, { base: 'release' }),
  },
  {
    name: 'rerun-asked',
    story: 'Somebody presses Re-run: the same is said again in a new run, and nothing else is written.',
    after: { [cachingPath]: cachingWrong },
    answered: nothing,
    unanswered: ({ rerun }) => rerun('ada'),
  },
  {
    name: 'second-comment',
    story: 'Two comments of the App got through at once: the first is kept up to date, the other one goes.',
    after: { [cachingPath]: cachingDraft },
    answered: nothing,
    unanswered: ({ appSays, pull }) => appSays(pull().comments[0]?.body ?? ''),
  },
  {
    name: 'label-taken-off',
    story: 'A label that a person took off stays off, and the comment says why.',
    after: { [cachingPath]: cachingDraft },
    answered: nothing,
    unanswered: ({ ask, pull }) => ask('grace', 'DELETE', `/issues/${pull().number}/labels/pattern%3Anew`),
  },
  {
    name: 'label-put-on',
    story: 'A label of the App’s that a person put on stays, and so does one of their own.',
    after: { [cachingPath]: cachingDraft },
    answered: nothing,
    unanswered: ({ ask, pull }) =>
      ask('grace', 'POST', `/issues/${pull().number}/labels`, {
        labels: ['pattern:changed', 'good first issue'],
      }),
  },
  {
    name: 'review-label-put-on',
    story: 'The author puts `review:approved` on: nobody signs off their own work, by a label either.',
    after: { [cachingPath]: cachingDraft },
    answered: nothing,
    unanswered: ({ ask, pull }) =>
      ask('ada', 'POST', `/issues/${pull().number}/labels`, { labels: ['review:approved'] }),
  },
  {
    name: 'review-label-by-maintainer',
    story:
      'A maintainer puts `review:approved` on: it stays until the state changes, and the comment says whose it is.',
    after: { [cachingPath]: cachingDraft },
    answered: nothing,
    unanswered: ({ ask, pull }) =>
      ask('grace', 'POST', `/issues/${pull().number}/labels`, { labels: ['review:approved'] }),
  },
  {
    name: 'category-changed-after-label',
    story: 'In another category, what a person decided about labels counts no more.',
    after: { [cachingPath]: cachingDraft },
    answered: ({ ask, pull }) => ask('grace', 'DELETE', `/issues/${pull().number}/labels/pattern%3Anew`),
    unanswered: ({ push }) =>
      push({
        [cachingPath]: null,
        [servingPath]: changed(cachingDraft, 'category: ml/optimization', 'category: ml/serving'),
      }),
  },
  {
    name: 'claimed-by-another',
    story:
      'Another open pull request takes the same fingerprint: each is told of the other, and neither fails.',
    after: { [cachingPath]: cachingDraft },
    prepared: ({ openOther }) =>
      openOther('other', { [batchingPath]: changed(batchingDraft, 'ML-OPT-007', 'ML-OPT-008') }),
  },
  {
    name: 'other-one-merged',
    story: 'The other one is merged first: the fingerprint is taken now, and the next free one is suggested.',
    after: { [cachingPath]: cachingDraft },
    prepared: ({ openOther }) =>
      openOther('other', { [batchingPath]: changed(batchingDraft, 'ML-OPT-007', 'ML-OPT-008') }),
    answered: nothing,
    unanswered: ({ mergeOther }) => mergeOther(),
  },
  {
    name: 'rules-changed',
    story:
      'What fails because the taxonomy has changed is said to be new because of the rules, not of the author.',
    after: { [cachingPath]: cachingDraft },
    answered: nothing,
    unanswered: ({ pushTo }) =>
      pushTo('main', { [taxonomyPath]: changed(taxonomy, '[ML-OPT-099]', '[ML-OPT-008, ML-OPT-099]') }),
  },
  {
    name: 'quality-table-changed',
    story: 'A row that has come into the quality table is asked of an approved pull request as well.',
    after: accepted,
    answered: ({ tick }) => tick('grace'),
    unanswered: ({ pushTo }) =>
      pushTo('main', {
        [handbookPath]: `${handbook}| Security | Threat model included | a maintainer |\n`,
      }),
  },
];
