import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { notebookOf } from '../evidence/notebook.ts';
import type { Examiner } from '../examiner/open-examiner.ts';
import { folderOf } from '../pattern/place.ts';
import { visible } from '../pattern/visible.ts';
import { findLibrary } from './find-library.ts';
import { readOptions } from './options.ts';
import { parseFolder } from './parse-folder.ts';
import { readWorkingTree } from './read-working-tree.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { replaceFile } from './replace-file.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export const notebookHelp = `Exports a pattern's text and its runnable blocks as a Jupyter notebook.

Usage: patterns notebook <fingerprint> [--output <file>] [--force]

  --output <file>  where to write it (default: <fingerprint>.ipynb in the working directory; - prints it)
  --force          replace a file that is there

Exit code: 0 written, 2 wrong usage or nothing to export.`;

const flags = { output: { type: 'string' }, force: { type: 'boolean' } } as const;

export async function notebookCommand(
  args: string[],
  terminal: Terminal,
  examiner: Examiner,
): Promise<ExitCode | Refusal> {
  const options = readOptions(args, flags);
  if (isRefusal(options)) return options;
  const [name, ...more] = options.positionals;
  if (name === undefined || more.length > 0) return { refusal: 'Name one fingerprint, such as ML-OPT-008.' };
  const library = await findLibrary(terminal.directory);
  if (isRefusal(library)) return library;
  const read = await readWorkingTree(library, examiner);
  const entry = read.domains
    .flatMap(domain => domain.library.entries)
    .find(({ fingerprint }) => fingerprint === name.toUpperCase());
  const parsed = entry && (await parseFolder(examiner, read.tree, folderOf(entry)));
  if (!parsed) return { refusal: `No pattern has the fingerprint ${visible(name)}.` };
  const { pattern } = parsed;
  const notebook = notebookOf(pattern);
  if (notebook === null)
    return {
      refusal: `${visible(pattern.path)} has no block marked \`\`\`python runnable, so there is nothing to run.`,
    };
  const text = `${JSON.stringify(notebook, null, 1)}\n`;
  const output = options.values.output ?? `${name.toUpperCase()}.ipynb`;
  if (output === '-') {
    terminal.print(text.trimEnd());
    return 0;
  }
  const file = resolve(terminal.directory, output);
  if (options.values.force) await replaceFile(file, text);
  else
    try {
      await writeFile(file, text, { flag: 'wx' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      return {
        refusal: `${visible(output)} is there already. Replace it with --force, or name another with --output.`,
      };
    }
  terminal.print(`Wrote ${visible(output)}`);
  return 0;
}
