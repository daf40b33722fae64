import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Node, parseSync } from 'oxc-parser';

/** How often each branch was taken since the counters were last cleared. */
export const counters = new Uint32Array(1 << 16);
let branches = 0;

/** What is watched: our own program, and the parsers that read strangers’ texts. */
const watched = /\/src\/|\/node_modules\/(?:micromark|mdast-util|yaml\/browser)/;

/** Counts branches of what is imported from now on. Node strips the types afterwards, so nothing moves to another line. */
export function watchImports(): void {
  Object.assign(globalThis, { __branches: counters });
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const isModule = loaded.format === 'module' || loaded.format === 'module-typescript';
      if (!isModule || !watched.test(url) || url.includes('.generated.')) return loaded;
      const path = fileURLToPath(url);
      return { ...loaded, source: withCounters(path, readFileSync(path, 'utf8')) };
    },
  });
}

export function branchesWatched(): number {
  return Math.min(branches, counters.length);
}

/** Puts a counter at the beginning of each function, branch and loop. */
export function withCounters(path: string, text: string): string {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) return text;
  const puts: { at: number; code: string }[] = [];
  const hit = (): string => `__branches[${branches++ % counters.length}]++`;
  const inBlock = (node: Node | null | undefined): void => {
    if (!node) return;
    if (node.type === 'BlockStatement') puts.push({ at: node.start + 1, code: `${hit()};` });
    else puts.push({ at: node.start, code: `{${hit()};` }, { at: node.end, code: '}' });
  };
  const inExpression = (node: Node): void => {
    puts.push({ at: node.start, code: `(${hit()},` }, { at: node.end, code: ')' });
  };
  visit(program, node => {
    if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') {
      if (node.body) inBlock(node.body);
    } else if (node.type === 'ArrowFunctionExpression') {
      if (node.body.type === 'BlockStatement') inBlock(node.body);
      else inExpression(node.body);
    } else if (node.type === 'IfStatement') {
      inBlock(node.consequent);
      if (node.alternate?.type !== 'IfStatement') inBlock(node.alternate);
    } else if (node.type === 'ConditionalExpression') {
      inExpression(node.consequent);
      inExpression(node.alternate);
    } else if (node.type === 'LogicalExpression') inExpression(node.right);
    else if (node.type === 'SwitchCase') {
      const [first] = node.consequent;
      if (first) puts.push({ at: first.start, code: `${hit()};` });
    } else if ('body' in node && /^(?:For|While|DoWhile)/.test(node.type)) inBlock(node.body as Node);
  });
  return applied(text, puts);
}

function visit(value: unknown, seen: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && typeof value.type === 'string') seen(value as Node);
  for (const child of Object.values(value)) visit(child, seen);
}

/** Outer ones are put first, so what opens at one place opens in order, and what closes there closes the other way round. */
function applied(text: string, puts: readonly { at: number; code: string }[]): string {
  const byPlace = new Map<number, { closing: string; opening: string }>();
  for (const { at, code } of puts) {
    const place = byPlace.get(at) ?? { closing: '', opening: '' };
    if (code === ')' || code === '}') place.closing = code + place.closing;
    else place.opening += code;
    byPlace.set(at, place);
  }
  let result = '';
  let from = 0;
  for (const [at, { closing, opening }] of [...byPlace].sort(([a], [b]) => a - b)) {
    result += text.slice(from, at) + closing + opening;
    from = at;
  }
  return result + text.slice(from);
}
