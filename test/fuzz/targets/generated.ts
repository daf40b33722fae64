import { digestOf, isOfLaterRelease, readIndexJson } from '../../../src/catalog/index-file.ts';
import { indexFiles } from '../../../src/catalog/index-page.ts';
import { libraryOf } from '../../../src/catalog/library-of.ts';
import { nearDuplicates } from '../../../src/catalog/near-duplicates.ts';
import { areReproductions, readReproductions } from '../../../src/catalog/reproductions.ts';
import { acceptedPath, acceptedReadme } from '../../../src/rules/examples/example-accepted.ts';
import { facts } from '../../inspection/check-files.ts';
import { taxonomy } from '../../review/situation.ts';
import { inherited, type Target } from '../target.ts';

const library = libraryOf(facts({ [acceptedPath]: acceptedReadme() }), () => '0'.repeat(40));
const index = indexFiles(library, taxonomy)['patterns/ml/index.json'] ?? '';

/** Generated files, which anybody may have edited: read, and used where they are as they were written. */
export const generatedTarget: Target = {
  name: 'generated',
  seeds: [index, '[]\n'],
  words: [...inherited, 'null', '[]', '{}', '"a": 1,', '"', '\\', '\\u0000', ',', '1e999', 'true'],
  run(text) {
    isOfLaterRelease(text);
    areReproductions(text);
    const reproductions = readReproductions(text);
    const read = readIndexJson(asWritten(text));
    if (read === null) return;
    const all = { ...library, ...read, reproductions };
    indexFiles(all, taxonomy);
    for (const entry of read.entries) nearDuplicates(entry, all);
  },
};

/** The index with the digest of what stands in it, so that not only its first bytes are read. */
function asWritten(text: string): string {
  try {
    const file = JSON.parse(text);
    return JSON.stringify({ ...file, digest: digestOf(file) });
  } catch {
    return text;
  }
}
