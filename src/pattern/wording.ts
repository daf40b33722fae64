import { visible } from './visible.ts';

/** Small pieces of sentences that several messages share. */

const longest = 80;

/** Text from a file as a code span: one line, bounded, nothing hidden in it, with a fence that the text cannot close. */
export function code(text: string): string {
  // A character may be spelled out in eight, so only a little more than what is shown is looked at.
  const flat = visible(
    text
      .slice(0, 10 * longest)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const characters = [...flat];
  const short = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : flat;
  const run = Math.max(0, ...(short.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(run + 1);
  const space = short.startsWith('`') || short.endsWith('`') ? ' ' : '';
  return `${fence}${space}${short || ' '}${space}${fence}`;
}

/** `a`, `b` or `c` */
export function oneOf(values: readonly string[]): string {
  const spans = values.map(code);
  const last = spans.pop() ?? '';
  return spans.length === 0 ? last : `${spans.join(', ')} or ${last}`;
}

/** `a`, `b` and `c` */
export function allOf(values: readonly string[]): string {
  const spans = values.map(code);
  const last = spans.pop() ?? '';
  return spans.length === 0 ? last : `${spans.join(', ')} and ${last}`;
}

/** `1 pattern`, `2 patterns` */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

/** A value of the front matter as people would write it. */
export function shown(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return code(String(value));
  return code(JSON.stringify(value) ?? 'nothing');
}
