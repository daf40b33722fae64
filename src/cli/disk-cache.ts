import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Examination } from '../inspection/examine.ts';
import { type ExaminationCache, keyOf } from '../planning/examination-cache.ts';
import { replaceFileNow } from './replace-file.ts';

/** More than this is not kept, well below the longest string; tens of thousands of folders as people write them. */
const maxCharacters = 256 * 1024 * 1024;

/**
 * Examinations in one file, a line each: a digest of the key, and JSON. What is asked for is parsed, and what was asked for in this
 * run is what stays. A line that cannot be read is a miss.
 */
export function diskCache(file: string): ExaminationCache & { save(): void } {
  const lines = linesIn(file);
  const used = new Map<string, string>();
  let hasNew = false;
  return {
    keyOf,
    async get(keys) {
      const found = new Map<string, Examination>();
      for (const key of keys) {
        const id = idOf(key);
        const line = used.get(id) ?? lines.get(id);
        const examination = line === undefined ? null : parsed(line);
        if (line === undefined || examination === null) continue;
        used.set(id, line);
        found.set(key, examination);
      }
      return found;
    },
    put(key, examination) {
      used.set(idOf(key), JSON.stringify(examination));
      hasNew = true;
    },
    save() {
      if (!hasNew && used.size >= lines.size / 2) return;
      let characters = 0;
      const kept: string[] = [];
      for (const [id, json] of used) {
        characters += id.length + json.length + 2;
        if (characters > maxCharacters) break;
        kept.push(`${id} ${json}\n`);
      }
      replaceFileNow(file, kept);
    },
  };
}

function idOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

function linesIn(file: string): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  try {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const space = line.indexOf(' ');
      if (space > 0) lines.set(line.slice(0, space), line.slice(space + 1));
    }
  } catch {
    // There is none yet, or none that may be read.
  }
  return lines;
}

function parsed(json: string): Examination | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && 'findings' in value ? (value as Examination) : null;
  } catch {
    return null;
  }
}
