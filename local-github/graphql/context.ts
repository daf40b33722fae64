import type { Viewer, World } from '../world.ts';

/** What resolvers share while one document is carried out. */
export type Context = { world: World; viewer: Viewer; refuses(alias: string): boolean };

/** How the fields of one type are answered; `Source` is what its node (see node.ts) holds. */
export type Fields<Source> = Record<string, (source: Source, args: never, context: Context) => unknown>;
