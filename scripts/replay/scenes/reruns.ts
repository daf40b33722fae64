import type { Scene } from '../scene.ts';
import { accepted } from './texts.ts';

const nothing = async (): Promise<void> => undefined;

/** A library whose benchmarks can be measured again. */
const before = {
  '.github/workflows/reproduce.yml': 'on: pull_request\n',
  'patterns/ml/measure/__init__.py': '"""Measures."""\n',
};

/** What GitHub Actions measured again. */
export const reruns: Scene[] = [
  {
    name: 'benchmark-agreed',
    story: 'The benchmark was measured again and agreed: the table says so and leads to the run.',
    before,
    after: accepted,
    answered: nothing,
    unanswered: ({ ran }) => ran('SUCCESS'),
  },
  {
    name: 'benchmark-failed',
    story:
      'The benchmark was measured again and did not agree: the files contradict the machine, so the check fails.',
    before,
    after: accepted,
    answered: nothing,
    unanswered: ({ ran }) => ran('FAILURE'),
  },
  {
    name: 'benchmark-running',
    story: 'While the benchmark is measured again it is nobody’s turn.',
    before,
    after: accepted,
    answered: nothing,
    unanswered: ({ ran }) => ran(null),
  },
  {
    name: 'benchmark-untrusted',
    story:
      'A run of a pull request that changes more than patterns proves nothing: a maintainer must measure again.',
    before,
    after: { ...accepted, 'requirements.txt': 'numpy\n' },
    answered: nothing,
    unanswered: ({ ran }) => ran('SUCCESS'),
  },
];
