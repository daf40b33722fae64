import { readFileSync } from 'node:fs';

export const listPath = 'test/regexes/analysed.txt';

/** What was linear when the list was last written, of which the short suite takes the list's word. */
export function listed(): Set<string> {
  return new Set(readFileSync(listPath, 'utf8').trimEnd().split('\n'));
}
