import type { Claim } from '../catalog/claim.ts';
import type { Parser } from '../examiner/open-parser.ts';
import type { GitHub } from '../github/client.ts';
import { readAddedReadmes } from '../github/read-added-readmes.ts';
import { readContents } from '../github/read-contents.ts';
import type { ParsedFile } from '../pattern/parsed-file.ts';
import { textOf } from '../pattern/pattern.ts';
import { folderOf } from '../pattern/place.ts';

/** What open pull requests claim, remembered by their heads. */
export type ClaimCache = {
  /** Of these pull requests; what is not known yet is read. */
  of(
    context: { github: GitHub; parser: Parser },
    repository: string,
    others: readonly { number: number; headOid: string }[],
  ): Promise<Claim[]>;
  /** Remembers what has been read anyway. */
  keep(repository: string, number: number, headOid: string, claims: Claim[]): void;
};

/** Of the most open pull requests that one installation will have; each is a few hundred bytes. */
const remembered = 5_000;

export function claimCache(): ClaimCache {
  const cache = new Map<string, Claim[]>();
  const keyOf = (repository: string, number: number, headOid: string): string =>
    `${repository} ${number} ${headOid}`;
  const keep: ClaimCache['keep'] = (repository, number, headOid, claims) => {
    cache.set(keyOf(repository, number, headOid), claims);
    for (const oldest of cache.keys()) if (cache.size > remembered) cache.delete(oldest);
  };
  return {
    keep,
    async of({ github, parser }, repository, others) {
      const unknown = others.filter(({ number, headOid }) => !cache.has(keyOf(repository, number, headOid)));
      const readmes = await readAddedReadmes(
        github,
        repository,
        unknown.map(({ number }) => number),
      );
      const wanted = unknown.flatMap(({ number, headOid }) =>
        (readmes.get(number) ?? []).map(path => ({ oid: headOid, path })),
      );
      const { files: sources } = await readContents(github, repository, wanted);
      const parsed = await parser.parse(sources.map(({ file }) => file));
      for (const { number, headOid } of unknown) {
        const own = parsed.filter((_, index) => sources[index]?.oid === headOid);
        const paths = new Set(readmes.get(number));
        keep(
          repository,
          number,
          headOid,
          claimsIn(
            number,
            own.filter(({ path }) => paths.has(path)),
          ),
        );
      }
      return others.flatMap(({ number, headOid }) => cache.get(keyOf(repository, number, headOid)) ?? []);
    },
  };
}

/** What a pull request claims with the READMEs that it adds. */
export function claimsIn(number: number, added: readonly ParsedFile[]): Claim[] {
  return added.flatMap(file =>
    file.kind === 'pattern'
      ? {
          number,
          fingerprint: textOf(file.pattern, 'fingerprint'),
          name: textOf(file.pattern, 'name'),
          folder: folderOf(file.pattern.place),
        }
      : [],
  );
}
