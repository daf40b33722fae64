import { kindOf } from '../pattern/parsed-file.ts';
import { domainOf, patternFolderOf } from '../pattern/place.ts';
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
  /** Files whose text is needed: the README of each such folder, and handbook, taxonomy or index if they are changed. */
  toRead: string[];
};

export function touchedDomains(files: readonly ChangedFile[]): Touched[] {
  const domains = [...new Set(files.flatMap(({ path }) => domainOf(path) ?? []))].sort();
  return domains.map(domain => {
    const own = files.filter(({ path }) => domainOf(path) === domain);
    const present = own.filter(({ change }) => change !== 'deleted').map(({ path }) => path);
    const folders = [...new Set(own.flatMap(({ path }) => patternFolderOf(path) ?? []))].sort();
    const changedPolicy = present.filter(path => ['handbook', 'taxonomy', 'index'].includes(kindOf(path)));
    return {
      domain,
      edited: own.map(({ path }) => path),
      present,
      folders,
      toRead: [...folders.map(folder => `${folder}/README.md`), ...changedPolicy],
    };
  });
}

/** Markdown directly in `patterns/`, other than a page about the domains: it is in no domain, so nothing reads it. */
export function strayFiles(files: readonly ChangedFile[]): string[] {
  return files.flatMap(({ path, change }) =>
    change !== 'deleted' && /^patterns\/(?!README\.md$)[^/]+\.(md|markdown)$/i.test(path) ? [path] : [],
  );
}
