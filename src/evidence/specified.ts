import patternSchema from '../../schemas/pattern.schema.json' with { type: 'json' };
import { keyValue, type Pattern } from '../pattern/pattern.ts';

/** A figure that the specification gives for a pattern, in one of its own keys. */
export type SpecifiedFigure = { key: string; value: string; pointer: string };

const ownKeys = Object.entries(patternSchema.properties).flatMap(([key, value]) =>
  '$ref' in value && value.$ref === '#/$defs/open' ? [key] : [],
);

/** All figures in the specification's own keys, by path: `hit_rate`, `benefits.speedup`. */
export function specifiedFigures(pattern: Pattern): SpecifiedFigure[] {
  return ownKeys.flatMap(key => figuresIn(keyValue(pattern, key), key, `/${key}`));
}

function figuresIn(value: unknown, key: string, pointer: string): SpecifiedFigure[] {
  if (typeof value === 'number') return [{ key, value: String(value), pointer }];
  if (typeof value === 'string') return /\d/.test(value) ? [{ key, value, pointer }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    figuresIn(item, Array.isArray(value) ? key : `${key}.${name}`, `${pointer}/${name}`),
  );
}
