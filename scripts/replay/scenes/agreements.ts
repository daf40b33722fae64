import type { Scene } from '../scene.ts';
import {
  accepted,
  acceptedReadme,
  acceptedWith,
  cachingDraft,
  cachingPath,
  changed,
  reproduced,
  sweepOver,
} from './texts.ts';

const nothing = async (): Promise<void> => undefined;
const ethics = changed(
  accepted[cachingPath],
  '**Who is affected**: people',
  '**Who is affected**: customers and other people',
);

/** What people agree to, by ticks and by reviews. */
export const agreements: Scene[] = [
  {
    name: 'accepted-ready',
    story: 'A pattern is proposed as accepted: every rule passes, and each metric has a box for a person.',
    after: accepted,
  },
  {
    name: 'accepted-from-draft',
    story: 'A draft of the library is proposed as accepted.',
    before: { [cachingPath]: cachingDraft },
    after: accepted,
  },
  {
    name: 'accepted-with-gaps',
    story: 'Proposed as accepted without its evidence and some sections, it fails with each gap named.',
    after: {
      [cachingPath]: acceptedReadme({ 'Failure modes': null, 'Ethics and fairness': null, References: null }),
    },
  },
  {
    name: 'accepted-changed',
    story: 'Of a pattern that was accepted before, only what has changed is to be judged again.',
    before: accepted,
    after: { [cachingPath]: ethics },
  },
  {
    name: 'ticked-by-maintainer',
    story: 'A maintainer ticks one box: it counts, the others stay open.',
    after: accepted,
    answered: nothing,
    unanswered: ({ tick }) => tick('grace', 'Ethics'),
  },
  {
    name: 'ticked-all',
    story: 'A maintainer ticks every box: the pull request is approved, and people are told.',
    after: accepted,
    answered: nothing,
    unanswered: ({ tick }) => tick('grace'),
  },
  {
    name: 'ticked-by-author',
    story: 'The author’s own tick is taken back with a sentence.',
    after: accepted,
    answered: nothing,
    unanswered: ({ tick }) => tick('ada', 'Ethics'),
  },
  {
    name: 'ticked-by-stranger',
    story: 'The tick of somebody who may not write any more is taken back with a sentence.',
    after: accepted,
    prepared: ({ grant }) => grant('mallory', 'write'),
    answered: nothing,
    async unanswered({ tick, grant }) {
      await tick('mallory', 'Ethics');
      grant('mallory', 'read');
    },
  },
  {
    name: 'tick-taken-away',
    story: 'A maintainer takes a tick away again: the box is open, without a reproach.',
    after: accepted,
    answered: ({ tick }) => tick('grace'),
    unanswered: ({ untick }) => untick('grace', 'Ethics'),
  },
  {
    name: 'tick-in-a-race',
    story:
      'The App wrote over a tick that it had not seen: the history of the comment still has it, so it counts.',
    after: accepted,
    answered: nothing,
    async unanswered({ pull, tick, appWrites }) {
      const inHand = pull().comments[0]?.body ?? '';
      await tick('grace', 'Scalability');
      appWrites(inHand);
    },
  },
  {
    name: 'tick-survives-push',
    story:
      'A push that leaves alone what was judged leaves the ticks; what it touches is open again and says why.',
    after: accepted,
    answered: ({ tick }) => tick('grace'),
    unanswered: ({ push }) => push({ [cachingPath]: ethics }),
  },
  {
    name: 'tick-lapses-with-results',
    story: 'Other results open the boxes that rest on them, and no others.',
    after: accepted,
    answered: ({ tick }) => tick('grace'),
    unanswered: ({ push }) =>
      push(
        reproduced(cachingPath, acceptedReadme(), {
          sweeps: [sweepOver('size', [100, 0.152], [1_000, 0.531], [10_000, 0.787], [100_000, 0.901])],
        }),
      ),
  },
  {
    name: 'approved',
    story: 'A maintainer’s approving review agrees to everything on this head.',
    after: accepted,
    answered: nothing,
    unanswered: ({ review }) => review('grace', 'APPROVE'),
  },
  {
    name: 'approved-draft',
    story: 'A draft that a maintainer approves is approved as a draft.',
    after: { [cachingPath]: cachingDraft },
    answered: nothing,
    unanswered: ({ review }) => review('grace', 'APPROVE'),
  },
  {
    name: 'approved-older-head',
    story: 'An approval of an older head agrees to nothing on the present one.',
    after: accepted,
    answered: ({ push }) => push({ [cachingPath]: ethics }),
    unanswered: async ({ review, author }) =>
      review('grace', 'APPROVE', (await author.git('rev-parse', 'change~1')).trim()),
  },
  {
    name: 'approved-by-stranger',
    story: 'An approval by somebody without write access changes nothing.',
    after: accepted,
    answered: nothing,
    unanswered: ({ review }) => review('mallory', 'APPROVE'),
  },
  {
    name: 'approval-survives-push',
    story: 'After a push an earlier approval still holds for what has not changed.',
    after: accepted,
    answered: ({ review }) => review('grace', 'APPROVE'),
    unanswered: ({ push }) => push({ [cachingPath]: ethics }),
  },
  {
    name: 'approval-taken-back',
    story: 'Changes requested take the approval back: every box is open again.',
    after: accepted,
    answered: ({ review }) => review('grace', 'APPROVE'),
    unanswered: ({ review }) => review('grace', 'REQUEST_CHANGES'),
  },
  {
    name: 'approval-dismissed',
    story:
      'An approval is dismissed: what only it agreed to is open again and says why; another’s tick stays.',
    after: accepted,
    answered: async ({ tick, review }) => {
      await tick('grace', 'Ethics');
      await review('octo', 'APPROVE');
    },
    unanswered: ({ ask, pull }) => {
      const approval = pull().reviews.find(({ state }) => state === 'APPROVED');
      const path = `/pulls/${pull().number}/reviews/${approval?.id}/dismissals`;
      return ask('grace', 'PUT', path, { message: 'Too early.' });
    },
  },
  {
    name: 'objection-to-earlier-head',
    story: 'After a change request and a push it is a reviewer’s turn to look again.',
    after: accepted,
    answered: ({ review }) => review('grace', 'REQUEST_CHANGES'),
    unanswered: ({ push }) => push({ [cachingPath]: ethics }),
  },
  {
    name: 'approved-but-wrong',
    story: 'An approval does not make a fault pass.',
    after: acceptedWith({ 'Failure modes': null }),
    answered: nothing,
    unanswered: ({ review }) => review('grace', 'APPROVE'),
  },
];
