import { kindOf } from '../../pattern/file-kind.ts';
import { limits, lookLimits, maxBytesOf } from '../../pattern/limits.ts';
import { startOfFile } from '../../pattern/position.ts';
import type { UnreadableReason } from '../../pattern/source-file.ts';
import { caching, cachingDraft, cachingKeys, cachingPath, pattern } from '../examples/example.ts';
import type { ChangeRule } from '../rule.ts';

const sentences: Record<UnreadableReason, string> = {
  'not-utf8':
    'This file is not valid UTF-8, or holds the replacement character U+FFFD. Save it as UTF-8 text, and write that character as `&#xFFFD;`.',
  'name-not-utf8':
    'This name is not valid UTF-8, so what lies below it cannot be read. Give it another: lower-case letters, digits and hyphens.',
  binary: 'This file is not text. What is read here must be UTF-8 text.',
  'too-large': `This file is too large to be read: at most ${limits.fileBytes / 1024} KiB. Move data into files of their own; of results, measure fewer points, seeds or quantities.`,
  symlink: 'This is a symbolic link, which is not followed. Put the file itself here.',
  submodule: 'This is a Git submodule, which is not read. Put the files themselves here.',
  directory: 'This is a folder where a file is expected.',
  'no-permission': 'This file could not be opened. Check its permissions.',
  'too-complex': 'This file is too deeply nested or too long to be read',
  unfinished:
    'This file was not looked at to the end, so nothing is known of it. Try again, and make it smaller if that does not help',
  'beyond-look': `This file was left out: of one change, at most ${lookLimits.bytes / 1024 / 1024} MiB are read and ${lookLimits.results.toLocaleString('en')} findings and links are kept. Split the pull request.`,
  'parser-fault': 'This file could not be parsed, which is a fault of Pattern Librarian. Please report it',
};

/** What is said of a file that cannot be read. One without its full stop goes on with a detail. */
export function sentenceOf(reason: UnreadableReason): string {
  return sentences[reason];
}

const tooManyRecords = `This file is too large to be read: at most ${maxBytesOf('patterns/ml/reproductions.json') / 1024 / 1024} MiB. Take it back from Git, or delete it: what is missing is measured again.`;

export const readable: ChangeRule = {
  id: 'readable',
  since: '0.1.0',
  scope: 'library',
  each: 'change',
  severity: 'error',
  what: 'Every README, handbook and taxonomy, and every benchmark.py, results.json and chart.svg, is a plain UTF-8 text file of reasonable size.',
  why: 'A file that cannot be read cannot be checked, and unchecked must never look like passed.',
  fix: 'Save the file as UTF-8 text, at its place, without links, and split what is very large or deeply nested. A script that is too large generates its data instead of holding it.',
  failing: caching(pattern(cachingKeys, `${'> '.repeat(60)}deep\n`)),
  passing: { files: { [cachingPath]: cachingDraft } },
  *check(change) {
    for (const file of change.files) {
      if (file.kind !== 'unreadable') continue;
      const sentence =
        file.reason === 'too-large' && kindOf(file.path) === 'reproductions'
          ? tooManyRecords
          : sentenceOf(file.reason);
      const message = sentence.endsWith('.') ? sentence : `${sentence}: ${file.detail}.`;
      yield { path: file.path, range: startOfFile, message };
    }
  },
};
