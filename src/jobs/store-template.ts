import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/**
 * The files of an empty store, packed: to make them takes ten seconds and half a gigabyte, to unpack them a moment.
 * scripts/make-store-template.ts puts it here.
 */
export const templateFile = fileURLToPath(new URL('store-template.br', import.meta.url));

/** The release whose files they are, and the entries in the order of their contents; a folder has no size. */
type Header = { pglite: string; entries: { path: string; size: number | null }[] };

/** Databases of an empty store are three times the same, eight megabytes apart: the window spans them. */
const compression = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_LGWIN]: 24 },
};

/** The release of PGlite that is installed: its files are those of no other. */
export function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  return JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')).version;
}

/** Packs a store that is closed. */
export function packStore(directory: string, file: string): void {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  const entries = paths.map(path => {
    const stats = statSync(join(directory, path));
    return { path, size: stats.isDirectory() ? null : stats.size };
  });
  const header: Header = { pglite: pgliteVersion(), entries };
  const contents = entries.flatMap(({ path, size }) =>
    size === null ? [] : [readFileSync(join(directory, path))],
  );
  const whole = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...contents]);
  writeFileSync(file, brotliCompressSync(whole, compression));
}

/** Tells whether the template is there and that of the PGlite that is installed. */
export function hasTemplate(file = templateFile): boolean {
  return existsSync(file) && read(file).header.pglite === pgliteVersion();
}

/**
 * Makes an empty store of the template. The folder is there with all its files or not at all, whenever the process ends.
 * Returns false where there is no template for this PGlite, which then has to make the files itself.
 */
export function unpackStore(directory: string, file = templateFile): boolean {
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  if (!existsSync(file)) return false;
  const { header, contents } = read(file);
  if (header.pglite !== pgliteVersion()) return false;
  let offset = 0;
  mkdirSync(unfinished);
  for (const { path, size } of header.entries) {
    if (size === null) mkdirSync(join(unfinished, path), { mode: 0o700 });
    else writeFileSync(join(unfinished, path), contents.subarray(offset, offset + size), { mode: 0o600 });
    offset += size ?? 0;
  }
  renameSync(unfinished, directory);
  return true;
}

function read(file: string): { header: Header; contents: Buffer } {
  const whole = brotliDecompressSync(readFileSync(file));
  const end = whole.indexOf('\n');
  return { header: JSON.parse(whole.toString('utf8', 0, end)), contents: whole.subarray(end + 1) };
}
