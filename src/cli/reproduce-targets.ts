import type { Examiner } from '../examiner/open-examiner.ts';
import { folderOf, isModule, patternFolderOf } from '../pattern/place.ts';
import { visible } from '../pattern/visible.ts';
import type { DomainAt } from '../planning/read-domains.ts';
import { isThere } from './directory-tree.ts';
import { findBase } from './find-base.ts';
import { findLibrary } from './find-library.ts';
import { type ParsedFolder, parseFolder } from './parse-folder.ts';
import { changedSince } from './read-base.ts';
import { readWorkingTree } from './read-working-tree.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { isUnder, notThere, selectPaths } from './select-paths.ts';

/** A pattern with a benchmark. */
export type Target = ParsedFolder & { domain: DomainAt };

export type Asked = { named: readonly string[]; all: boolean; changed: boolean; base: string | undefined };

/** A folder with a benchmark.py in it, and the fingerprint of its pattern where that can be listed. */
type Candidate = { folder: string; fingerprint: string | null; domain: DomainAt };

/** The patterns that were asked for, each with a benchmark.py; a refusal when a name leads to none. */
export async function targetsOf(
  directory: string,
  asked: Asked,
  examiner: Examiner,
): Promise<{ root: string; targets: Target[] } | Refusal> {
  const { named, all, changed } = asked;
  if ([named.length > 0, all, changed].filter(Boolean).length !== 1)
    return { refusal: 'Name fingerprints or folders, or say --all or --changed.' };
  const library = await findLibrary(directory);
  if (isRefusal(library)) return library;
  const { root } = library;
  const read = await readWorkingTree(library, examiner);
  const candidates = await askedFor(directory, root, asked, read.domains.flatMap(benchmarked));
  if (isRefusal(candidates)) return candidates;
  // It runs what lies on the disk; a sparse checkout has the rest in Git only.
  const away = candidates.find(({ folder }) => !isThere(root, `${folder}/benchmark.py`));
  if (away)
    return {
      refusal: `${visible(away.folder)} is not checked out here. Get it with: git sparse-checkout add ${visible(away.folder)}`,
    };
  const targets: Target[] = [];
  for (const { folder, domain } of candidates) {
    const parsed = await parseFolder(examiner, read.tree, folder);
    if (parsed?.files.get(`${folder}/benchmark.py`)?.kind === 'script') targets.push({ ...parsed, domain });
  }
  return { root, targets };
}

function askedFor(
  directory: string,
  root: string,
  { named, all, changed, base }: Asked,
  every: readonly Candidate[],
): Promise<readonly Candidate[] | Refusal> | readonly Candidate[] {
  if (all) return every;
  return changed ? changedOf(root, every, base) : allNamed(directory, named, every);
}

function benchmarked(domain: DomainAt): Candidate[] {
  const { library, listed } = domain;
  const fingerprints = new Map(library.entries.map(entry => [folderOf(entry), entry.fingerprint]));
  return listed.flatMap(({ path, unreadable }) => {
    const folder = patternFolderOf(path);
    if (folder === null || path !== `${folder}/benchmark.py` || unreadable) return [];
    return [{ folder, fingerprint: fingerprints.get(folder) ?? null, domain }];
  });
}

async function allNamed(
  directory: string,
  named: readonly string[],
  every: readonly Candidate[],
): Promise<Candidate[] | Refusal> {
  const targets = new Set<Candidate>();
  for (const name of named) {
    const found = await targetsNamed(directory, name, every);
    if (isRefusal(found)) return found;
    for (const one of found) targets.add(one);
  }
  return [...targets];
}

async function targetsNamed(
  directory: string,
  name: string,
  every: readonly Candidate[],
): Promise<Candidate[] | Refusal> {
  const byFingerprint = every.filter(({ fingerprint }) => fingerprint === name.toUpperCase());
  if (byFingerprint.length > 0) return byFingerprint;
  if (/^[A-Za-z]+-[A-Za-z]+-\d+$/.test(name))
    return { refusal: `No pattern with a benchmark.py has the fingerprint ${visible(name)}.` };
  const selection = await selectPaths(directory, [name]);
  if (isRefusal(selection)) return selection;
  const absent = selection.selected.find(({ isThere }) => !isThere);
  if (absent) return notThere(absent.typed);
  const under = every.filter(({ folder }) =>
    selection.selected.some(selected => isUnder(selected, `${folder}/README.md`)),
  );
  return under.length > 0 ? under : { refusal: `No pattern under ${visible(name)} has a benchmark.py.` };
}

async function changedOf(
  root: string,
  every: readonly Candidate[],
  ref: string | undefined,
): Promise<Candidate[] | Refusal> {
  const base = await findBase(root, ref);
  if (isRefusal(base)) return base;
  const changed = await changedSince(root, base.commit);
  if (isRefusal(changed)) return changed;
  const folders = new Set(changed.map(patternFolderOf));
  return every.filter(
    ({ folder, domain: { domain } }) =>
      folders.has(folder) || changed.some(path => isModule(path) && path.startsWith(`patterns/${domain}/`)),
  );
}
