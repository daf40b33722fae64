import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { readTaxonomy, type Taxonomy } from '../../src/catalog/taxonomy.ts';
import { decode } from '../../src/cli/decode.ts';
import type { Folder, FolderPolicy } from '../../src/inspection/examine.ts';
import { isParsed } from '../../src/pattern/file-kind.ts';
import { domainOf } from '../../src/pattern/place.ts';
import { positionsIn } from '../../src/pattern/position.ts';
import type { SourceFile } from '../../src/pattern/source-file.ts';
import { parseYaml } from '../../src/pattern/yaml.ts';

/** A folder, by what it is to be examined, and where it comes from. */
export type Sample = { name: string; folder: Folder; policy: FolderPolicy };

const ownRoot = join(import.meta.dirname, '../..');

/**
 * Every folder below a place on the disk whose files are read, of all libraries that are there. A library without a taxonomy, as
 * what a pull request changes is recorded, is examined by that of `fallback`.
 */
export function samplesBelow(place: string, fallback = ownRoot): Sample[] {
  const files = globSync('**/*', { cwd: place, withFileTypes: true, exclude: ['**/node_modules'] })
    .filter(entry => entry.isFile())
    .map(entry => resolve(entry.parentPath, entry.name).split(sep).join('/'));
  const byRoot = Map.groupBy(files.sort(), path => path.slice(0, path.lastIndexOf('/patterns/')));
  const taxonomyOf = remembered((path: string) =>
    existsSync(path) ? taxonomyIn(readFileSync(path, 'utf8'), domainOf(path) ?? '') : null,
  );
  return [...byRoot].flatMap(([root, own]) => {
    const sources = own
      .map(path => ({ path: path.slice(root.length + 1), at: path }))
      .filter(({ path }) => domainOf(path) !== null && isParsed(path))
      .map(({ path, at }) => decode(path, readFileSync(at)));
    return samplesOf(root, sources, domain => {
      const file = `patterns/${domain}/taxonomy.yaml`;
      return taxonomyOf(join(existsSync(join(root, file)) ? root : fallback, file));
    });
  });
}

/** The folders of these files, each by the taxonomy of its domain. */
export function samplesOf(
  name: string,
  files: readonly SourceFile[],
  taxonomyOf: (domain: string) => Taxonomy | null,
): Sample[] {
  const read = files.filter(({ path }) => isParsed(path));
  return [...Map.groupBy(read, ({ path }) => dirname(path))].map(([path, own]) => {
    const domain = domainOf(`${path}/x`) ?? '';
    return {
      name: `${name}/${path}`,
      folder: { path, files: own },
      policy: { domain, taxonomy: taxonomyOf(domain), rules: true },
    };
  });
}

/** Null: it cannot be used. */
function taxonomyIn(text: string, domain: string): Taxonomy | null {
  return readTaxonomy(parseYaml(text, 0, positionsIn(text)), domain).taxonomy;
}

/** The same taxonomy is the same object, so that folders can be examined together. */
function remembered(make: (path: string) => Taxonomy | null): (path: string) => Taxonomy | null {
  const made = new Map<string, Taxonomy | null>();
  return path => {
    const known = made.get(path);
    if (known !== undefined) return known;
    const taxonomy = make(path);
    made.set(path, taxonomy);
    return taxonomy;
  };
}
