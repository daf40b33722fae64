import type { BodyParser } from '../pattern/micromark.ts';
import { readSatteriTree } from './satteri-tree.ts';

/** What we call of satteri, which has much more: a tree stays with it until it is dropped. */
export type Satteri = {
  createMdastHandle(source: string, features: number, withPositions: boolean): object;
  serializeHandle(handle: object): Uint8Array;
  dropHandle(handle: object): void;
};

/** What of Markdown is read: tables, footnotes, strikethrough, task lists, front matter in YAML, and bare addresses. */
const features = [1, 2, 3, 4, 7, 11].reduce((sum, bit) => sum | (1 << bit), 0);

/** Parses with satteri whatever it is given; whether it can be trusted with a text is for others to say. */
export function parseWith(satteri: Satteri): BodyParser {
  return text => {
    const handle = satteri.createMdastHandle(text, features, true);
    try {
      return readSatteriTree(satteri.serializeHandle(handle));
    } finally {
      satteri.dropHandle(handle);
    }
  };
}
