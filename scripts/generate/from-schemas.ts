import { typesFrom } from './types-from.ts';
import { validatorFrom } from './validator-from.ts';

const validator = (schemaFile: string, folder: string) => async (): Promise<string> =>
  validatorFrom(schemaFile, folder === 'pattern' ? './schema.ts' : '../pattern/schema.ts');

const outputs: Record<string, () => Promise<string>> = {
  'src/pattern/front-matter.generated.ts': () => typesFrom('pattern.schema.json', 'FrontMatterKeys'),
  'src/pattern/front-matter-validator.generated.ts': validator('pattern.schema.json', 'pattern'),
  'src/catalog/taxonomy.generated.ts': () => typesFrom('taxonomy.schema.json', 'Taxonomy'),
  'src/catalog/taxonomy-validator.generated.ts': validator('taxonomy.schema.json', 'catalog'),
  'src/evidence/results.generated.ts': () => typesFrom('results.schema.json', 'Results'),
  'src/evidence/results-validator.generated.ts': validator('results.schema.json', 'evidence'),
  'src/catalog/reproductions.generated.ts': () => typesFrom('reproductions.schema.json', 'Reproductions'),
  'src/catalog/reproductions-validator.generated.ts': validator('reproductions.schema.json', 'catalog'),
  'src/catalog/index-file.generated.ts': () => typesFrom('index.schema.json', 'IndexFile'),
  'src/catalog/index-file-validator.generated.ts': validator('index.schema.json', 'catalog'),
  'src/catalog/index-shard.generated.ts': () => typesFrom('index-shard.schema.json', 'IndexShard'),
  'src/catalog/index-shard-validator.generated.ts': validator('index-shard.schema.json', 'catalog'),
};

/** Makes types and validators of the JSON Schemas alone: the program needs them, so none of it is loaded here. */
export async function fromSchemas(): Promise<Record<string, string>> {
  const made = Object.entries(outputs).map(async ([path, make]) => [path, await make()] as const);
  return Object.fromEntries(await Promise.all(made));
}
