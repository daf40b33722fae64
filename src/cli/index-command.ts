import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readmeOf } from '../catalog/entry.ts';
import { indexFiles } from '../catalog/index-page.ts';
import type { Examiner } from '../examiner/open-examiner.ts';
import type { ListedFile } from '../inspection/tree.ts';
import { kindOf } from '../pattern/file-kind.ts';
import { isReadable } from '../pattern/source-file.ts';
import { visible } from '../pattern/visible.ts';
import type { DomainAt } from '../planning/read-domains.ts';
import { isThere } from './directory-tree.ts';
import { findLibrary } from './find-library.ts';
import { readOptions } from './options.ts';
import { readWorkingTree } from './read-working-tree.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { replaceFile } from './replace-file.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export const indexHelp = `Writes INDEX.md and index.json of every domain from the patterns as they lie there, and an index.json
of every category.

Usage: patterns index [--check]

  --check   write nothing; exit 1 and say where a file differs from what it should be

In a pull request, leave these files alone: the App writes them after the merge.
Exit code: 0 written or current, 1 out of date (with --check), 2 wrong usage or could not be made.`;

export async function indexCommand(
  args: string[],
  terminal: Terminal,
  examiner: Examiner,
): Promise<ExitCode | Refusal> {
  const options = readOptions(args, { check: { type: 'boolean' } });
  if (isRefusal(options)) return options;
  if (options.positionals.length > 0)
    return { refusal: 'The index is always made of the whole library: no path is expected here.' };
  const library = await findLibrary(terminal.directory);
  if (isRefusal(library)) return library;
  const { tree, domains } = await readWorkingTree(library, examiner);
  const wanted: [path: string, text: string][] = [];
  for (const domain of domains) {
    const files = filesFor(domain, terminal.invocation);
    if (isRefusal(files)) return files;
    wanted.push(...Object.entries(files));
  }

  // Of a sparse checkout, the index of another domain is in Git alone.
  const there = await tree.read(wanted.map(([path]) => path));
  let stale = 0;
  for (const [path, text] of wanted) {
    const file = join(library.root, path);
    const source = there.get(path);
    const present = source && isReadable(source) ? source.text : null;
    if (present === text) continue;
    stale += 1;
    if (options.values.check) terminal.print(differenceOf(path, present, text));
    else {
      // A sparse checkout may have left out the folder.
      await mkdir(dirname(file), { recursive: true });
      await replaceFile(file, text);
      terminal.print(`Wrote ${visible(path)}`);
    }
  }
  for (const path of domains.flatMap(({ left }) => left)) {
    stale += 1;
    await removeLeft(library.root, path, options.values.check ?? false, terminal);
  }
  for (const item of domains.flatMap(domain => domain.library.unlisted))
    terminal.complain(`Not listed: ${visible(readmeOf(item))}. ${item.reason}`);
  if (stale === 0) terminal.print('The index is up to date.');
  else if (options.values.check) terminal.print(`Run: ${terminal.invocation} index`);
  return stale > 0 && options.values.check ? 1 : 0;
}

/** Removes the index of a category in which no pattern lies any more. */
async function removeLeft(
  root: string,
  path: string,
  isOnlyCheck: boolean,
  terminal: Terminal,
): Promise<void> {
  const { print, complain } = terminal;
  if (isOnlyCheck) print(`${visible(path)} is there, and no pattern lies beside it.`);
  else if (isThere(root, path)) {
    await rm(join(root, path));
    print(`Removed ${visible(path)}`);
  } else
    complain(
      `No pattern lies beside ${visible(path)}, which this sparse checkout leaves out. Remove it: git rm --sparse ${visible(path)}`,
    );
}

function filesFor(domainAt: DomainAt, invocation: string): Record<string, string> | Refusal {
  const { domain, library, taxonomy, listed } = domainAt;
  if (taxonomy === null)
    return {
      refusal: `patterns/${visible(domain)}/taxonomy.yaml is missing or cannot be used, so no index was made. See: ${invocation} check patterns/${visible(domain)}`,
    };
  const first = listed.find(isUnread)?.path;
  if (first !== undefined)
    return { refusal: `${visible(first)} could not be read, so no index was made. Check its permissions.` };
  const files = indexFiles(library, taxonomy);
  const taken = Object.keys(files).find(path => listed.some(file => file.path.startsWith(`${path}/`)));
  if (taken !== undefined)
    return {
      refusal: `${visible(taken)} is a folder, and a file of the index belongs there, so no index was made. Give the folder another name.`,
    };
  return files;
}

/** A README whose bytes could not be read, so that Git's id of it is unknown, or a folder that could not be opened. */
function isUnread({ path, id, unreadable }: ListedFile): boolean {
  const isClosed = unreadable === 'no-permission' && kindOf(path) === 'other';
  return isClosed || (kindOf(path) === 'pattern' && id === null && unreadable !== 'directory');
}

function differenceOf(path: string, present: string | null, wanted: string): string {
  if (present === null) return `${visible(path)} is missing.`;
  const is = present.split('\n');
  const shouldBe = wanted.split('\n');
  const at = is.findIndex((line, index) => line !== shouldBe[index]);
  const number = at === -1 ? is.length : at;
  const [a, b] = [is[number], shouldBe[number]];
  const column = [...(a ?? '')].findIndex((character, index) => character !== [...(b ?? '')][index]);
  return [
    `${visible(path)} is out of date; first at line ${number + 1}:`,
    `  is         ${shown(a, column)}`,
    `  should be  ${shown(b, column)}`,
  ].join('\n');
}

/** A line around the column where it differs. */
function shown(line: string | undefined, column: number): string {
  if (line === undefined) return '(the end of the file)';
  const characters = [...line];
  const from = column > 60 ? column - 30 : 0;
  const part = characters.slice(from, from + 100).join('');
  return visible(`${from > 0 ? '…' : ''}${part}${from + 100 < characters.length ? '…' : ''}`);
}
