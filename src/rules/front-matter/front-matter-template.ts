import patternSchema from '../../../schemas/pattern.schema.json' with { type: 'json' };
import { headingText } from '../../pattern/markdown.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { plainOrQuoted } from '../../pattern/value-fix.ts';
import { visible } from '../../pattern/visible.ts';
import type { FolderContext } from '../rule.ts';

type Property = { description?: string; type?: string; enum?: string[] };
const { name: nameSchema } = patternSchema.properties;
const properties = patternSchema.properties as Record<string, Property>;

/** A key of the front matter as a line: with its value where that follows from the library, else with text to be replaced. */
export function templateLine(key: string, pattern: Pattern, context: FolderContext): string | null {
  if (key === 'fingerprint' || key === 'name' || key === 'category') {
    const value = knownValue(key, pattern, context);
    return value === null ? null : `${key}: ${plainOrQuoted(value)}`;
  }
  const { description = '', type, enum: choices } = properties[key] ?? {};
  // `template-text` finds the word, so that nobody merges it by accident.
  if (choices) return `${key}: TODO # ${choices.join(', ')}`;
  return type === 'array' ? `${key}: [TODO]` : `${key}: ${plainOrQuoted(`TODO ${description}`.trim())}`;
}

/** What a key must say, as far as folder, text and library tell. */
export function knownValue(
  key: 'fingerprint' | 'name' | 'category',
  pattern: Pattern,
  { taxonomy, fingerprintFor }: FolderContext,
): string | null {
  const { category } = pattern.place;
  if (key === 'fingerprint') return fingerprintFor();
  if (key === 'name') return nameFor(pattern);
  return taxonomy.categories.some(({ id }) => id === category) ? category : null;
}

/** The title, else the folder's name with capitals. */
function nameFor({ body, place }: Pattern): string | null {
  const title = body.children.find(node => node.type === 'heading' && node.depth === 1);
  const heading = title?.type === 'heading' ? headingText(title).trim() : '';
  const words = place.slug.replace(
    /(^|-)([a-z])/g,
    (_, hyphen, letter) => `${hyphen && ' '}${letter.toUpperCase()}`,
  );
  return [heading, words.replaceAll('-', ' ')].find(isName) ?? null;
}

function isName(text: string): boolean {
  return text.length >= nameSchema.minLength && text.length <= nameSchema.maxLength && visible(text) === text;
}
