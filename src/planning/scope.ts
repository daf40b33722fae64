import type { Library } from '../catalog/library.ts';
import type { Scope } from '../inspection/inspect.ts';
import { isParsed, kindOf } from '../pattern/file-kind.ts';
import { domainOf, evidenceFiles, folderOf, patternFolderOf } from '../pattern/place.ts';
import type { ChangedFile } from '../review/snapshot.ts';

/** The scope of a change that is known file by file. */
export type TouchedScope = Scope & { edited: readonly string[] };

/** What a change touches, by paths alone: a scope for each domain, with the pattern folders that have a change in them. */
export function scopesOf(files: readonly ChangedFile[]): TouchedScope[] {
  const domains = [...new Set(files.flatMap(({ path }) => domainOf(path) ?? []))].sort();
  return domains.map(domain => {
    const own = files.filter(({ path }) => domainOf(path) === domain);
    const present = own.filter(({ change }) => change !== 'deleted').map(({ path }) => path);
    const folders = [...new Set(own.flatMap(({ path }) => patternFolderOf(path) ?? []))].sort();
    return {
      domain,
      edited: own.map(({ path }) => path),
      present,
      folders,
    };
  });
}

/**
 * Files whose text is needed: whatever of these kinds is changed, and of each touched folder the README and what lies
 * beside it as proof. The library tells what that is, so nothing is asked for that is not there.
 */
export function pathsToRead({ domain, edited, present, folders }: TouchedScope, library: Library): string[] {
  const { entries, unlisted } = library;
  const changed = present.filter(path => isParsed(path) || kindOf(path) === 'index');
  const unchanged = [
    ...entries.map(entry => ({ folder: folderOf(entry), names: Object.keys(entry.evidence.files) })),
    // Of a pattern that could not be listed, nobody has noted what lies beside it.
    ...unlisted.map(item => ({ folder: folderOf(item), names: evidenceFiles })),
  ]
    .filter(({ folder }) => folders.includes(folder))
    .flatMap(({ folder, names }) => names.map(name => `${folder}/${name}`))
    .filter(path => !edited.includes(path));
  const readmes = folders.map(folder => `${folder}/README.md`);
  return [...new Set([...readmes, ...changed, ...unchanged])].filter(path => domainOf(path) === domain);
}

/** The same domain as it was: without what the change adds, and with what it removes. */
export function presentBefore(scope: TouchedScope, files: readonly ChangedFile[]): TouchedScope {
  const there = new Set(files.flatMap(({ path, change }) => (change === 'added' ? [] : path)));
  return { ...scope, present: scope.edited.filter(path => there.has(path)) };
}

/** Files whose text before the change is needed, to tell apart what it brings. Nobody needs an old index. */
export function pathsBefore(scope: TouchedScope, files: readonly ChangedFile[], library: Library): string[] {
  const known = new Set([...library.entries, ...library.unlisted].map(folderOf));
  const before = presentBefore(scope, files);
  const folders = scope.folders.filter(folder => known.has(folder));
  return pathsToRead({ ...before, folders }, library).filter(path => kindOf(path) !== 'index');
}

/** Whether a changed file is the README of a pattern that will be there. */
export function writesPattern({ path, change }: ChangedFile): boolean {
  return change !== 'deleted' && kindOf(path) === 'pattern';
}
