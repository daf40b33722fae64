import stringify from 'json-stringify-pretty-compact';

/** JSON in which a text of several lines is a list of them, so that a diff shows which one has changed. */
export function toJson(value: unknown): string {
  const replacer = (_: string, item: unknown): unknown =>
    typeof item === 'string' && item.includes('\n') ? { lines: item.split('\n') } : item;
  return `${stringify(value, { maxLength: 110, replacer })}\n`;
}

/** Reads what `toJson` wrote. */
export function fromJson(text: string): unknown {
  return JSON.parse(text, (_, item: unknown) => (isLines(item) ? item.lines.join('\n') : item));
}

function isLines(item: unknown): item is { lines: string[] } {
  return typeof item === 'object' && item !== null && 'lines' in item && Array.isArray(item.lines);
}
