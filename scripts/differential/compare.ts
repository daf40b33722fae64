import type { Nodes } from 'mdast';
import { type BodyParser, parseWithMicromark } from '../../src/pattern/micromark.ts';

/** Says where a parser's tree of a text first differs from that of the reference, keys and their order included; null when nowhere. */
export function differenceIn(text: string, parse: BodyParser): string | null {
  const expected = parseWithMicromark(text);
  const found = parse(text);
  if (JSON.stringify(expected) === JSON.stringify(found)) return null;
  return firstDifference(expected, found, 'root') ?? 'keys stand in another order';
}

function firstDifference(expected: Nodes, found: Nodes, path: string): string | null {
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    if (key === 'children') continue;
    const [wanted, got] = [expected, found].map(node => JSON.stringify(Reflect.get(node, key)));
    if (wanted !== got) return `${path}: ${key} is ${got}, and should be ${wanted}`;
  }
  const [wanted, got] = [expected, found].map(node => ('children' in node ? node.children : [])) as [
    Nodes[],
    Nodes[],
  ];
  for (const [index, child] of wanted.entries()) {
    const other = got[index];
    if (!other) return `${path}: ${child.type} ${index} is missing`;
    const difference = firstDifference(child, other, `${path} > ${child.type} ${index}`);
    if (difference !== null) return difference;
  }
  return got.length > wanted.length ? `${path}: there are ${got.length - wanted.length} more children` : null;
}
