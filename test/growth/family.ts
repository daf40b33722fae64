import { markdownPieces, rulePieces, yamlPieces } from './pieces.ts';

/** A text that grows with a number, and never by lines that are longer than is read. */
export type Growing = { name: string; text(bytes: number): string };

/** Pieces one after the other, each in lines of one paragraph, in paragraphs of its own, after what opens something, and numbered. */
export function markdownFamily(): Growing[] {
  const pieces = [...markdownPieces, ...rulePieces];
  const inLine = pieces.filter(piece => !piece.includes('\n'));
  return [
    ...pieces.map(piece => growing(piece, piece)),
    ...inLine.map(piece => growing(`${piece} in paragraphs`, piece, '\n\n')),
    ...['a ', '> ', '- '].flatMap(opener =>
      pieces.map(piece => growing(`${opener} and ${piece}`, `${opener}${piece}\n`)),
    ),
    ...openers.flatMap(opener =>
      fillers.map(filler => ({
        name: JSON.stringify(`${opener} before ${filler}`),
        // A tenth of what opens something, and then much in which its end is looked for.
        text: (bytes: number) => repeated(opener, bytes / 10, '\n') + repeated(filler, 0.9 * bytes, '\n'),
      })),
    ),
    ...numbered.map(piece => ({
      name: JSON.stringify(`${piece} numbered`),
      text: (bytes: number) => upTo(bytes, index => piece.replaceAll('%', String(index))),
    })),
  ];
}

export function yamlFamily(): Growing[] {
  return [
    ...yamlPieces.map(piece => growing(piece, piece)),
    ...yamlPieces.map(piece => ({
      name: JSON.stringify(`keys with ${piece}`),
      text: (bytes: number) => upTo(bytes, index => `k${index}: ${piece.trimEnd()}\n`),
    })),
    ...['a: ', '- ', '[', '{a: ', '? '].map(opener => ({
      name: JSON.stringify(`${opener} within itself`),
      text: (bytes: number) => {
        const depths = Array.from({ length: Math.floor(Math.sqrt(2 * bytes)) }, (_, depth) => depth);
        return depths.map(depth => `${' '.repeat(depth)}${opener}`).join('\n');
      },
    })),
  ];
}

/** What is looked for to its end, and what may stand there instead. */
const openers = [
  'a <!-- ',
  'a <? ',
  'a <!A ',
  '[a](b (\n',
  "[a](b '\n",
  'a [',
  'a [^a ',
  '`a ',
  '<a b="\n',
  'http://a.b/',
];
const fillers = ['word ', 'a', '!', ')', '&', 'a@b ', '\\', '_a '];

/** What may be looked up by its name: each has another. */
const numbered = [
  '# a%\n\n',
  '[a%]: b\n\n',
  '[^a%]: b\n\n',
  '[a%] [^a%]\n\n',
  '<a id="a%">\n\n',
  '- a%\n',
  '`a%`\n',
  '[a](#a%)\n',
  '[a](../a%/)\n',
];

function growing(name: string, piece: string, between = '\n'): Growing {
  return { name: JSON.stringify(name), text: bytes => repeated(piece, bytes, between) };
}

const maxLine = 4_000;

/** Puts so many pieces one after the other that there are so many bytes; a line that would be too long goes on in the next. */
function repeated(piece: string, bytes: number, between: string): string {
  if (piece.includes('\n')) return piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes);
  const line = piece.repeat(Math.max(1, Math.floor(maxLine / piece.length))) + between;
  return line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes);
}

function upTo(bytes: number, part: (index: number) => string): string {
  const parts: string[] = [];
  for (let size = 0; size < bytes; size += parts.at(-1)?.length ?? 1) parts.push(part(parts.length));
  return parts.join('');
}
