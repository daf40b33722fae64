import { isBuiltin } from 'node:module';
import { basename, resolve } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

export type Bundle = {
  /** The module that is run or imported; its bundle takes its name. */
  entry: string;
  folder: string;
  /** Packages that are installed beside it. */
  external?: readonly string[];
  /** Where a module is found that is imported only when it is asked for; null: it becomes a part of this bundle. */
  apart?: (file: string) => string | null;
};

/** Bundled packages of CommonJS ask for Node's own modules in their way. */
const banner = {
  js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
};

/**
 * Bundles a module with all that it imports into one file: each further file costs more at the start than what it saves.
 * Names and lines stay as they are, so that a stack tells something.
 */
export async function bundle({ entry, folder, external = [], apart }: Bundle): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: [entry],
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    outExtension: { '.js': '.mjs' },
    external: [...external],
    banner,
    plugins: apart ? [findingApart(apart)] : [],
    charset: 'utf8',
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}

function findingApart(apart: (file: string) => string | null): Plugin {
  return {
    name: 'apart',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ kind, resolveDir, path }) => {
        const found = kind === 'dynamic-import' ? apart(resolve(resolveDir, path)) : null;
        return found === null ? null : { path: found, external: true };
      });
    },
  };
}

/** The name of a module's bundle. */
export function bundleName(file: string): string {
  return `${basename(file, '.ts')}.mjs`;
}

/** The packages that bundles leave to be installed beside them. */
export function installedBeside(metafiles: readonly Metafile[]): string[] {
  const paths = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ imports }) => imports)
    .filter(({ external, path }) => external && !path.startsWith('.') && !isBuiltin(path))
    .map(({ path }) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path);
  return [...new Set(paths)].sort();
}
