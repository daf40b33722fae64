import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Stryker } from '@stryker-mutator/core';
import { equivalents } from './equivalents.ts';

type Results = Awaited<ReturnType<Stryker['runMutationTest']>>;

/** How many changes the tests noticed, how many change nothing, and the others, a line each. */
export type Outcome = { noticed: number; equivalent: number; unnoticed: string[] };

/** Reads Stryker's results. What could not be run at all (of no use to anybody) counts for nothing. */
export function outcomeOf(results: Results): Outcome {
  const outcome: Outcome = { noticed: 0, equivalent: 0, unnoticed: [] };
  for (const { status, fileName, replacement, location } of results) {
    if (status === 'Killed' || status === 'Timeout') outcome.noticed += 1;
    if (status !== 'Survived' && status !== 'NoCoverage') continue;
    const file = relative(process.cwd(), fileName);
    const lines = readFileSync(fileName, 'utf8').split('\n');
    const { start, end } = location;
    const line = lines[start.line - 1]?.trim() ?? '';
    const change = replacement.replaceAll(/\s+/g, ' ');
    const isKnown = equivalents.some(
      known => known.file === file && known.line === line && known.change === change,
    );
    if (isKnown) outcome.equivalent += 1;
    else outcome.unnoticed.push(`${file}:${start.line}:${start.column}-${end.column} ${line} ⇒ ${change}`);
  }
  return outcome;
}
