import type { Library } from '../catalog/library.ts';
import { isParsed, kindOf } from '../pattern/parsed-file.ts';
import { domainOf, folderOf, patternFolderOf } from '../pattern/place.ts';
import type { ChangedFile } from './snapshot.ts';

/** What a pull request touches of one domain, by paths alone. */
export type Touched = {
  domain: string;
  /** Every changed path below `patterns/<domain>`, deleted ones included. */
  edited: string[];
  /** Changed paths that are still there. */
  present: string[];
  /** Pattern folders with a change in them. */
  folders: string[];
};

export function touchedDomains(files: readonly ChangedFile[]): Touched[] {
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
export function pathsToRead({ domain, edited, present, folders }: Touched, { entries }: Library): string[] {
  const changed = present.filter(path => isParsed(path) || kindOf(path) === 'index');
  const unchanged = entries
    .filter(entry => folders.includes(folderOf(entry)))
    .flatMap(entry => Object.keys(entry.evidence.files).map(name => `${folderOf(entry)}/${name}`))
    .filter(path => !edited.includes(path));
  const readmes = folders.map(folder => `${folder}/README.md`);
  return [...new Set([...readmes, ...changed, ...unchanged])].filter(path => domainOf(path) === domain);
}

/** Markdown directly in `patterns/`, other than a page about the domains: it is in no domain, so nothing reads it. */
export function strayFiles(files: readonly ChangedFile[]): string[] {
  return files.flatMap(({ path, change }) =>
    change !== 'deleted' && /^patterns\/(?!README\.md$)[^/]+\.(md|markdown)$/i.test(path) ? [path] : [],
  );
}
