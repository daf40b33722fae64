import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Reads in which folder of src/rules each file lies, by its name without ending: rules are grouped by folder. */
export function ruleFolders(): ReadonlyMap<string, string> {
  const files = globSync('src/rules/*/*.ts', { cwd: new URL('../..', import.meta.url) });
  return new Map(files.map(file => [basename(file, '.ts'), basename(dirname(file))]));
}
