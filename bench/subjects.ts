import type { Corpus } from './corpus/make-library.ts';
import type { Subject } from './measure/measure.ts';
import type { Outcome } from './measure/run-once.ts';
import type { Cli } from './options.ts';
import type { Workplace } from './workplace.ts';

/** Returns a check of a whole library by one of our commands, each time with an empty cache. */
export function wholeCheck(cli: Cli, corpus: Corpus, workplace: Workplace, cacheVariable: string): Subject {
  return {
    name: cli.name,
    run: () => ({
      words: [...cli.words, 'check'],
      directory: corpus.directory,
      environment: { [cacheVariable]: workplace.emptyFolder() },
    }),
    objection: outcome => objectionTo(outcome, corpus.patterns),
  };
}

/** Returns what is wrong with a check that should have looked at this many patterns and found no error. */
export function objectionTo({ exitCode, output }: Outcome, patterns: number): string | null {
  const plural = patterns === 1 ? 'pattern' : 'patterns';
  const isWhole = new RegExp(`^${patterns} ${plural}, 0 errors`, 'm').test(output);
  if (exitCode === 0 && isWhole) return null;
  return `it ended with ${exitCode}, and “${patterns} ${plural}, 0 errors” was expected.`;
}
