import type { Parser } from './open-parser.ts';

/** Parsers to be used one job at a time: a hostile file holds up nobody else. */
export type ParserPool = {
  use<Result>(work: (parser: Parser) => Promise<Result>): Promise<Result>;
};

export function parserPool(open: () => Parser): ParserPool {
  const idle: Parser[] = [];
  return {
    async use(work) {
      const parser = idle.pop() ?? open();
      try {
        return await work(parser);
      } finally {
        idle.push(parser);
      }
    },
  };
}
