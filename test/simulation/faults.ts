import type { Random } from '../../scripts/differential/random.ts';
import type { Question } from './requests.ts';

/** What becomes of a request. `carriedOut`: whether GitHub does what it was asked for, although it does not say so. */
export type Fate =
  | { kind: 'fine' }
  | { kind: 'broken'; status: number; carriedOut: boolean }
  | ({ kind: 'limited' } & Limit)
  | { kind: 'error-under-200' }
  | { kind: 'partial' }
  | { kind: 'silent'; carriedOut: boolean };

/** For so long GitHub wants no such requests: none at all (`secondary`), or none that count against the same quota. */
export type Limit = { by: 'secondary' | 'quota'; status: 403 | 429; seconds: number };

/** How often something goes wrong, in a hundred. */
export type Rates = {
  request: number;
  lost: number;
  twice: number;
  stale: number;
  crash: number;
  /** Mutations that GitHub refuses for good. */
  refused: readonly string[];
  /** The default branch takes pull requests alone, also from the App. */
  isProtected: boolean;
};

export const noFaults: Rates = {
  request: 0,
  lost: 0,
  twice: 0,
  stale: 0,
  crash: 0,
  refused: [],
  isProtected: false,
};

const refusals = [
  ['addComment'],
  ['addLabelsToLabelable'],
  ['createLabel'],
  ['addComment', 'createLabel', 'addLabelsToLabelable'],
  ['createCheckRun'],
];

/** Some runs are calm, so that what goes wrong without any fault is not hidden by them; some are rough. */
export function ratesFor(random: Random): Rates {
  const rough = random.pick([0, 1, 1, 2]);
  if (rough === 0) return { ...noFaults, lost: random.pick([0, 30]), isProtected: random.percent(15) };
  return {
    request: random.pick([4, 10, 25]) * rough,
    lost: 30,
    twice: 30,
    stale: random.pick([0, 0, 15]),
    crash: random.pick([0, 2, 5]) * rough,
    refused: random.percent(20) ? random.pick(refusals) : [],
    isProtected: random.percent(15),
  };
}

export function fateOf(random: Random, rates: Rates, question: Question): Fate {
  if (!random.percent(rates.request)) return { kind: 'fine' };
  const carriedOut = random.percent(50);
  const kinds: Fate[] = [
    { kind: 'broken', status: random.pick([500, 502, 503, 504]), carriedOut },
    { kind: 'broken', status: 502, carriedOut: true },
    {
      kind: 'limited',
      by: random.pick(['secondary', 'secondary', 'quota'] as const),
      status: random.pick([403, 429] as const),
      seconds: random.pick([1, 30, 60, 600]),
    },
    { kind: 'error-under-200' },
    { kind: 'silent', carriedOut },
  ];
  if (question.kind === 'graphql') kinds.push({ kind: 'partial' });
  return random.pick(kinds);
}
