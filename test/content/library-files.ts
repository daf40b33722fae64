import { readdirSync, readFileSync } from 'node:fs';
import { readTaxonomy, type Taxonomy } from '../../src/catalog/taxonomy.ts';
import { positionsIn } from '../../src/pattern/position.ts';
import { parseYaml } from '../../src/pattern/yaml.ts';

const root = new URL('../../', import.meta.url);

export const taxonomyText = textOf('patterns/ml/taxonomy.yaml');

export function textOf(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** Paths of all patterns' READMEs, from the repository's root. */
export function patternPaths(): string[] {
  return readdirSync(new URL('patterns/ml/', root), { recursive: true, encoding: 'utf8' })
    .map(path => `patterns/ml/${path.replaceAll('\\', '/')}`)
    .filter(path => /^patterns\/ml\/[^/]+\/[^/]+\/README\.md$/.test(path))
    .sort();
}

/** Every text of the library below its categories, by path from the repository's root. */
export function libraryFiles(): Record<string, string> {
  const paths = readdirSync(new URL('patterns/ml/', root), { recursive: true, encoding: 'utf8' })
    .map(path => `patterns/ml/${path.replaceAll('\\', '/')}`)
    .filter(
      path => /^patterns\/ml\/[^/]+\/[^/]+\/[^/]+\.[a-z]+$/.test(path) && !path.includes('__pycache__'),
    );
  return Object.fromEntries(paths.sort().map(path => [path, textOf(path)]));
}

/** The library's taxonomy, read as the product reads it. */
export function libraryTaxonomy(): Taxonomy {
  const { taxonomy, problems } = readTaxonomy(parseYaml(taxonomyText, 0, positionsIn(taxonomyText)), 'ml');
  if (taxonomy === null) throw new Error(`the taxonomy cannot be used: ${JSON.stringify(problems)}`);
  return taxonomy;
}
