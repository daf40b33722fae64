import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { madeBy } from './made-regexes.ts';
import { regexesIn } from './regexes-in.ts';

/**
 * Every regular expression of the program as `/source/flags`, also where it is put together while files are loaded; and the code of
 * those that are put together later, of which nobody can say what they will be.
 */
export function programRegexes(): { known: Set<string>; later: string[] } {
  const written = globSync('src/**/*.ts').flatMap(path =>
    regexesIn(path, readFileSync(path, 'utf8')).map(one => ({ ...one, path: resolve(path) })),
  );
  const together = written.filter(({ source }) => source === null);
  const made = madeBy([...new Set(together.map(({ path }) => path))]);
  const isMade = (one: { path: string; line: number }): boolean =>
    made.some(({ path, line }) => path === one.path && line === one.line);
  const known = [...written.filter(({ source }) => source !== null), ...made];
  return {
    known: new Set(known.map(({ source, flags }) => `/${source}/${flags}`).sort()),
    later: together.filter(one => !isMade(one)).map(({ code }) => code),
  };
}
