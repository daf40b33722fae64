import { limits } from '../../pattern/limits.ts';
import { startOfFile } from '../../pattern/position.ts';
import { caching, cachingDraft } from '../examples/example.ts';
import type { FolderRule } from '../rule.ts';
import { closingFix, frontMatterFix } from './front-matter-fix.ts';

export const frontMatter: FolderRule = {
  id: 'front-matter',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  what: 'A pattern begins with front matter: YAML between two lines of `---`.',
  why: 'The front matter says what the pattern is called and where it belongs; without it nothing else can be checked.',
  fix: 'Begin the file with `---`, the keys `fingerprint`, `name` and `category`, and `---`.',
  failing: caching('# Prediction Caching\n\nServe repeated requests from memory.\n'),
  passing: caching(cachingDraft),
  *check(pattern, context) {
    const matter = pattern.frontMatter;
    if (matter.state === 'missing')
      yield {
        range: startOfFile,
        message:
          pattern.text.trim() === ''
            ? 'The file is empty. Begin with front matter: `---`, then `fingerprint`, `name` and `category`, then `---`.'
            : 'The front matter is missing. Begin the first line with `---`, then `fingerprint`, `name` and `category`, then `---`.',
        fix: frontMatterFix(pattern, context),
      };
    if (matter.state === 'unclosed')
      yield {
        range: matter.range,
        message: 'The front matter is opened here and never closed. End it with a line `---`.',
        fix: closingFix(pattern),
      };
    if (matter.state === 'too-long')
      yield {
        range: matter.range,
        message: `The front matter has ${matter.characters} characters; at most ${limits.frontMatterCharacters} are read. Sentences belong in the body.`,
      };
  },
};
