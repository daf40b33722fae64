import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Returns the folder of the first pattern of a library, by path: `patterns/ml/…/…`. */
export function firstPatternIn(library: string): string {
  const names = readdirSync(join(library, 'patterns/ml'), { recursive: true, encoding: 'utf8' });
  const readme = names.filter(name => /^[^/]+\/[^/]+\/README\.md$/.test(name)).sort()[0];
  if (readme === undefined) throw new Error(`There is no pattern in ${library}.`);
  return `patterns/ml/${readme.replace('/README.md', '')}`;
}
