import { indexFiles } from '../catalog/index-page.ts';
import { kindOf } from '../pattern/parsed-file.ts';
import { startOfFile } from '../pattern/position.ts';
import { code } from '../pattern/wording.ts';
import { cachingDraft, cachingPath } from './example.ts';
import type { ChangeRule } from './rule.ts';

const indexPage = 'patterns/ml/INDEX.md';

export const generatedIndex: ChangeRule = {
  id: 'generated-index',
  scope: 'change',
  severity: 'error',
  needsBase: true,
  what: 'Nobody edits INDEX.md or index.json.',
  why: 'They are written from the patterns after each merge. In pull requests they would only conflict with one another.',
  fix: 'Take the file out of the pull request: `git checkout origin/HEAD -- patterns/<domain>/INDEX.md patterns/<domain>/index.json`.',
  failing: {
    files: { [cachingPath]: cachingDraft, [indexPage]: '# Mine\n' },
    base: { [cachingPath]: cachingDraft, [indexPage]: '# Generated\n' },
  },
  passing: {
    files: { [cachingPath]: cachingDraft, [indexPage]: '# Generated\n' },
    base: { [cachingPath]: cachingDraft, [indexPage]: '# Generated\n' },
  },
  *check(change, { base, taxonomy }) {
    const generated = base ? indexFiles(base, taxonomy) : {};
    for (const path of change.edited ?? []) {
      if (kindOf(path) !== 'index' || !path.startsWith(`patterns/${change.domain}/`)) continue;
      const file = change.files.find(item => item.kind === 'index' && item.path === path);
      // The App's own proposal of the index, where it may not commit itself, holds exactly what it would commit.
      if (file?.kind === 'index' && file.text === generated[path]) continue;
      yield {
        path,
        range: startOfFile,
        message: `This file is generated after each merge and must not be changed here. Undo it with ${code(`git checkout origin/HEAD -- ${/^[\w./-]+$/.test(path) ? path : '<file>'}`)}, or delete it if it is new; your pattern will appear by itself.`,
      };
    }
  },
};
