import type { Claim } from '../catalog/claim.ts';
import type { FileFacts } from '../catalog/file-facts.ts';
import type { LentExaminer } from '../examiner/examiner-pool.ts';
import type { GitHub } from '../github/client.ts';
import { readAddedReadmes } from '../github/read-added-readmes.ts';
import { readContents } from '../github/read-contents.ts';
import { factsOnly } from '../inspection/examine.ts';
import { limits } from '../pattern/limits.ts';
import { folderOf, patternFolderOf } from '../pattern/place.ts';
import { isReadable, type SourceFile } from '../pattern/source-file.ts';

/** What open pull requests claim, remembered by their heads. */
export type ClaimCache = {
  /** Of these pull requests; what is not known yet is read. */
  of(
    context: { github: GitHub; examiner: LentExaminer },
    repositoryId: string,
    others: readonly { number: number; headOid: string }[],
  ): Promise<Claim[]>;
  /** Remembers what has been read anyway. */
  keep(repositoryId: string, number: number, headOid: string, claims: Claim[]): void;
};

/** Of the most open pull requests that one installation will have; each is a few hundred bytes. */
const remembered = 5_000;

/** READMEs of others that are in memory at once: what one request gives. */
const readAtOnce = 50;

/** A longer name is no usable one. */
const maxNameCharacters = 500;

export function claimCache(): ClaimCache {
  const cache = new Map<string, Claim[]>();
  const keyOf = (repositoryId: string, number: number, headOid: string): string =>
    `${repositoryId} ${number} ${headOid}`;
  const keep: ClaimCache['keep'] = (repositoryId, number, headOid, claims) => {
    cache.set(keyOf(repositoryId, number, headOid), claims);
    for (const oldest of cache.keys()) if (cache.size > remembered) cache.delete(oldest);
  };
  return {
    keep,
    async of({ github, examiner }, repositoryId, others) {
      const unknown = others.filter(
        ({ number, headOid }) => !cache.has(keyOf(repositoryId, number, headOid)),
      );
      const readmes = await readAddedReadmes(
        github,
        repositoryId,
        unknown.map(({ number }) => number),
      );
      const wanted = unknown.flatMap(({ number, headOid }) =>
        (readmes.get(number) ?? []).map(path => ({ oid: headOid, path })),
      );
      const facts = new Map<string, FileFacts[]>();
      for (let from = 0; from < wanted.length; from += readAtOnce) {
        const part = wanted.slice(from, from + readAtOnce);
        const { files: sources } = await readContents(github, repositoryId, part);
        const folders = sources.map(({ path, file }) => ({
          path: patternFolderOf(path) ?? path,
          files: [claimingPart(file)],
        }));
        const examined = await examiner.examine(folders, factsOnly);
        for (const [index, { files }] of examined.entries()) {
          const oid = sources[index]?.oid ?? '';
          facts.set(oid, [...(facts.get(oid) ?? []), ...files]);
        }
      }
      for (const { number, headOid } of unknown) {
        const paths = new Set(readmes.get(number));
        const added = (facts.get(headOid) ?? []).filter(({ path }) => paths.has(path));
        keep(repositoryId, number, headOid, claimsIn(number, added));
      }
      return others.flatMap(({ number, headOid }) => cache.get(keyOf(repositoryId, number, headOid)) ?? []);
    },
  };
}

/**
 * A README as far as it says what it takes: its front matter. How others write the rest must not hold up a pull request that has
 * nothing to do with it.
 */
function claimingPart(file: SourceFile): SourceFile {
  if (!isReadable(file)) return file;
  const end = file.text.slice(0, limits.frontMatterCharacters + 100).search(/\n---[ \t]*\r?(?:\n|$)/);
  return { path: file.path, text: end === -1 ? '' : `${file.text.slice(0, end)}\n---\n` };
}

/** What a pull request claims with the READMEs that it adds. */
export function claimsIn(number: number, added: readonly FileFacts[]): Claim[] {
  return added.flatMap(file => {
    if (file.kind !== 'pattern') return [];
    const { fingerprint, place } = file.pattern;
    const name = (file.pattern.name?.length ?? 0) > maxNameCharacters ? null : file.pattern.name;
    return { number, fingerprint, name, folder: folderOf(place) };
  });
}
