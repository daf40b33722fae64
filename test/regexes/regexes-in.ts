import { type Node, parseSync } from 'oxc-parser';

/** A regular expression of the program; `source` is null where it is put together when the program runs. */
export type Written = { source: string | null; flags: string; line: number; code: string };

/** Returns all regular expressions of a file: those between slashes, and those that are made by `RegExp`. */
export function regexesIn(path: string, text: string): Written[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const found: Written[] = [];
  const add = (node: Node, source: string | null, flags: string): void => {
    const line = text.slice(0, node.start).split('\n').length;
    found.push({ source, flags, line, code: text.slice(node.start, node.end).replace(/\s+/g, ' ') });
  };
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isNode(value)) {
      if (value.type === 'Literal' && 'regex' in value) add(value, value.regex.pattern, value.regex.flags);
      if (value.type === 'NewExpression' || value.type === 'CallExpression') {
        const [pattern, flags] = value.arguments;
        if (value.callee.type === 'Identifier' && value.callee.name === 'RegExp')
          add(value, stringOf(pattern), stringOf(flags) ?? '');
      }
    }
    for (const child of Object.values(value)) walk(child);
  };
  walk(program);
  return found;
}

function isNode(value: object): value is Node {
  return 'type' in value && typeof value.type === 'string';
}

function stringOf(node: unknown): string | null {
  return typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string'
    ? node.value
    : null;
}
