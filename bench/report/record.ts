import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PartName, partNames } from '../options.ts';
import type { Machine } from './machine.ts';

/** What a part has found, as its tables show it. */
export type PartReport = {
  title: string;
  /** Sentences on what was measured, and on where others are ahead. */
  notes: string[];
  tables: Table[];
  curves: Curve[];
};

export type Table = { title: string; header: string[]; rows: string[][] };

/** Values over the number of patterns, for one of the pictures. */
export type Curve = {
  picture: 'seconds' | 'megabytes';
  name: string;
  points: [patterns: number, value: number][];
};

/** A report with where and when it was made. */
export type PartRecord = PartReport & { part: PartName; date: string; machine: Machine; command: string };

const folder = join(import.meta.dirname, '../results');

/** Keeps the record of a part, in place of an earlier one; of READMEs alone beside that of whole patterns. */
export function keepRecord(record: PartRecord, isAlone: boolean): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(record.part, isAlone), `${JSON.stringify(record, null, 2)}\n`);
}

/** Returns the latest record of each part, in the order of the parts. */
export function readRecords(): PartRecord[] {
  return partNames
    .flatMap(part => [fileOf(part, false), fileOf(part, true)])
    .filter(path => existsSync(path))
    .map(path => JSON.parse(readFileSync(path, 'utf8')));
}

function fileOf(part: PartName, isAlone: boolean): string {
  return join(folder, `${part}${isAlone ? '-alone' : ''}.json`);
}
