import { sha256 } from '../pattern/digests.ts';
import type { Entry, Unlisted } from './entry.ts';
import { factsVersion } from './facts-version.ts';
import type { Shard } from './index-file.generated.ts';
import { indexVersion } from './index-file.ts';
import { fits as fitsIndex } from './index-file-validator.generated.ts';
import { fits as fitsShard } from './index-shard-validator.generated.ts';

/** What an index tells of patterns, by the digest of the file that tells it. */
export type Indexed = ReadonlyMap<string, readonly (Entry | Unlisted)[]>;

/** What index.json of a domain says. */
export type IndexJson =
  /** It is missing, cannot be read or is not as it was written: then every pattern is read again. */
  | { kind: 'none' }
  /**
   * Who knows less must not write over it: two releases that look after one repository would take turns for ever. Nothing of
   * it is believed.
   */
  | { kind: 'later-release' }
  | { kind: 'shards'; shards: readonly Shard[] }
  /** As releases until version 4 of the index wrote it: everything is in the one file. */
  | { kind: 'whole'; indexed: Indexed };

export function readIndexJson(text: string | null): IndexJson {
  const file = text === null ? null : parsed(text);
  if (file === null) return { kind: 'none' };
  const { version, facts } = file;
  if (isLater(version, indexVersion) || isLater(facts, factsVersion)) return { kind: 'later-release' };
  if (facts !== factsVersion) return { kind: 'none' };
  if (version === 4) return readWhole(file);
  return fitsIndex(file) ? { kind: 'shards', shards: file.shards as Shard[] } : { kind: 'none' };
}

/** Of what somebody has put in the place of a number nothing is asked. */
function isLater(version: unknown, own: number): boolean {
  return typeof version === 'number' && version > own;
}

/** Reads the patterns of a shard. Null where it is not what the index names: whoever edits an entry by hand does not think of the digest. */
export function readShard(text: string, { digest }: Shard): (Entry | Unlisted)[] | null {
  return sha256(text) === digest ? itemsIn(parsed(text)) : null;
}

/** Tells whether a text is a shard of whatever release, and however old. */
export function isShard(text: string): boolean {
  const { version, facts, patterns, unlisted } = parsed(text) ?? {};
  const isNumbered = typeof version === 'number' && typeof facts === 'number';
  return isNumbered && Array.isArray(patterns) && Array.isArray(unlisted);
}

/** Reads an index that is one file, with a digest of its own. */
function readWhole({ digest, patterns, unlisted }: Fields): IndexJson {
  const items = itemsIn({ version: indexVersion, facts: factsVersion, patterns, unlisted });
  if (items === null || digest !== sha256(JSON.stringify([patterns, unlisted]))) return { kind: 'none' };
  return { kind: 'whole', indexed: new Map([[digest, items]]) };
}

function itemsIn(file: Fields | null): (Entry | Unlisted)[] | null {
  if (file === null || !fitsShard(file) || file.facts !== factsVersion) return null;
  return [...(file.patterns as Entry[]), ...(file.unlisted as Unlisted[])];
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(text: string): Fields | null {
  try {
    const file: unknown = JSON.parse(text);
    return typeof file === 'object' && file !== null ? (file as Fields) : null;
  } catch {
    return null;
  }
}
