import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { visible } from '../pattern/visible.ts';
import { count } from '../pattern/wording.ts';
import type { FixedFile } from './fix-selected.ts';
import type { Terminal } from './terminal.ts';

/** The differences as `git apply` takes them from the library's folder; on a terminal with nothing in it that it would obey. */
export function patchOf(files: readonly FixedFile[], { paint, interactive }: Terminal): string {
  const patches = files.map(({ path, before, after }) =>
    createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
      context: 3,
      headerOptions: FILE_HEADERS_ONLY,
    }).replace(/\n$/, ''),
  );
  if (!interactive) return patches.join('\n');
  const colored = (line: string): string =>
    line.startsWith('+') ? paint('green', line) : line.startsWith('-') ? paint('red', line) : line;
  return patches.flatMap(patch => patch.split('\n').map(line => colored(visible(line)))).join('\n');
}

/** How much there is to fix, or was fixed, in which files. */
export function fixedLines(
  files: readonly FixedFile[],
  { paint }: Pick<Terminal, 'paint'>,
  verb: 'Fixed' | 'Would fix',
): string[] {
  const total = files.reduce((sum, { fixes }) => sum + fixes, 0);
  if (total === 0) return ['Nothing to fix.'];
  return [
    paint('bold', `${verb} ${count(total, 'place')} in ${count(files.length, 'file')}:`),
    ...files.map(({ path, fixes }) => `  ${paint('cyan', visible(path))}  ${count(fixes, 'fix', 'fixes')}`),
  ];
}
