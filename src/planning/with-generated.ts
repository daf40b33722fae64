import { readReproductions } from '../catalog/reproductions.ts';
import { blobId } from '../pattern/digests.ts';
import { domainOf } from '../pattern/place.ts';
import type { DomainAt } from './read-domains.ts';

/** Domains as a commit of generated files leaves them: the texts, by path, are all that it changes. */
export function withGenerated(
  domains: readonly DomainAt[],
  files: Readonly<Record<string, string>>,
): DomainAt[] {
  return domains.map(one => {
    const folder = `patterns/${one.domain}`;
    const own = Object.entries(files).filter(([path]) => domainOf(path) === one.domain);
    const written = own.map(([path, text]) => ({ path, id: blobId(text) }));
    const records = files[`${folder}/reproductions.json`];
    const { reproductions } = one.library;
    return {
      ...one,
      listed: [...one.listed.filter(({ path }) => !Object.hasOwn(files, path)), ...written],
      indexJson: files[`${folder}/index.json`] ?? one.indexJson,
      library: {
        ...one.library,
        reproductions: records === undefined ? reproductions : readReproductions(records),
      },
    };
  });
}
