import { movedFolders } from '../catalog/fate.ts';
import { emptyLibrary } from '../catalog/library.ts';
import type { Parser } from '../examiner/open-parser.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { isParsed, kindOf, type ParsedFile, parseFile } from '../pattern/parsed-file.ts';
import { domainOf, patternFolderOf } from '../pattern/place.ts';
import { ruleReport } from './check-domain.ts';
import type { Base } from './read-base.ts';
import type { DomainOnDisk } from './read-library.ts';
import { pathsAt, readBlobs } from './read-tree.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** What the rules say of a domain as it was, and from which folder each moved pattern comes. */
export type Before = { diagnostics: Diagnostic[]; moved: ReadonlyMap<string, string> };

/** Looks at the state before the change as at the one after it: by the same rules and the same taxonomy. */
export async function checkBefore(
  root: string,
  domains: readonly DomainOnDisk[],
  base: Base,
  parser: Parser,
): Promise<Map<string, Before> | Refusal> {
  const present = await pathsAt(root, base.commit);
  if (isRefusal(present)) return present;
  const found = new Map<string, Before>();
  for (const onDisk of domains) {
    const files = await filesBefore(root, onDisk, base, parser);
    if (isRefusal(files)) return files;
    found.set(
      onDisk.domain,
      beforeOf(onDisk, base, files, path => present.has(path)),
    );
  }
  return found;
}

function beforeOf(
  { domain, library, taxonomy }: DomainOnDisk,
  base: Base,
  files: ParsedFile[],
  exists: (path: string) => boolean,
): Before {
  const before = base.domains.get(domain) ?? { library: emptyLibrary, taxonomy: null };
  const change = { domain, files, edited: [] };
  const given = { library: before.library, base: before.library, exists };
  const { diagnostics } = ruleReport(change, before.taxonomy ?? taxonomy, given);
  const touched = new Set(base.edited.map(patternFolderOf));
  return { diagnostics, moved: movedFolders(before.library, library, touched) };
}

/** Where a file is expected. Git knows only what lies in it. */
function isFolder(file: ParsedFile): boolean {
  return file.kind === 'unreadable' && file.reason === 'directory';
}

/** The files as they were: what the change does not touch is on disk already. */
async function filesBefore(
  root: string,
  onDisk: DomainOnDisk,
  { tree, edited }: Base,
  parser: Parser,
): Promise<ParsedFile[] | Refusal> {
  const touched = new Set(edited);
  const own = tree.filter(({ path }) => domainOf(path) === onDisk.domain && touched.has(path));
  const isRead = (path: string): boolean => isParsed(path) || kindOf(path) === 'index';
  const sources = await readBlobs(
    root,
    own.filter(({ path }) => isRead(path)),
  );
  if (isRefusal(sources)) return sources;
  return [
    ...onDisk.files.filter(file =>
      isFolder(file) ? tree.some(({ path }) => path.startsWith(`${file.path}/`)) : !touched.has(file.path),
    ),
    ...(await parser.parse(sources)),
    ...own
      .filter(({ path }) => !isRead(path))
      .map(({ path }) => parseFile({ path, unreadable: 'directory' })),
  ];
}
