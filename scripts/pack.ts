/** Writes the two packages that are published, the command line and the App, into `dist` or into the folder that is named. */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packApp } from './pack/pack-app.ts';
import { packCli } from './pack/pack-cli.ts';

const target = resolve(process.argv[2] ?? 'dist');
for (const [name, pack] of Object.entries({ cli: packCli, app: packApp })) {
  const folder = join(target, name);
  rmSync(folder, { recursive: true, force: true });
  await pack(folder);
  console.log(`Wrote ${folder}: npm pack ${folder}`);
}
