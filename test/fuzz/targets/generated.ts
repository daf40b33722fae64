import { isEntry } from '../../../src/catalog/entry.ts';
import { indexPathOf } from '../../../src/catalog/index-file.ts';
import { indexFiles } from '../../../src/catalog/index-page.ts';
import { libraryOf } from '../../../src/catalog/library-of.ts';
import { nearDuplicates } from '../../../src/catalog/near-duplicates.ts';
import { isShard, readIndexJson, readShard } from '../../../src/catalog/read-index.ts';
import { areReproductions, readReproductions } from '../../../src/catalog/reproductions.ts';
import { sha256 } from '../../../src/pattern/digests.ts';
import { acceptedPath, acceptedReadme } from '../../../src/rules/examples/example-accepted.ts';
import { facts } from '../../inspection/check-files.ts';
import { taxonomy } from '../../review/situation.ts';
import { inherited, type Target } from '../target.ts';

const library = libraryOf(facts({ [acceptedPath]: acceptedReadme() }), () => '0'.repeat(40));
const files = indexFiles(library, taxonomy);
const shard = files[indexPathOf('ml/optimization')] ?? '';
const whole = JSON.stringify({ ...JSON.parse(shard), version: 4 });

/** Generated files, which anybody may have edited: read, and used where they are as they were written. */
export const generatedTarget: Target = {
  name: 'generated',
  seeds: [files[indexPathOf('ml')] ?? '', shard, whole, '[]\n'],
  words: [...inherited, 'null', '[]', '{}', '"a": 1,', '"', '\\', '\\u0000', ',', '1e999', 'true'],
  run(text) {
    areReproductions(text);
    isShard(text);
    const reproductions = readReproductions(text);
    const index = readIndexJson(asWritten(text));
    const named = { category: 'ml/optimization', patterns: 1, unlisted: 0, digest: sha256(text) };
    const told = index.kind === 'whole' ? [...index.indexed.values()].flat() : readShard(text, named);
    const entries = (told ?? []).filter(isEntry);
    if (entries.length === 0) return;
    const all = { ...library, entries, reproductions };
    indexFiles(all, taxonomy);
    for (const entry of entries) nearDuplicates(entry, all);
  },
};

/** An index in one file with the digest of what stands in it, so that not only its first bytes are read. */
function asWritten(text: string): string {
  try {
    const file = JSON.parse(text);
    return JSON.stringify({ ...file, digest: sha256(JSON.stringify([file.patterns, file.unlisted])) });
  } catch {
    return text;
  }
}
