/**
 * Writes every generated file of this repository; with `--check` it writes nothing and exits 1 when one is missing, out of
 * date or left over. What the program needs is made of the schemas first; everything else is made by the program.
 */

import { fromSchemas } from './generate/from-schemas.ts';
import { mend, slipsIn } from './generate/generated-files.ts';

const isCheck = process.argv.includes('--check');
let left = 0;

async function settle(outputs: Readonly<Record<string, string>>, folders: readonly string[]): Promise<void> {
  const slips = await slipsIn('.', new Map(Object.entries(outputs)), folders);
  if (isCheck) {
    for (const { path, kind } of slips) console.log(`${path} is ${kind}: run \`npm run generate\``);
    left += slips.length;
    return;
  }
  await mend('.', slips);
  for (const { path, wanted } of slips) console.log(`${wanted === null ? 'removed' : 'wrote'} ${path}`);
}

await settle(await fromSchemas(), []);
const { fromProgram } = await import('./generate/from-program.ts');
await settle(await fromProgram(), ['docs/rules']);
process.exitCode = left > 0 ? 1 : 0;
