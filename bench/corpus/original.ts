import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A pattern of this repository, as the corpora are made of it. */
export type Original = {
  fingerprint: string;
  name: string;
  /** Without its domain: `optimization`. */
  category: string;
  slug: string;
  /** README.md, benchmark.py, results.json and chart.svg, by name. */
  files: Record<string, string>;
};

/** Reads every pattern of the domain, ordered by path. */
export async function readOriginals(domain: string): Promise<Original[]> {
  const names = await readdir(domain, { recursive: true });
  const readmes = names.filter(name => /^[^/]+\/[^/]+\/README\.md$/.test(name)).sort();
  return Promise.all(readmes.map(readme => readOriginal(domain, readme)));
}

async function readOriginal(domain: string, readme: string): Promise<Original> {
  const [category = '', slug = ''] = readme.split('/');
  const folder = join(domain, category, slug);
  const names = ['README.md', 'benchmark.py', 'results.json', 'chart.svg'];
  const texts = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')));
  const files = Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
  const keyOf = (key: string): string => {
    const value = new RegExp(`^${key}: (.+)$`, 'm').exec(files['README.md'] ?? '')?.[1];
    if (value === undefined) throw new Error(`${readme} has no ${key}, so no corpus can be made of it.`);
    return value;
  };
  return { fingerprint: keyOf('fingerprint'), name: keyOf('name'), category, slug, files };
}
