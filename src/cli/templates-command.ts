import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Examiner } from '../examiner/open-examiner.ts';
import { isReadable } from '../pattern/source-file.ts';
import { findLibrary } from './find-library.ts';
import { readOptions } from './options.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { replaceFile } from './replace-file.ts';
import { type AbsentFiles, absentFilesIn } from './sparse-files.ts';
import { templatesOf } from './templates/templates-of.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export const templatesHelp = `Writes GitHub's templates for a repository of patterns into .github: one for pull requests, and forms for issues.

Usage: patterns templates [--check]

  --check   write nothing; exit 1 and say which file is out of date

They are made from taxonomy, quality table, schema and submission guidelines. A template that somebody has written by
hand is left alone.
Exit code: 0 written or current, 1 out of date (with --check), 2 wrong usage or could not be made.`;

export async function templatesCommand(
  args: string[],
  terminal: Terminal,
  examiner: Examiner,
): Promise<ExitCode | Refusal> {
  const options = readOptions(args, { check: { type: 'boolean' } });
  if (isRefusal(options)) return options;
  if (options.positionals.length > 0)
    return { refusal: 'The templates are always made for the whole library: no path is expected here.' };
  const library = await findLibrary(terminal.directory);
  if (isRefusal(library)) return library;
  const wanted = await templatesOf(library, examiner);
  if (isRefusal(wanted)) return wanted;
  const absent = await absentFilesIn(library.root);
  let stale = 0;
  for (const [path, text] of Object.entries(wanted)) {
    const file = join(library.root, path);
    const present = (await readFile(file, 'utf8').catch(() => null)) ?? (await textIn(absent, path));
    if (present === text) continue;
    if (present !== null && firstLine(present) !== firstLine(text)) {
      terminal.complain(
        `Left alone: ${path} was written by hand. Remove it to have it written from the guidelines.`,
      );
      continue;
    }
    stale += 1;
    if (options.values.check) terminal.print(`${path} is ${present === null ? 'missing' : 'out of date'}.`);
    else {
      await mkdir(dirname(file), { recursive: true });
      await replaceFile(file, text);
      terminal.print(`Wrote ${path}`);
    }
  }
  if (stale === 0) terminal.print('The templates are up to date.');
  else if (options.values.check) terminal.print(`Run: ${terminal.invocation} templates`);
  return stale > 0 && options.values.check ? 1 : 0;
}

/** What a sparse checkout keeps in Git. */
async function textIn(absent: AbsentFiles, path: string): Promise<string | null> {
  const file = absent.has(path) ? (await absent.read([path])).get(path) : undefined;
  return file && isReadable(file) ? file.text : null;
}

/** Every template begins with a line that only this command writes, and that stays the same. */
function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}
