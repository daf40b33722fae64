import type { Parser } from '../examiner/open-parser.ts';
import type { ParsedFile } from '../pattern/parsed-file.ts';
import { type Pattern, textOf } from '../pattern/pattern.ts';
import { folderOf, isModule, patternFolderOf } from '../pattern/place.ts';
import { visible } from '../pattern/visible.ts';
import { findBase } from './find-base.ts';
import { findLibrary } from './find-library.ts';
import { readBase } from './read-base.ts';
import { type DomainOnDisk, readLibrary } from './read-library.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { isUnder, notThere, selectPaths } from './select-paths.ts';

/** A pattern with a benchmark, and the files of its domain by path. */
export type Target = { pattern: Pattern; files: ReadonlyMap<string, ParsedFile>; domain: DomainOnDisk };

export type Asked = { named: readonly string[]; all: boolean; changed: boolean; base: string | undefined };

/** The patterns that were asked for, each with a benchmark.py; a refusal when a name leads to none. */
export async function targetsOf(
  directory: string,
  { named, all, changed, base }: Asked,
  parser: Parser,
): Promise<{ root: string; targets: Target[] } | Refusal> {
  if ([named.length > 0, all, changed].filter(Boolean).length !== 1)
    return { refusal: 'Name fingerprints or folders, or say --all or --changed.' };
  const library = await findLibrary(directory);
  if (isRefusal(library)) return library;
  const domains = await readLibrary(library, parser);
  if (isRefusal(domains)) return domains;
  const { root } = library;
  const every = domains.flatMap(benchmarked);
  if (all) return { root, targets: every };
  if (changed) return changedTargets(root, every, base, parser);
  const targets: Target[] = [];
  for (const name of named) {
    const found = await targetsNamed(directory, name, every);
    if (isRefusal(found)) return found;
    targets.push(...found);
  }
  return { root, targets: [...new Set(targets)] };
}

function benchmarked(domain: DomainOnDisk): Target[] {
  const files = new Map(domain.files.map(file => [file.path, file]));
  return domain.files.flatMap(file =>
    file.kind === 'pattern' && files.get(`${folderOf(file.pattern.place)}/benchmark.py`)?.kind === 'script'
      ? [{ pattern: file.pattern, files, domain }]
      : [],
  );
}

async function targetsNamed(
  directory: string,
  name: string,
  every: readonly Target[],
): Promise<Target[] | Refusal> {
  const byFingerprint = every.filter(({ pattern }) => textOf(pattern, 'fingerprint') === name.toUpperCase());
  if (byFingerprint.length > 0) return byFingerprint;
  if (/^[A-Za-z]+-[A-Za-z]+-\d+$/.test(name))
    return { refusal: `No pattern with a benchmark.py has the fingerprint ${visible(name)}.` };
  const selection = await selectPaths(directory, [name]);
  if (isRefusal(selection)) return selection;
  const absent = selection.selected.find(({ isThere }) => !isThere);
  if (absent) return notThere(absent.typed);
  const under = every.filter(({ pattern }) =>
    selection.selected.some(selected => isUnder(selected, pattern.path)),
  );
  return under.length > 0 ? under : { refusal: `No pattern under ${visible(name)} has a benchmark.py.` };
}

async function changedTargets(
  root: string,
  every: readonly Target[],
  ref: string | undefined,
  parser: Parser,
): Promise<{ root: string; targets: Target[] } | Refusal> {
  const commit = await findBase(root, ref);
  if (isRefusal(commit)) return commit;
  const base = await readBase(root, commit, parser);
  if (isRefusal(base)) return base;
  const folders = new Set(base.edited.map(patternFolderOf));
  const isChanged = ({ pattern }: Target): boolean =>
    folders.has(folderOf(pattern.place)) ||
    base.edited.some(path => isModule(path) && path.startsWith(`patterns/${pattern.place.domain}/`));
  return { root, targets: every.filter(isChanged) };
}
