import type { FileFacts } from '../../catalog/file-facts.ts';
import { byCodeUnit } from '../../pattern/code-unit-order.ts';
import { evidenceFiles, folderOf, patternFolderOf, placeOf } from '../../pattern/place.ts';
import { startOfFile } from '../../pattern/position.ts';
import { code } from '../../pattern/wording.ts';
import { cachingDraft, cachingPath } from '../examples/example.ts';
import type { Change, ChangeRule, Finding, LibraryContext } from '../rule.ts';

const wanted = '`patterns/<domain>/<category>/<name>/README.md`';

export const location: ChangeRule = {
  id: 'location',
  since: '0.1.0',
  scope: 'library',
  each: 'change',
  severity: 'error',
  what: 'A pattern is a folder `patterns/<domain>/<category>/<name>/` with a `README.md` in it; its `benchmark.py`, `results.json` and `chart.svg` lie beside that, and what all benchmarks share in `patterns/<domain>/measure/`.',
  why: 'What lies elsewhere is never read: it would look checked and appear in no index.',
  fix: `Move the text to ${wanted}; names are lower-case words joined by hyphens.`,
  failing: { files: { 'patterns/ml/optimization/prediction-caching.md': cachingDraft } },
  passing: { files: { [cachingPath]: cachingDraft } },
  *check(change, context) {
    for (const file of change.files) {
      const message = misnamed(file) ?? misplaced(file);
      if (message !== null) yield { path: file.path, range: startOfFile, message };
    }
    for (const { blob, ...item } of context.library.unlisted)
      if (blob === null) yield* withoutReadme(folderOf(item), change, context);
  },
};

function misnamed({ path }: FileFacts): string | null {
  const slug = placeOf(path)?.slug;
  if (slug === undefined || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return null;
  return `The folder ${code(slug)} must be lower-case words joined by hyphens, such as ${code(kebab(slug))}.`;
}

const domainFiles = ['taxonomy.yaml', 'reproductions.json'];

/** Directly in a category nothing is read, whatever it is; in a domain's own folder, Markdown looks like a pattern. */
function misplaced({ path, kind }: Pick<FileFacts, 'path' | 'kind'>): string | null {
  if (kind !== 'other') return null;
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  const isIn = (depth: number): boolean => parts.length === depth;
  const isMarkdown = /\.(?:md|markdown)$/i.test(name);
  if (isIn(3) && /^readme(?:\.(?:md|markdown))?$/i.test(name))
    return 'The handbook must be called exactly `README.md`.';
  const exact = [...(isIn(3) ? domainFiles : []), ...(isIn(5) ? evidenceFiles : [])].find(
    file => file === name.toLowerCase().replace(/\.yml$/, '.yaml'),
  );
  if (exact !== undefined && exact !== name)
    return `The file must be called exactly \`${exact}\`, or nothing reads it.`;
  if (isIn(3) && isMarkdown)
    return `Nothing reads a Markdown file at this place. A pattern’s text belongs in ${wanted}.`;
  if (isIn(4) && parts[2] === 'measure' && !name.startsWith('.git'))
    return 'Only the Python files that all benchmarks share belong in `measure/`. What belongs to one pattern lies beside its README.';
  if (isIn(4) && !name.startsWith('.git'))
    return `Nothing reads a file directly in a category. A pattern’s text belongs in ${wanted}, and what belongs to it beside it.`;
  if (isIn(5) && /^readme(?:\.(?:md|markdown))?$/i.test(name))
    return 'The file must be called exactly `README.md`.';
  return null;
}

/** Once for each folder: where the README was, or else at the first file that the change brings. */
function* withoutReadme(
  folder: string,
  { files, edited }: Change,
  { fileAt }: LibraryContext,
): Iterable<Finding & { path: string }> {
  const readme = `${folder}/README.md`;
  const inside = files.map(({ path }) => path).filter(path => patternFolderOf(path) === folder);
  // One that cannot be read, or has another spelling, is told of by itself.
  if (fileAt(readme) || inside.some(path => misplaced({ kind: 'other', path }) !== null)) return;
  const first = (paths: readonly string[]): string | undefined => paths.toSorted(byCodeUnit)[0];
  const isNew = (path: string): boolean => edited?.includes(path) ?? false;
  const path = isNew(readme) ? readme : (first(inside.filter(isNew)) ?? first(inside));
  if (path === undefined) return;
  const isTooDeep = path !== readme && path.endsWith('/README.md');
  const message = isTooDeep
    ? `This \`README.md\` lies too deep to be read. A pattern’s text belongs in ${wanted}.`
    : `The folder ${code(folder)} has no \`README.md\`, so it is no pattern. Add one, or remove the folder.`;
  yield { path, range: startOfFile, message };
}

function kebab(name: string): string {
  return (
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'prediction-caching'
  );
}
