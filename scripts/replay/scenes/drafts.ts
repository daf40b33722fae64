import type { Scene } from '../scene.ts';
import { cachingDraft, cachingPath } from './texts.ts';

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
    after: { [cachingPath]: cachingDraft.replace('optimization', 'optimisation') },
  },
  {
    name: 'draft-mended',
    story:
      'The suggestion is followed: the check passes, people are told, and the suggestion is folded away.',
    after: { [cachingPath]: cachingDraft.replace('optimization', 'optimisation') },
    answered: async () => undefined,
    unanswered: ({ push }) => push({ [cachingPath]: cachingDraft }),
  },
  {
    name: 'draft-answered',
    story: 'Nothing has happened since the App looked: nothing is written.',
    after: { [cachingPath]: cachingDraft },
    answered: async () => undefined,
  },
];
