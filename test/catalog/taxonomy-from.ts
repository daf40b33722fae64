import { readTaxonomy, type Taxonomy } from '../../src/catalog/taxonomy.ts';
import { positionsIn } from '../../src/pattern/position.ts';
import { parseYaml } from '../../src/pattern/yaml.ts';

/** A taxonomy that a test writes as text. */
export function taxonomyFrom(text: string): Taxonomy {
  const { taxonomy, problems } = readTaxonomy(parseYaml(text, 0, positionsIn(text)), 'ml');
  if (taxonomy === null) throw new Error(JSON.stringify(problems));
  return taxonomy;
}
