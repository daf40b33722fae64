import type { Library } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import { readTaxonomy, type Taxonomy } from '../catalog/taxonomy.ts';
import type { Parser } from '../examiner/open-parser.ts';
import { kindOf, type ParsedFile } from '../pattern/parsed-file.ts';
import { placeOf } from '../pattern/place.ts';
import { isReadable } from '../pattern/source-file.ts';
import type { LibraryFolder } from './find-library.ts';
import { ignoredIn, objectFormatOf } from './git.ts';
import { type FileOnDisk, readDomain } from './read-directory.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** A domain as it lies in the working directory. */
export type DomainOnDisk = {
  domain: string;
  files: ParsedFile[];
  library: Library;
  /** Null when it is missing or cannot be used; its diagnostics say why. */
  taxonomy: Taxonomy | null;
  sources: readonly FileOnDisk[];
  /** The texts that were read, by path, as positions count them. */
  texts: ReadonlyMap<string, string>;
  /** READMEs whose bytes could not be read, so that Git's id of them is unknown, and folders that could not be opened. */
  unread: string[];
};

/** Reads all domains of a library. A folder without a taxonomy counts as a domain once a pattern lies in it. */
export async function readLibrary(
  { root, domains }: LibraryFolder,
  parser: Parser,
): Promise<DomainOnDisk[] | Refusal> {
  const [ignored, objectFormat] = await Promise.all([ignoredIn(root), objectFormatOf(root)]);
  const found: DomainOnDisk[] = [];
  for (const domain of domains) {
    const files = await readDomain({ root, objectFormat, ignored }, domain);
    if (isRefusal(files)) return files;
    const paths = files.map(({ source }) => source.path);
    if (!paths.some(path => kindOf(path) === 'taxonomy' || kindOf(path) === 'pattern')) continue;
    const parsed = await parser.parse(files.map(file => file.source));
    found.push(domainOnDisk(domain, files, parsed));
  }
  return found;
}

/** The domains as they would be with other texts in some files. Git's ids stay those of what lies on the disk. */
export async function withTexts(
  domains: readonly DomainOnDisk[],
  texts: ReadonlyMap<string, string>,
  parser: Parser,
): Promise<DomainOnDisk[]> {
  const changed = [...texts].map(([path, text]) => ({ path, text }));
  const parsed = await parser.parse(changed);
  const sources = new Map(changed.map(source => [source.path, source]));
  const files = new Map(parsed.map(file => [file.path, file]));
  return domains.map(onDisk =>
    domainOnDisk(
      onDisk.domain,
      onDisk.sources.map(file => ({ ...file, source: sources.get(file.source.path) ?? file.source })),
      onDisk.files.map(file => files.get(file.path) ?? file),
    ),
  );
}

function domainOnDisk(
  domain: string,
  onDisk: readonly FileOnDisk[],
  parsed: readonly ParsedFile[],
): DomainOnDisk {
  const files = parsed.map((file, index) => blocked(onDisk[index]) ?? file);
  const blobs = new Map(onDisk.map(({ source, blob }) => [source.path, blob]));
  // Git knows no folders: a folder called README.md is a README that is missing.
  const inGit = files.filter(file => file.kind !== 'unreadable' || file.reason !== 'directory');
  return {
    domain,
    files,
    sources: onDisk,
    library: libraryOf(inGit, path => blobs.get(path) ?? null),
    taxonomy: taxonomyIn(files, domain),
    texts: new Map(
      onDisk.flatMap(({ source }) =>
        isReadable(source) ? [[source.path, source.text.replace(/^\uFEFF/, '')]] : [],
      ),
    ),
    unread: inGit
      .filter(
        file => isClosed(file) || (placeOf(file.path) !== null && (blobs.get(file.path) ?? null) === null),
      )
      .map(file => file.path),
  };
}

/** A link, a repository of its own or a closed door where folders of patterns are expected: it may hide patterns. */
function blocked(file: FileOnDisk | undefined): ParsedFile | null {
  if (!file || isReadable(file.source) || file.source.path.split('/').length > 4) return null;
  const { path, unreadable: reason } = file.source;
  if (kindOf(path) === 'index') return null;
  return { kind: 'unreadable', path, reason, detail: '' };
}

export function taxonomyIn(files: readonly ParsedFile[], domain: string): Taxonomy | null {
  const file = files.find(file => file.kind === 'taxonomy');
  return file?.kind === 'taxonomy' ? readTaxonomy(file.yaml, domain).taxonomy : null;
}

function isClosed(file: ParsedFile): boolean {
  return file.kind === 'unreadable' && file.reason === 'no-permission' && kindOf(file.path) === 'other';
}
