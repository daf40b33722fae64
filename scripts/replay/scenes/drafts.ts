import type { Scene } from '../scene.ts';
import {
  batchingDraft,
  batchingPath,
  cachingDraft,
  cachingPath,
  cachingWrong,
  changed,
  pattern,
} from './texts.ts';

/** Drafts: what a newcomer sends first. */
export const drafts: Scene[] = [
  {
    name: 'draft-passes',
    story: 'A draft without a fault passes, and is told what would make it an accepted pattern.',
    after: { [cachingPath]: cachingDraft },
  },
  {
    name: 'draft-one-error',
    story: 'A category that is misspelt fails the check at its line, and the right spelling is suggested.',
    after: { [cachingPath]: cachingWrong },
  },
  {
    name: 'draft-many-errors',
    story: 'Each of many faults has its own line, and what needs no thought has its suggestion.',
    after: {
      [cachingPath]: pattern(
        `fingerprint: ML-SERV-1\nname: prediction caching\ncategory: ml/optimisation\nstatus: finished\nsummry: Serve from memory.\nframeworks: [sklearn, PyTorch]\naccelerator: maybe\nrelated:\n  - ML-OPT-404`,
        '# Caching\n\n## Intend\n\nSee [the other](../batching/README.md) and [^1].\n\nTODO\n',
      ),
    },
  },
  {
    name: 'draft-mended',
    story:
      'The suggestion is followed: the check passes, people are told, and the suggestion is folded away.',
    after: { [cachingPath]: cachingWrong },
    answered: async () => undefined,
    unanswered: ({ push }) => push({ [cachingPath]: cachingDraft }),
  },
  {
    name: 'draft-not-mended',
    story:
      'A push that leaves the fault is answered without noise: no note, and no suggestion a second time.',
    after: { [cachingPath]: cachingWrong },
    answered: async () => undefined,
    unanswered: ({ push }) => push({ [cachingPath]: `${cachingWrong}\nMore is said.\n` }),
  },
  {
    name: 'draft-answered',
    story: 'Nothing has happened since the App looked: nothing is written.',
    after: { [cachingPath]: cachingDraft },
    answered: async () => undefined,
  },
  {
    name: 'draft-broken-again',
    story: 'A push breaks what was fine: the check fails, and people are told because the state has changed.',
    after: { [cachingPath]: cachingDraft },
    answered: async () => undefined,
    unanswered: ({ push }) => push({ [cachingPath]: changed(cachingDraft, 'ML-OPT-008', 'ML-OPT-8') }),
  },
  {
    name: 'two-drafts-one-wrong',
    story: 'Of two drafts one has a fault: the check fails for it, and each has a part of its own.',
    after: { [cachingPath]: cachingWrong, [batchingPath]: batchingDraft },
  },
  {
    name: 'draft-from-a-fork',
    story: 'A stranger’s draft from a fork is reviewed like everybody else’s.',
    fromFork: true,
    after: { [cachingPath]: cachingDraft },
  },
];
