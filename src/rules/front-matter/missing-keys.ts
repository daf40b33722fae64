import patternSchema from '../../../schemas/pattern.schema.json' with { type: 'json' };
import type { Fix } from '../../pattern/diagnostic.ts';
import { keyValue, type Pattern } from '../../pattern/pattern.ts';
import { linesFix } from '../../pattern/value-fix.ts';
import type { FolderContext } from '../rule.ts';
import { templateLine } from './front-matter-template.ts';
import { renamedKeys } from './renamed-keys.ts';

/** One insertion for all keys that a pattern lacks, or null for a key that it does not bring. */
export type MissingKeys = { fixFor(key: string): Fix | null };

export function missingKeys(pattern: Pattern, keys: readonly string[], context: FolderContext): MissingKeys {
  const { frontMatter } = pattern;
  const present = frontMatter.state === 'read' ? Object.keys(Object(frontMatter.yaml.value)) : [];
  // A key that is there and misspelt is renamed, or it would be there twice.
  const known = Object.keys(patternSchema.properties);
  const renamed = new Set(renamedKeys(present, known).values());
  const inOrder = known.filter(key => keys.includes(key));
  const lines = new Map(
    inOrder.flatMap(key => {
      const isThere = renamed.has(key) || keyValue(pattern, key) !== undefined;
      const line = isThere ? null : templateLine(key, pattern, context);
      return line === null ? [] : [[key, line] as const];
    }),
  );
  const fix = linesFix(pattern, [...lines.values()]);
  return { fixFor: key => (lines.has(key) ? fix : null) };
}
