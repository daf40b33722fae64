import { readFileSync } from 'node:fs';

export type Instruction = { word: string; rest: string };

/** Reads a Dockerfile's instructions in order, each on one line. */
export function readDockerfile(file: string): Instruction[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => !/^\s*(#|$)/.test(line));
  const instructions = lines
    .join('\n')
    .replaceAll(/\s*\\\n\s*/g, ' ')
    .split('\n');
  return instructions.map(text => {
    const space = text.indexOf(' ');
    return { word: text.slice(0, space), rest: text.slice(space + 1).trim() };
  });
}

/** What `COPY . .` takes: the last line of .dockerignore that fits a path or a folder above it decides. */
export function isInContext(path: string, ignore: string): boolean {
  let isIn = true;
  for (const line of ignore.split('\n').filter(text => !/^(#|$)/.test(text))) {
    const named = line.replace(/^!/, '');
    if (named === '*' || path === named || path.startsWith(`${named}/`)) isIn = line.startsWith('!');
  }
  return isIn;
}
