import { isConventional } from '../pattern/conventional-markdown.ts';
import { type BodyParser, parseWithMicromark } from '../pattern/micromark.ts';
import { parseWith, type Satteri } from './satteri.ts';

/** What parses what is conventional: satteri as machine code or as WebAssembly, or, as everything else, micromark. */
export type Backend = 'native' | 'wasi' | 'reference';

export type FastMarkdown = { backend: Backend; parseBody: BodyParser };

/** Opens the first backend of these that can be opened. Trees are those of the reference in any case. */
export async function openFastMarkdown(wanted: readonly Backend[]): Promise<FastMarkdown> {
  for (const backend of wanted) {
    const open = openers[backend];
    if (!open) break;
    try {
      return { backend, parseBody: fastBody(parseWith(await open())) };
    } catch {
      // Not installed or not permitted: results are the same, only later.
    }
  }
  return { backend: 'reference', parseBody: parseWithMicromark };
}

const openers: Partial<Record<Backend, () => Promise<Satteri>>> = {
  native: async () => (await import('./open-native.ts')).openNative(),
  wasi: async () => (await import('./open-wasi.ts')).openWasi(),
};

/** Parses what is conventional with a fast parser until that breaks, and all else with the reference. */
export function fastBody(parseFast: BodyParser): BodyParser {
  let works = true;
  return text => {
    if (!works || !isConventional(text)) return parseWithMicromark(text);
    try {
      return parseFast(text);
    } catch {
      // What has failed once may have been left in any state.
      works = false;
      return parseWithMicromark(text);
    }
  };
}
