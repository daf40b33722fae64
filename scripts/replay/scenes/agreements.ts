import type { Scene } from '../scene.ts';
import { accepted } from './texts.ts';

/** What people agree to. */
export const agreements: Scene[] = [
  {
    name: 'accepted-ready',
    story: 'A pattern is proposed as accepted: every rule passes, and each metric has a box for a person.',
    after: accepted,
  },
  {
    name: 'ticked-by-maintainer',
    story: 'A maintainer ticks one box: it counts, the others stay open.',
    after: accepted,
    answered: async () => undefined,
    unanswered: ({ tick }) => tick('grace', 'Ethics'),
  },
];
