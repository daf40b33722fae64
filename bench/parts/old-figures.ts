/** What was measured at ee28543, before the house was drawn anew; READMEs of 27 KB, on two cores. */
export type OldFigures = { seconds: number; megabytes: number | null };

export const oldFigures = {
  bareNode: { seconds: 0.06, megabytes: null },
  help: { seconds: 1.0, megabytes: null },
  onePattern: { seconds: 4.8, megabytes: 310 },
  thousand: { seconds: 87, megabytes: 1_035 },
  'remark-cli': { seconds: 43.7, megabytes: 2_240 },
  'markdownlint-cli2': { seconds: 39.9, megabytes: 705 },
  rumdl: { seconds: 1.9, megabytes: 80 },
} as const satisfies Record<string, OldFigures>;

export function oldInWords({ seconds, megabytes }: OldFigures): string {
  return megabytes === null ? `${seconds} s` : `${seconds} s, ${megabytes.toLocaleString('en')} MB`;
}
