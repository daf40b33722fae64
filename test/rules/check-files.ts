import { libraryOf } from '../../src/catalog/library-of.ts';
import { readTaxonomy } from '../../src/catalog/taxonomy.ts';
import { type ParsedFile, parseFile } from '../../src/pattern/parsed-file.ts';
import { positionsIn } from '../../src/pattern/position.ts';
import { parseYaml } from '../../src/pattern/yaml.ts';
import { check, type Report } from '../../src/rules/check.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import type { Example } from '../../src/rules/rule.ts';

export type Files = Record<string, string>;

const blob = '0'.repeat(40);
export const parsed = (files: Files): ParsedFile[] =>
  Object.entries(files).map(([path, text]) => parseFile({ path, text }));

/** Checks a library given as texts by path, as the App and the command line do it. */
export function checkFiles(
  { files, base, claims }: Example,
  taxonomyText = exampleTaxonomy,
  pullRequest?: number,
): Report {
  const { taxonomy } = readTaxonomy(parseYaml(taxonomyText, 0, positionsIn(taxonomyText)), 'ml');
  if (taxonomy === null) throw new Error('the taxonomy for the test is broken');
  const after = parsed(files);
  const paths = Object.keys(files);
  const edited =
    base && [...new Set([...paths, ...Object.keys(base)])].filter(path => files[path] !== base[path]);
  return check(
    { domain: 'ml', files: after, edited: edited ?? null },
    {
      taxonomy,
      library: libraryOf(after, () => blob),
      base: base ? libraryOf(parsed(base), () => blob) : null,
      claims: claims ?? null,
      ...(pullRequest !== undefined && { pullRequest }),
      exists: path => paths.some(file => file === path || file.startsWith(`${path}/`)),
    },
  );
}
