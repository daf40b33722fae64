import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import packageJson from '../../package.json' with { type: 'json' };
import { billOfMaterials } from './bill-of-materials.ts';
import { wasmPackage } from './copy-wasm.ts';
import { foldersNeededBy, readLockFile } from './lock-file.ts';
import { bundledFolders, notices } from './notices.ts';
import { shrinkwrap } from './shrinkwrap.ts';

export type PackageDescription = {
  name: string;
  description: string;
  bin: Record<string, string>;
  exports: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional: boolean }>;
};

/**
 * Writes what a package has beside its bundles: package.json and the locked versions of what it installs, the licences, the bill of
 * materials, and copies of files of this repository.
 */
export function writePackage(
  folder: string,
  described: PackageDescription,
  metafiles: readonly Metafile[],
  copies: readonly string[],
): void {
  const { version, license, repository, engines } = packageJson;
  const { name, description, ...more } = described;
  const manifest = { name, version, description, license, type: 'module', repository, engines, ...more };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const lock = readLockFile();
  const bundled = bundledFolders(metafiles);
  const { dependencies = {} } = described;
  const installed = Object.keys(dependencies);
  if (installed.length > 0) {
    const text = shrinkwrap({ name, version, dependencies }, lock);
    writeFileSync(join(folder, 'npm-shrinkwrap.json'), text);
  }
  const parts = [...bundled, `node_modules/${wasmPackage}`, ...foldersNeededBy(installed, lock)];
  writeFileSync(join(folder, 'sbom.cdx.json'), billOfMaterials({ name, version, license }, parts, lock));
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), notices(bundled));
  for (const path of ['LICENSE', 'README.md', ...copies])
    cpSync(path, join(folder, path), { recursive: true });
}

/** The exact versions of packages, as this repository has them. */
export function versionsOf(packages: readonly string[]): Record<string, string> {
  const versions = new Map(Object.entries(packageJson.dependencies));
  return Object.fromEntries(
    packages.map(name => {
      const version = versions.get(name);
      if (version === undefined) throw new Error(`${name} is imported and is no dependency`);
      return [name, version];
    }),
  );
}
