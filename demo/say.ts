import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** How the story is told. On a terminal with all that there is to see, into a pipe in a line or two per step. */
export type Say = {
  paint(style: Style, text: string): string;
  /** A heading, numbered. */
  step(title: string): void;
  /** What came of it: always told. */
  outcome(text: string): void;
  /** What there is to see: told on a terminal only, with something before every line. */
  show(text: string, before?: string): void;
  line(text?: string): void;
  /** Shows on a terminal, while it lasts, what is waited for. */
  while<T>(what: string, work: Promise<T>): Promise<T>;
};

const margin = '   ';
const widest = 100;

export function sayTo(stream: NodeJS.WriteStream | WriteStream): Say {
  const isTerminal = stream.isTTY === true;
  const paint = (style: Style, text: string): string => styleText(style, text, { stream });
  const line = (text = ''): void => void stream.write(`${text}\n`);
  const indented = (text: string, before = ''): void => {
    const start = margin + before;
    const room = Math.max(20, Math.min(widest, stream.columns || widest) - widthOf(start));
    for (const part of text.split('\n'))
      for (const row of isTerminal ? wrap(part, room) : [part]) line((start + row).trimEnd());
  };
  let steps = 0;
  return {
    paint,
    line,
    step(title) {
      steps += 1;
      if (isTerminal) line();
      line(paint('bold', `${steps}  ${title}`));
    },
    outcome: text => indented(text),
    show(text, before) {
      if (isTerminal) indented(text, before);
    },
    async while(what, work) {
      if (!isTerminal) return work;
      stream.write(margin + paint('dim', `… ${what}`));
      try {
        return await work;
      } finally {
        stream.write('\r\x1b[2K');
      }
    },
  };
}

/** Breaks between words; a line's own indentation and list mark are kept clear of what follows. */
function wrap(text: string, width: number): string[] {
  const hanging = /^ *(?:[•▸] |\d+\. |\[[ x]\] )?/.exec(text)?.[0].length ?? 0;
  const lines: string[] = [];
  let current = text.slice(0, hanging);
  for (const word of text.slice(hanging).split(' ')) {
    const next = current.trim() === '' || current.length === hanging ? current + word : `${current} ${word}`;
    if (widthOf(next) <= width || widthOf(current) <= hanging) current = next;
    else {
      lines.push(current);
      current = ' '.repeat(hanging) + word;
    }
  }
  return [...lines, current];
}

/** Columns on a terminal: colours take none, pictures take two. */
export function widthOf(text: string): number {
  const plain = stripVTControlCharacters(text);
  return [...plain].length + (plain.match(/\p{Emoji_Presentation}/gu)?.length ?? 0);
}
