import type { FileFacts } from '../../catalog/file-facts.ts';
import { indexFiles } from '../../catalog/index-page.ts';
import type { Library } from '../../catalog/library.ts';
import { kindOf } from '../../pattern/file-kind.ts';
import { startOfFile } from '../../pattern/position.ts';
import { code } from '../../pattern/wording.ts';
import { cachingDraft, cachingPath } from '../examples/example.ts';
import type { ChangeRule } from '../rule.ts';

const indexPage = 'patterns/ml/INDEX.md';

export const generatedIndex: ChangeRule = {
  id: 'generated-index',
  since: '0.1.0',
  scope: 'library',
  each: 'change',
  severity: 'error',
  needs: ['base'],
  what: 'No pull request edits INDEX.md, index.json or reproductions.json.',
  why: 'The index is written from the patterns after each merge; in pull requests it would only conflict with itself. The record of what was measured again would be worth nothing if those whom it speaks of could write it.',
  fix: 'Take the file out of the pull request: `git checkout origin/HEAD -- patterns/<domain>/INDEX.md patterns/<domain>/index.json patterns/<domain>/reproductions.json`.',
  failing: {
    files: { [cachingPath]: cachingDraft, [indexPage]: '# Mine\n' },
    base: { [cachingPath]: cachingDraft, [indexPage]: '# Generated\n' },
  },
  passing: {
    files: { [cachingPath]: cachingDraft, [indexPage]: '# Generated\n' },
    base: { [cachingPath]: cachingDraft, [indexPage]: '# Generated\n' },
  },
  *check(change, { base, taxonomy }) {
    let files: Readonly<Record<string, string>> | null = null;
    /** Made only when somebody has touched such a file: of a large library it takes a while. */
    const generated = (base: Library, path: string): string | null => {
      files ??= indexFiles(base, taxonomy);
      return Object.hasOwn(files, path) ? (files[path] ?? null) : null;
    };
    for (const path of change.edited ?? []) {
      const kind = kindOf(path);
      if (!(kind === 'index' || kind === 'reproductions') || !path.startsWith(`patterns/${change.domain}/`))
        continue;
      const file = change.files.find(item => item.kind === 'index' && item.path === path);
      // The App's own proposal of the index, where it may not commit itself, holds exactly what it would commit.
      if (kind === 'index' && base && textOf(file) === generated(base, path)) continue;
      const undo = code(`git checkout origin/HEAD -- ${/^[\w./-]+$/.test(path) ? path : '<file>'}`);
      const message =
        kind === 'index'
          ? `This file is generated after each merge and must not be changed here. Undo it with ${undo}, or delete it if it is new; your pattern will appear by itself.`
          : `This file is written after a merge, from a run that can be trusted, or by a maintainer on the default branch. Undo it with ${undo}, or delete it if it is new.`;
      yield { path, range: startOfFile, message };
    }
  },
};

/** The text of an index; null where it is not there, and nothing at all where it cannot be read. */
function textOf(file: FileFacts | undefined): string | null | undefined {
  if (file === undefined) return null;
  return file.kind === 'index' ? (file.text ?? undefined) : undefined;
}
