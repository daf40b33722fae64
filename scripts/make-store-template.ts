import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPglite } from '../src/jobs/pglite.ts';
import { hasTemplate, packStore, templateFile } from '../src/jobs/store-template.ts';

/** Makes the template of the embedded store for the PGlite that is installed, where there is none yet. */
if (!hasTemplate()) {
  const folder = mkdtempSync(join(tmpdir(), 'store-template-'));
  try {
    const directory = join(folder, 'postgres');
    await (await createPglite(directory)).close();
    packStore(directory, templateFile);
  } catch (error) {
    console.warn(`There is no template of the embedded store, so its first start takes longer: ${error}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
