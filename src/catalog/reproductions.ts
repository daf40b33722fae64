import reproductionsSchema from '../../schemas/reproductions.schema.json' with { type: 'json' };
import { byCodeUnit } from '../pattern/code-unit-order.ts';
import { sha256 } from '../pattern/digests.ts';
import { schemaCheck } from '../pattern/schema.ts';
import type { Entry } from './index-shard.generated.ts';
import type { Record as Reproduction, Reproductions } from './reproductions.generated.ts';
import { fits } from './reproductions-validator.generated.ts';

export type { Reproduction };

const check = schemaCheck(reproductionsSchema, fits, 'The reproductions');

/** Reads reproductions.json; none when it is missing or not what this program wrote. */
export function readReproductions(text: string | null): Reproduction[] {
  return (text === null ? null : parsed(text))?.records ?? [];
}

/** Whether a text is what this program wrote. */
export function areReproductions(text: string): boolean {
  return parsed(text) !== null;
}

function parsed(text: string): Reproductions | null {
  try {
    const file: unknown = JSON.parse(text);
    return check(file).length > 0 ? null : (file as Reproductions);
  } catch {
    return null;
  }
}

/** reproductions.json as bytes: one record for each pattern, the later one of two, by fingerprint. */
export function reproductionsJson(records: readonly Reproduction[]): string {
  const latest = new Map(records.map(record => [record.fingerprint, record]));
  const file: Reproductions = {
    version: 1,
    records: [...latest.values()].sort((a, b) => byCodeUnit(a.fingerprint, b.fingerprint)),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Names the present state of the module that benchmarks share, by Git's ids of its files; null when there is none. */
export function moduleIdOf(files: readonly { name: string; oid: string }[]): string | null {
  if (files.length === 0) return null;
  const lines = files.map(({ name, oid }) => `${oid}  ${name}\n`).sort(byCodeUnit);
  return sha256(lines.join(''));
}

/** Whether a record speaks of the very files that are there now; otherwise it has lapsed. */
export function isPresent(record: Reproduction, entry: Entry, module: string | null): boolean {
  return (
    record.fingerprint === entry.fingerprint &&
    record.script === entry.evidence.files['benchmark.py'] &&
    record.results === entry.evidence.files['results.json'] &&
    record.module === module
  );
}
