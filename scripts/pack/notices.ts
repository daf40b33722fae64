import { readdirSync, readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';

/** What the generated validators hold: the compiler of schemas puts pieces of these into what it makes. */
const inGeneratedFiles = ['node_modules/ajv', 'node_modules/fast-deep-equal'];

/** The folders of the packages of which something was bundled. */
export function bundledFolders(metafiles: readonly Metafile[]): string[] {
  const folders = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.keys(inputs))
    .map(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0])
    .filter(folder => folder !== undefined);
  return [...new Set([...inGeneratedFiles, ...folders])];
}

/** The licences of what was bundled, as each of them asks for it, by name. */
export function notices(folders: readonly string[]): string {
  const parts = new Map(folders.map(folder => [headingOf(folder), licenceIn(folder)]));
  const sorted = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  return `This program contains parts of the following packages.\n${sorted
    .map(([heading, licence]) => `\n${'-'.repeat(80)}\n${heading}\n\n${licence.trim()}\n`)
    .join('')}`;
}

function headingOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return `${name} ${version} (${license})`;
}

function licenceIn(folder: string): string {
  const file = readdirSync(folder).find(name => /^(licen[cs]e|copying)/i.test(name));
  return file ? readFileSync(`${folder}/${file}`, 'utf8') : 'Its package holds no text of the licence.';
}
