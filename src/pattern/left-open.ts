/** What a paragraph has left open so far; each of these is looked for to its end, by every one that opens. */
export type LeftOpen = { characters: number; scans: number; brackets: number; runs: Set<number> };

export function nothingOpen(): LeftOpen {
  return { characters: 0, scans: 0, brackets: 0, runs: new Set() };
}

/** A bracket that is open lets every word after it look back at all before it: cheap steps, of which so many are one of the others. */
const stepsBack = 100;

/**
 * Returns how many characters a parser looks through in vain at a paragraph. Micromark looks for the end of a comment, an
 * instruction, a title in parentheses and a run of backticks anew at each beginning.
 */
export function scannedInVain({ characters, scans, brackets, runs }: LeftOpen): number {
  const back = brackets > 0 ? characters / stepsBack : 0;
  return characters * (scans + runs.size + back);
}

/** Adds a line to the paragraph in which it stands. */
export function addLine(open: LeftOpen, line: string): void {
  open.characters += line.length + 1;
  if (line.includes('<'))
    for (const [opener, closer] of closing) open.scans += countAfter(line, opener, line.lastIndexOf(closer));
  if (line.includes('](')) open.scans += Math.min(count(line, ']('), count(line, '(') - 1);
  if (line.includes('`')) for (const [run] of line.matchAll(/`+/g)) open.runs.add(run.length);
  // One that is escaped opens or closes nothing, so it is counted for the worse.
  open.brackets += count(line, '[') - count(line, ']') + count(line, '\\]');
}

/** What begins in a text and ends only with its own sign. */
const closing = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
] as const;

function count(line: string, sign: string): number {
  return countAfter(line, sign, 0);
}

function countAfter(line: string, sign: string, from: number): number {
  let found = 0;
  for (let at = line.indexOf(sign, Math.max(0, from)); at !== -1; at = line.indexOf(sign, at + sign.length))
    found += 1;
  return found;
}
