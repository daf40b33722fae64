import { type Corpus, makeLibrary } from '../corpus/make-library.ts';
import type { Options } from '../options.ts';
import type { Workplace } from '../workplace.ts';

/** What every part is given. */
export type PartContext = {
  options: Options;
  workplace: Workplace;
  say: (line: string) => void;
};

/** Returns the library of this size that the options ask for, with its index. */
export function libraryOf({ options, workplace, say }: PartContext, patterns: number): Promise<Corpus> {
  const { readme, hasEvidence, seed, cli } = options;
  say(`a library of ${patterns} patterns`);
  return makeLibrary(workplace.directory, { patterns, readme, hasEvidence, seed }, cli);
}

/** Says in words what the libraries are made of. */
export function kindInWords({ options: { readme, hasEvidence, seed } }: PartContext): string {
  const size = readme === 'full' ? 'about 27 KB' : 'about 8 KB';
  const beside = hasEvidence
    ? 'with results.json, chart.svg and benchmark.py beside each (230 KB a folder)'
    : 'alone in their folders';
  return `READMEs of ${size}, ${beside}; seed ${seed}.`;
}
