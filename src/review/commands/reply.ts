import type { RootContent } from 'mdast';
import { visible } from '../../pattern/visible.ts';

/** What is said to one command. */
export type Reply = {
  /** Whether it could be done as asked. */
  done: boolean;
  says: RootContent[];
  /** It was written so that it could not be understood or done; written otherwise, it could. */
  isSlip?: true;
  /** Said only beside something else: alone, a reaction says it. */
  aside?: RootContent[];
};

/** A stranger's words, few enough to be repeated. */
export function short(text: string, most = 60): string {
  // A character may be spelled out in eight.
  const characters = [...visible(text.slice(0, most * 2))];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}
