import { describeSeeds } from './describe-seeds.ts';

// In a file of its own, so that two cores can work at it.
describeSeeds(1_301, 1_000);
