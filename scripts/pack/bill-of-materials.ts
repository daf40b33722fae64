import { directNeeds, type LockedPackage, type LockFile } from './lock-file.ts';

/**
 * Returns the text of `sbom.cdx.json` (CycloneDX 1.6): every package that a published one holds or installs, with licence and digest.
 * `npm sbom` knows only what is installed, and most of ours is bundled. Without time and serial number: the same sources are packed
 * to the same bytes.
 */
export function billOfMaterials(
  of: { name: string; version: string; license: string },
  folders: readonly string[],
  lock: LockFile,
): string {
  const own = purlOf(of.name, of.version);
  const kept = [...new Set(folders)].sort();
  const refs = new Map(kept.map(folder => [folder, refOf(folder, lock)]));
  const components = new Map(kept.map(folder => [refOf(folder, lock), componentOf(folder, lock)]));
  const dependencies = new Map([[own, [...components.keys()]]]);
  for (const [folder, ref] of refs) {
    const needs = directNeeds(folder, lock).map(need => refs.get(need));
    dependencies.set(ref, [
      ...new Set([...(dependencies.get(ref) ?? []), ...needs.filter(need => !!need)]),
    ] as string[]);
  }
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        'bom-ref': own,
        type: 'application',
        name: of.name,
        version: of.version,
        licenses: [{ expression: of.license }],
        purl: own,
      },
    },
    components: [...components.values()],
    dependencies: [...dependencies].map(([ref, dependsOn]) => ({ ref, dependsOn })),
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function componentOf(folder: string, lock: LockFile): object {
  const { version, license, integrity } = lock.get(folder) as LockedPackage;
  const purl = refOf(folder, lock);
  return {
    'bom-ref': purl,
    type: 'library',
    name: nameOf(folder),
    version,
    ...(license && { licenses: [{ expression: license }] }),
    ...(integrity && { hashes: integrity.split(' ').map(hashOf) }),
    purl,
  };
}

/** npm writes `sha512-` and base64, CycloneDX `SHA-512` and hexadecimal. */
function hashOf(integrity: string): { alg: string; content: string } {
  const [kind = '', digest = ''] = integrity.split('-', 2);
  return {
    alg: kind.toUpperCase().replace('SHA', 'SHA-'),
    content: Buffer.from(digest, 'base64').toString('hex'),
  };
}

function refOf(folder: string, lock: LockFile): string {
  const locked = lock.get(folder);
  if (locked === undefined) throw new Error(`${folder} is packed and is not in package-lock.json`);
  return purlOf(nameOf(folder), locked.version);
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
