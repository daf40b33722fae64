import type { AlignType, Nodes, Parents, Root } from 'mdast';

/** Says that a buffer is not laid out as the pinned version of satteri does it. */
class UnknownLayout extends Error {}

/**
 * Reads satteri's serialised tree into the plain objects that remark gives: the same keys in the same order, all made at once.
 * satteri's own reader gives other keys, and comes with all that it takes to compile HTML and MDX.
 */
export function readSatteriTree(bytes: Uint8Array): Root {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  if (word(header.magic) !== magic || word(header.kind) !== mdastKind)
    throw new UnknownLayout('no tree of this kind is read here');
  const fieldsStart = word(header.fields);
  const childIdsStart = word(header.childIds);
  const stringOf = stringsIn(bytes.subarray(word(header.pool), word(header.pool) + word(header.poolLength)));
  const read: Fields = {
    byte: at => view.getUint8(at),
    word,
    string: at => stringOf(word(at), word(at) + word(at + 4)),
  };
  const [first, size, count] = [word(header.nodes), word(header.nodeSize), word(header.nodeCount)];
  const nodes: Nodes[] = [];
  for (let at = first; at < first + count * size; at += size)
    nodes.push(
      nodeOf(read, view.getUint8(at + field.type), fieldsStart + word(at + field.fields), {
        start: {
          line: word(at + field.startLine),
          column: word(at + field.startColumn),
          offset: word(at + field.startOffset),
        },
        end: {
          line: word(at + field.endLine),
          column: word(at + field.endColumn),
          offset: word(at + field.endOffset),
        },
      }),
    );
  for (let id = 0; id < count; id += 1) {
    const at = first + id * size;
    const from = childIdsStart + 4 * word(at + field.firstChild);
    const to = from + 4 * word(at + field.childCount);
    if (from === to) continue;
    const { children } = nodes[id] as Parents;
    for (let child = from; child < to; child += 4) children.push(nodes[word(child)] as never);
  }
  const [root] = nodes;
  if (root?.type !== 'root') throw new UnknownLayout('the first node is no root');
  return root;
}

type Position = NonNullable<Root['position']>;
type Fields = { byte(at: number): number; word(at: number): number; string(at: number): string };

const magic = 0x5241444d;
const mdastKind = 1;

/** Where the numbers of the header stand, in bytes. */
const header = {
  magic: 0,
  kind: 4,
  nodeSize: 8,
  nodeCount: 12,
  nodes: 16,
  childIds: 24,
  fields: 32,
  poolLength: 36,
  pool: 40,
};

/** Where the numbers of a node stand. */
const field = {
  type: 4,
  startOffset: 12,
  endOffset: 16,
  startLine: 20,
  startColumn: 24,
  endLine: 28,
  endColumn: 32,
  firstChild: 36,
  childCount: 40,
  fields: 44,
};

type Maker = (read: Fields, at: number, position: Position) => Nodes;

/** Makes the nodes of each type, in satteri's order of types. */
const makers: readonly Maker[] = [
  (_, _at, position) => ({ type: 'root', children: [], position }),
  (_, _at, position) => ({ type: 'paragraph', children: [], position }),
  ({ byte }, at, position) => ({ type: 'heading', depth: byte(at) as 1, children: [], position }),
  (_, _at, position) => ({ type: 'thematicBreak', position }),
  (_, _at, position) => ({ type: 'blockquote', children: [], position }),
  ({ byte, word }, at, position) => {
    const ordered = byte(at + 4) !== 0;
    const start = ordered ? word(at) : null;
    return { type: 'list', ordered, start, spread: byte(at + 5) !== 0, children: [], position };
  },
  ({ byte }, at, position) => {
    const checked = byte(at) === 2 ? null : byte(at) === 1;
    return { type: 'listItem', spread: byte(at + 1) !== 0, checked, children: [], position };
  },
  ({ string }, at, position) => ({ type: 'html', value: string(at), position }),
  ({ string }, at, position) => {
    const [lang, meta, value] = [string(at) || null, string(at + 8) || null, string(at + 16)];
    return { type: 'code', lang, meta, value, position };
  },
  ({ string }, at, position) => {
    const [url, title, identifier, label] = [
      string(at),
      string(at + 8) || null,
      string(at + 16),
      string(at + 24),
    ];
    return { type: 'definition', identifier, label, title, url, position };
  },
  ({ string }, at, position) => ({ type: 'text', value: string(at), position }),
  (_, _at, position) => ({ type: 'emphasis', children: [], position }),
  (_, _at, position) => ({ type: 'strong', children: [], position }),
  ({ string }, at, position) => ({ type: 'inlineCode', value: string(at), position }),
  (_, _at, position) => ({ type: 'break', position }),
  ({ string }, at, position) => ({
    type: 'link',
    title: string(at + 8) || null,
    url: string(at),
    children: [],
    position,
  }),
  ({ string }, at, position) => ({
    type: 'image',
    title: string(at + 16) || null,
    url: string(at),
    alt: string(at + 8),
    position,
  }),
  ({ byte, string }, at, position) => ({
    type: 'linkReference',
    children: [],
    position,
    label: string(at + 8),
    identifier: string(at),
    referenceType: referenceTypes[byte(at + 16)] ?? 'shortcut',
  }),
  ({ byte, string }, at, position) => ({
    type: 'imageReference',
    alt: string(at + 20),
    position,
    label: string(at + 8),
    identifier: string(at),
    referenceType: referenceTypes[byte(at + 16)] ?? 'shortcut',
  }),
  ({ string }, at, position) => ({
    type: 'footnoteDefinition',
    identifier: string(at),
    label: string(at + 8),
    children: [],
    position,
  }),
  ({ string }, at, position) => ({
    type: 'footnoteReference',
    identifier: string(at),
    label: string(at + 8),
    position,
  }),
  ({ byte, word }, at, position) => {
    const align: AlignType[] = Array.from(
      { length: word(at) },
      (_, column) => alignments[byte(at + 4 + column)] ?? null,
    );
    return { type: 'table', align, children: [], position };
  },
  (_, _at, position) => ({ type: 'tableRow', children: [], position }),
  (_, _at, position) => ({ type: 'tableCell', children: [], position }),
  (_, _at, position) => ({ type: 'delete', children: [], position }),
  ({ string }, at, position) => ({ type: 'yaml', value: string(at), position }),
];

function nodeOf(read: Fields, type: number, at: number, position: Position): Nodes {
  const make = makers[type];
  if (!make) throw new UnknownLayout(`nodes of type ${type} are not read here`);
  return make(read, at, position);
}

const referenceTypes = ['shortcut', 'collapsed', 'full'] as const;
const alignments: AlignType[] = [null, 'left', 'right', 'center'];

/** Gives the strings between two offsets of a pool of UTF-8. */
function stringsIn(pool: Uint8Array): (from: number, to: number) => string {
  const text = decoder.decode(pool);
  if (text.length === pool.length) return (from, to) => text.slice(from, to);
  const indexOf = new Uint32Array(pool.length + 1);
  let index = 0;
  // Not by an iterator, which takes four times as long.
  for (let offset = 0; offset < pool.length; offset += 1) {
    indexOf[offset] = index;
    const byte = pool[offset] ?? 0;
    // Continuation bytes count nothing, the first of four counts for two units.
    if ((byte & 0xc0) !== 0x80) index += byte >= 0xf0 ? 2 : 1;
  }
  indexOf[pool.length] = index;
  return (from, to) => text.slice(indexOf[from], indexOf[to]);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
